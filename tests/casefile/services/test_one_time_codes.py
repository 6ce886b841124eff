"""The codes of RFC 6238, against the values that its appendix B prints (last six digits)."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from casefile.services import one_time_codes

SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_that_the_standard_prints(seconds, code):
    assert one_time_codes.code_at(SECRET, datetime.fromtimestamp(seconds, UTC)) == code


@pytest.mark.parametrize(("seconds", "fits"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_clock_may_be_one_step_off(at, seconds, fits):
    typed = one_time_codes.code_at(SECRET, at + timedelta(seconds=seconds))

    assert (one_time_codes.matching_step(SECRET, typed, at=at) is not None) is fits


def test_a_code_may_be_typed_with_spaces(at):
    typed = one_time_codes.code_at(SECRET, at)

    assert one_time_codes.matching_step(SECRET, f" {typed[:3]} {typed[3:]} ", at=at)


@pytest.mark.parametrize("typed", ["", "abc", "12345", "١٢٣٤٥٦", "9" * 12])
def test_anything_else_is_no_code(at, typed):
    assert one_time_codes.matching_step(SECRET, typed, at=at) is None


def test_a_new_secret_has_160_bits_and_makes_codes(at):
    secret = one_time_codes.new_secret()

    assert len(base64.b32decode(secret)) == 20
    assert len(one_time_codes.code_at(secret, at)) == 6
