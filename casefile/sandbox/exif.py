"""What a camera wrote into a picture: as it stands, and as far as it can be relied on.

A time without a zone stays without one: "zone unknown" is a state and never guessed here.
"""

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from PIL.ExifTags import GPSTAGS, IFD, TAGS
from PIL.Image import Exif

_MAX_CHARACTERS = 500
_ZONE = re.compile(r"[+-](0\d|1[0-4]):[0-5]\d")
_SOURCES = {"GPS": "satellites", "CELLID": "network", "WLAN": "network", "MANUAL": "manual"}
_TIMES = (
    ("DateTimeOriginal", "OffsetTimeOriginal"),
    ("DateTimeDigitized", "OffsetTimeDigitized"),
    ("DateTime", "OffsetTime"),
)


def describe(exif: Exif) -> dict[str, Any]:
    """Return `raw` (text by tag name), `taken_at`, `position`, `gps_at`, `make`, `model`, `serial`.

    `taken_at` is None or {text, local (ISO, no zone), zone ("+01:00" or None), source}; `position`
    None or {latitude, longitude} in degrees, accuracy_m (or None) and source ("satellites",
    "network", "manual" or "not said"); `gps_at` None or ISO in UTC, from the satellites.
    """
    tags = _named(exif, TAGS) | _named(exif.get_ifd(IFD.Exif), TAGS)
    gps = _named(exif.get_ifd(IFD.GPSInfo), GPSTAGS)
    raw = {name: _text(value) for name, value in (tags | gps).items()}
    return {
        "raw": raw,
        "taken_at": _taken_at(raw),
        "position": _position(gps),
        "gps_at": _gps_at(gps),
        "make": raw.get("Make"),
        "model": raw.get("Model"),
        "serial": raw.get("BodySerialNumber") or raw.get("CameraSerialNumber"),
    }


def damaged() -> dict[str, Any]:
    """Return what is known of a picture whose metadata cannot be read: nothing."""
    names = ("taken_at", "position", "gps_at", "make", "model", "serial")
    return {"raw": {}} | dict.fromkeys(names)


def _named(values: Mapping[int, Any], names: Mapping[int, str]) -> dict[str, Any]:
    return {str(names.get(tag, f"0x{tag:04x}")): value for tag, value in values.items()}


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        printable = value.isascii() and value.decode("ascii").isprintable()
        value = value.decode("ascii") if printable else f"{len(value)} bytes"
    text = str(value).replace("\0", "").strip()
    # Half a surrogate cannot be written as UTF-8.
    return text.encode(errors="replace").decode()[:_MAX_CHARACTERS]


def _taken_at(raw: Mapping[str, str]) -> dict[str, str | None] | None:
    for name, zone_name in _TIMES:
        local = _local(raw.get(name, ""))
        if local is not None:
            zone = _ZONE.fullmatch(raw.get(zone_name, ""))
            return {
                "text": raw[name],
                "local": local.isoformat(),
                "zone": zone and zone.group(),
                "source": name,
            }
    return None


def _local(text: str) -> datetime | None:
    try:
        # The zone is a separate tag, and without it there is none to attach.
        return datetime.strptime(text[:19], "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return None


def _position(gps: Mapping[str, Any]) -> dict[str, Any] | None:
    latitude = _degrees(gps.get("GPSLatitude"), gps.get("GPSLatitudeRef"), "S")
    longitude = _degrees(gps.get("GPSLongitude"), gps.get("GPSLongitudeRef"), "W")
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    # Cameras without a fix write nought and nought, a place in the sea off Ghana.
    if latitude == 0 and longitude == 0:
        return None
    accuracy = _numbers([gps.get("GPSHPositioningError")])
    return {
        "latitude": latitude,
        "longitude": longitude,
        "accuracy_m": round(accuracy[0], 1) if accuracy else None,
        "source": _SOURCES.get(_method(gps), "not said"),
    }


def _method(gps: Mapping[str, Any]) -> str:
    """Return how the camera found its place; the first eight bytes name a character set."""
    value = gps.get("GPSProcessingMethod", b"")
    text = value.decode("ascii", errors="replace") if isinstance(value, bytes) else str(value)
    return re.sub(r"[^A-Z]", "", text.removeprefix("ASCII"))


def _degrees(parts: Any, side: Any, negative: str) -> float | None:
    numbers = _numbers(parts)
    if numbers is None or len(numbers) != 3 or _text(side or "") == "":
        return None
    degrees, minutes, seconds = numbers
    value = round(degrees + minutes / 60 + seconds / 3600, 7)
    return -value if _text(side).upper().startswith(negative) else value


def _gps_at(gps: Mapping[str, Any]) -> str | None:
    numbers = _numbers(gps.get("GPSTimeStamp"))
    try:
        day = datetime.strptime(_text(gps.get("GPSDateStamp", "")), "%Y:%m:%d").replace(tzinfo=UTC)
        hour, minute, second = (int(number) for number in numbers or ())
        return day.replace(hour=hour, minute=minute, second=second).isoformat()
    except ValueError:
        return None


def _numbers(parts: Any) -> tuple[float, ...] | None:
    """Return the finite numbers, or None: rationals such as 0/0 are no number."""
    try:
        numbers = tuple(float(part) for part in parts)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    return numbers if all(map(math.isfinite, numbers)) else None
