"""A point on the map as an answer: how it is read, refused and said in words.

Stored as `{"lat", "lon", "precision_m", "source"}`: degrees of WGS 84, metres, and where it came
from: the device, a pin on the map, or numbers that were typed.
"""

import math
import re
from typing import Any

from casefile.rules.source import Text
from intake.questions.rows import welsh

SOURCES: dict[str, Text] = {
    "device": welsh("from the device", "o'r ddyfais"),
    "pin": welsh("from a pin on the map", "o bin ar y map"),
    "typed": welsh("from numbers that were typed", "o rifau a deipiwyd"),
}
# Great Britain, Northern Ireland and the seas around them, with room for the islands.
NORTH, EAST = (49.0, 61.5), (-9.5, 2.5)
FINEST_M, COARSEST_M = 1, 100_000
METRES_A_DEGREE = 111_320
DECIMALS = 5
_NUMBER = re.compile(r"([+-]?[0-9]{1,3}(?:[.,][0-9]{1,15})?) ?°? ?([NSEWnsew]?)")

BOTH = welsh("Enter both numbers, or leave both out", "Rhowch y ddau rif, neu gadewch y ddau allan")
NOT_NUMBERS = welsh(
    "Enter two numbers, like 52.48142 and -1.89983, or leave both out",
    "Rhowch ddau rif, fel 52.48142 a -1.89983, neu gadewch y ddau allan",
)
FAR_AWAY = welsh(
    "This point is not in the United Kingdom. Check both numbers, or leave them out and say in "
    "words where it was",
    "Nid yw'r pwynt hwn yn y Deyrnas Unedig. Gwiriwch y ddau rif, neu gadewch nhw allan a dywedwch "
    "mewn geiriau ble oedd",
)
Point = dict[str, Any]


class BadPoint(ValueError):
    """What was given is no point here; `text` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def read(lat: str, lon: str, precision: str = "", source: str = "") -> Point | None:
    """Return the point that was given, or None where nothing was.

    Both numbers may be pasted into the first box, as maps copy them.

    Raises:
        BadPoint: one number alone, no number, or a point outside the United Kingdom.
    """
    if lat and not lon and (pair := re.split(r"(?<=[0-9°NSEW]),\s+|\s+", lat, maxsplit=1))[1:]:
        lat, lon = pair
    if not lat and not lon:
        return None
    if not lat or not lon:
        raise BadPoint(BOTH)
    north, east = _degrees(lat, "S"), _degrees(lon, "W")
    if not (NORTH[0] <= north <= NORTH[1] and EAST[0] <= east <= EAST[1]):
        raise BadPoint(FAR_AWAY)
    return {
        "lat": round(north, DECIMALS),
        "lon": round(east, DECIMALS),
        "precision_m": _metres(precision) or _metres_of_digits(lat),
        "source": source if source in SOURCES else "typed",
    }


def _degrees(text: str, negative: str) -> float:
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        raise BadPoint(NOT_NUMBERS)
    number = float(found[1].replace(",", "."))
    return -abs(number) if found[2].upper() == negative else number


def _metres(text: str) -> int:
    """Return a precision as whole metres; 0 where it is none."""
    try:
        metres = float(text)
    except ValueError:
        return 0
    if not math.isfinite(metres) or metres <= 0:
        return 0
    return int(min(max(math.ceil(metres), FINEST_M), COARSEST_M))


def _metres_of_digits(text: str) -> int:
    """Return how exact typed degrees can be, from how many decimals were written."""
    decimals = len(re.sub(r"[^0-9.]", "", text.replace(",", ".")).partition(".")[2])
    return int(min(max(round(METRES_A_DEGREE / 10**decimals), 10), COARSEST_M))


def in_words(point: Point) -> Text:
    """Return a point as people read it: the numbers, how exact they are, and where they are from.

    The numbers stand as maps take them.
    """
    source = SOURCES[point["source"]]
    numbers, metres = f"{point['lat']:.5f}, {point['lon']:.5f}", f"{point['precision_m']:,}"
    return welsh(
        f"{numbers}, to within about {metres} metres, {source.en}",
        f"{numbers}, o fewn tua {metres} metr, {source.cy}",
    )
