"""What a recorder wrote into a video or sound file: as it stands, and as far as one may rely on it.

The format says that a creation time is UTC, and many recorders write local time all the same: such
a time is given with zone unknown. Only a time that carries its own offset has one.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

_MAX_CHARACTERS = 500
_MAX_TAGS = 200
_TIMES = ("com.apple.quicktime.creationdate", "creation_time", "date_time_original", "date")
_PLACES = ("com.apple.quicktime.location.iso6709", "location")
_ACCURACY = "com.apple.quicktime.location.accuracy.horizontal"
_ISO_6709 = re.compile(r"([+-]\d{2}(?:\.\d{1,10})?)([+-]\d{3}(?:\.\d{1,10})?)(?:[+-][\d.]+)?/?.*")
_ZONE = re.compile(r"([+-])(\d{2}):?(\d{2})")
_NEVER_A_TIME = ("1904-", "1970-01-01T00:00:00", "0000-")


def describe(probe: Mapping[str, Any]) -> dict[str, Any]:
    """Return the same keys as `exif.describe`, out of ffprobe's JSON."""
    tags = _tags(probe)
    return {
        "raw": tags,
        "taken_at": _taken_at(tags),
        "position": _position(tags),
        "gps_at": None,
        "make": tags.get("com.apple.quicktime.make") or tags.get("make"),
        "model": tags.get("com.apple.quicktime.model") or tags.get("model"),
        "serial": None,
    }


def _tags(probe: Mapping[str, Any]) -> dict[str, str]:
    """Return the tags of the file and of its streams as short text, those of the file first."""
    parts = [probe.get("format", {}), *probe.get("streams", [])]
    found: dict[str, str] = {}
    for part in parts:
        for name, value in part.get("tags", {}).items():
            key = _text(name)[:100].lower()
            if len(found) < _MAX_TAGS:
                found.setdefault(key, _text(value))
    return found


def _text(value: Any) -> str:
    text = str(value).replace("\0", "").strip()
    return text.encode(errors="replace").decode()[:_MAX_CHARACTERS]


def _taken_at(tags: Mapping[str, str]) -> dict[str, str | None] | None:
    for name in _TIMES:
        text = tags.get(name, "")
        local = _local(text)
        if local is not None:
            zone = _ZONE.fullmatch(text[19:])
            offset = f"{zone[1]}{zone[2]}:{zone[3]}" if zone else None
            return {"text": text, "local": local.isoformat(), "zone": offset, "source": name}
    return None


def _local(text: str) -> datetime | None:
    if text.startswith(_NEVER_A_TIME):
        return None
    try:
        # What stands after the seconds is read apart, and without an offset there is no zone.
        return datetime.strptime(text[:19].replace(" ", "T"), "%Y-%m-%dT%H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return None


def _position(tags: Mapping[str, str]) -> dict[str, Any] | None:
    for name in _PLACES:
        match = _ISO_6709.fullmatch(tags.get(name, ""))
        if match is None:
            continue
        latitude, longitude = float(match[1]), float(match[2])
        if (latitude, longitude) != (0, 0) and abs(latitude) <= 90 and abs(longitude) <= 180:
            source = {"source": "not said", "accuracy_m": _accuracy(tags)}
            return {"latitude": latitude, "longitude": longitude, **source}
    return None


def _accuracy(tags: Mapping[str, str]) -> float | None:
    text = tags.get(_ACCURACY, "")
    return round(float(text), 1) if re.fullmatch(r"\d{1,7}(\.\d{1,9})?", text) else None
