"""What a picture says of itself in XMP, the second place where cameras and programs write.

Taken by patterns and not by a reader of XML: what is looked for is short, and nothing is expanded.
"""

import re
from typing import Any

_MAX_RAW = 20_000
_MAX_BYTES = 1 << 20
_DEGREES = re.compile(r"(\d{1,3}),(\d{1,2}(?:\.\d{1,10})?)(?:,(\d{1,2}(?:\.\d{1,10})?))?([NSEW])")
_SERIALS = ("aux:SerialNumber", "exifEX:BodySerialNumber")


def described(about: dict[str, Any], packet: bytes | str | None) -> dict[str, Any]:
    """Return `about`, as `exif.describe` gives it, with what only XMP says added to it."""
    text = _text(packet)
    if not text:
        return about
    found = about | {"raw": about["raw"] | {"XMP": text[:_MAX_RAW]}}
    found["position"] = about["position"] or _position(text)
    serials = (_value(text, name) for name in _SERIALS)
    found["serial"] = about["serial"] or next(filter(None, serials), None)
    return found


def _text(packet: bytes | str | None) -> str:
    if isinstance(packet, bytes):
        packet = packet[:_MAX_BYTES].decode(errors="replace")
    return (packet or "").replace("\0", "").encode(errors="replace").decode().strip()


def _value(text: str, name: str) -> str | None:
    """Return the value of a property, written as an attribute or as an element."""
    match = re.search(rf"\b{re.escape(name)}\s*(?:=\s*[\"']|>)([^<\"']{{1,200}})", text)
    return match[1].strip() if match else None


def _position(text: str) -> dict[str, Any] | None:
    latitude = _degrees(_value(text, "exif:GPSLatitude"))
    longitude = _degrees(_value(text, "exif:GPSLongitude"))
    if latitude is None or longitude is None or (latitude, longitude) == (0, 0):
        return None
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    place = {"latitude": latitude, "longitude": longitude}
    return place | {"accuracy_m": None, "source": "not said"}


def _degrees(value: str | None) -> float | None:
    match = _DEGREES.fullmatch(value or "")
    if match is None:
        return None
    degrees = int(match[1]) + float(match[2]) / 60 + float(match[3] or 0) / 3600
    return round(-degrees if match[4] in "SW" else degrees, 7)
