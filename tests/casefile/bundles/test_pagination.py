"""First and last pages, labels, and contents that settle."""

import pytest

from casefile.bundles import pagination


def test_parts_follow_one_another_from_page_one():
    spans = pagination.spans(["cover", "contents", "form"], {"cover": 1, "contents": 2, "form": 3})

    assert spans == {"cover": (1, 1), "contents": (2, 3), "form": (4, 6)}


def test_contents_that_grow_are_made_again_with_the_pages_they_push_down():
    seen = []

    def make(spans):
        seen.append(spans["form"])
        return f"form on {spans['form'][0]}".encode(), 2

    pdf = pagination.settle(["contents", "form"], {"form": 3}, "contents", make)

    assert pdf == b"form on 3"
    assert seen == [(2, 4), (3, 5)]


def test_contents_that_never_settle_are_an_error():
    lengths = iter(range(2, 20))

    with pytest.raises(ValueError, match="came to rest"):
        pagination.settle(["contents"], {}, "contents", lambda spans: (b"", next(lengths)))
