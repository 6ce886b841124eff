"""A point on the map as somebody gives it: how it is read, and with which words it is refused."""

import pytest

from intake import points
from intake.words import Say

BIRMINGHAM = {"lat": 52.48142, "lon": -1.89983, "precision_m": 10, "source": "typed"}


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        ("52.48142", "-1.89983"),
        ("52,48142", "-1,89983"),
        ("52.48142 N", "1.89983 W"),
        ("52.48142°N", "1.89983° w"),
        ("52.48142, -1.89983", ""),
        ("52.48142 -1.89983", ""),
        ("52,48142  -1,89983", ""),
    ],
)
def test_numbers_are_read_as_maps_write_them(lat, lon):
    assert points.read(lat, lon) == BIRMINGHAM


def test_nothing_given_is_no_point():
    assert points.read("", "") is None


@pytest.mark.parametrize(
    ("lat", "lon", "text"),
    [
        ("52.4", "", points.BOTH),
        ("", "-1.8", points.BOTH),
        ("nan", "nan", points.NOT_NUMBERS),
        ("inf", "-inf", points.NOT_NUMBERS),
        ("1e2", "0", points.NOT_NUMBERS),
        ("here", "there", points.NOT_NUMBERS),
        ("٥٢", "١", points.NOT_NUMBERS),
        ("9" * 60, "1", points.NOT_NUMBERS),
        ("91", "0", points.FAR_AWAY),
        ("-52.4", "-1.8", points.FAR_AWAY),
        ("-1.89983", "52.48142", points.FAR_AWAY),
        ("0", "0", points.FAR_AWAY),
        ("52.4", "181", points.FAR_AWAY),
        ("40.7", "-74.0", points.FAR_AWAY),
    ],
)
def test_what_is_no_point_here_is_refused_in_words(lat, lon, text):
    with pytest.raises(points.BadPoint) as refused:
        points.read(lat, lon)

    assert refused.value.text == text


@pytest.mark.parametrize(
    ("given", "metres"),
    [("12.2", 13), ("30", 30), ("0.2", 1), ("1e9", 100_000)],
)
def test_a_precision_is_kept_in_whole_metres(given, metres):
    assert points.read("52.48142", "-1.89983", given, "device")["precision_m"] == metres


@pytest.mark.parametrize("given", ["", "nan", "inf", "-inf", "-5", "0", "about ten"])
def test_a_precision_that_is_none_comes_from_the_digits_that_were_typed(given):
    assert points.read("52.48142", "-1.89983", given)["precision_m"] == 10
    assert points.read("52.48", "-1.9", given)["precision_m"] == 1113
    assert points.read("52", "-2", given)["precision_m"] == 100_000


@pytest.mark.parametrize(("given", "kept"), [("pin", "pin"), ("device", "device"), ("x", "typed")])
def test_only_a_known_source_is_kept(given, kept):
    assert points.read("52.48142", "-1.89983", "5", given)["source"] == kept


def test_a_point_is_said_with_how_exact_it_is_and_where_it_is_from():
    words = Say()(points.in_words({**BIRMINGHAM, "precision_m": 1200, "source": "device"}))

    assert words == "52.48142, -1.89983, to within about 1,200 metres, from the device"
