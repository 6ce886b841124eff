"""JSON as machine calls read it."""

import io

import pytest
from rest_framework.exceptions import ParseError

from casefile.api.calls import MAX_DEPTH, OnlyJSON

HOSTILE = {
    "not json": b"{",
    "nothing": b"",
    "another charset": '{"a": "é"}'.encode("latin-1"),
    "not a number": b'{"a": NaN}',
    "infinity": b'{"a": -Infinity}',
    "too large a number": b'{"a": 1e999}',
    "too long a number": b"1" * 5000,
    "a name twice": b'{"a": 1, "a": 2}',
    "a name twice inside": b'{"a": [{"b": 1, "b": 1}]}',
    "half a character": b'{"a": "\\ud800"}',
    "half a character as a name": b'{"\\udfff": 1}',
    "nested too deep": b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1),
    "nested beyond all reason": b"[" * 200_000,
    "objects nested beyond all reason": b'{"a":' * 100_000,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=list(HOSTILE))
def test_what_readers_do_not_agree_on_is_not_json(body):
    with pytest.raises(ParseError):
        OnlyJSON().parse(io.BytesIO(body))


def test_ordinary_json_is_read_with_every_character():
    body = '{"a": ["Ŵyn \\ud83d\\ude00", 1.5, null, true]}'.encode()

    assert OnlyJSON().parse(io.BytesIO(body)) == {"a": ["Ŵyn 😀", 1.5, None, True]}
