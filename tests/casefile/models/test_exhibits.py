import pytest

from casefile.models import Exhibit


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (240, "4 minutes fast"),
        (-61, "1 minute 1 second slow"),
        (30, "30 seconds fast"),
        (0, "right"),
    ],
)
def test_the_error_of_a_clock_is_said_in_minutes_and_seconds(seconds, words):
    assert Exhibit(clock_error_seconds=seconds).clock_error_words == words
