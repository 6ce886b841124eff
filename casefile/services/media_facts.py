"""What a stored file says of itself, in one shape for pictures and recordings, and what is odd.

Everything here was read once in the sandbox and is untrusted text: it is shown, never relied on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from casefile.models import Exhibit, StoredObject
from casefile.services import derived, pdf_signatures

_DAY = timedelta(days=1)
_ODD_LENGTH_SECONDS, _ODD_LENGTH_SHARE = 2, 0.05
_NO_TIME_TAGS = ("DateTimeOriginal", "DateTimeDigitized", "DateTime")
_EARLIEST = 1990
# By the state in which they were found.
_CREDENTIALS = {
    "Valid": "The bytes are those that were signed. Who signed them was not checked.",
    "Trusted": "The bytes are those that this installation signed, by a certificate of its own for "
    "which no outside authority vouches.",
    "Invalid": "The bytes are not those that were signed",
    "Damaged": "There are some, but they are damaged and nothing in them can be read",
    "Unread": "Whether there are any could not be found out",
}
_FIT = {"Valid", "Trusted"}
_ODD_CREDENTIALS = {
    "Invalid": "It carries content credentials that do not fit its bytes.",
    "Damaged": "It carries content credentials that are damaged and cannot be read.",
    "Unread": "Whether it carries content credentials could not be found out.",
}
# In the list of kinds of source that credentials use.
_BY_MACHINE = "trainedalgorithmicmedia"


@dataclass(frozen=True)
class MediaTime:
    """A time as the file has it. `zone` is None when the file does not say, and stays unknown."""

    text: str
    local: datetime
    zone: str | None
    source: str

    @property
    def words(self) -> str:
        """The time as written, with its zone or the word that there is none."""
        return f"{self.text} ({self.source}; {self.zone_words})"

    @property
    def zone_words(self) -> str:
        return f"zone {self.zone}" if self.zone else "zone unknown"


@dataclass(frozen=True)
class Position:
    """Where a file says it was made, how exactly, and how that was found."""

    latitude: float
    longitude: float
    accuracy_m: float | None
    source: str
    gps_at: str

    @property
    def words(self) -> str:
        accuracy = f"within {self.accuracy_m:g} m" if self.accuracy_m else "accuracy not said"
        at = f", satellite time {self.gps_at}" if self.gps_at else ""
        place = f"{self.latitude:.5f}, {self.longitude:.5f}"
        return f"{place} ({accuracy}; source {self.source}{at})"


def _about(stored: StoredObject) -> dict[str, Any]:
    found = stored.metadata.get("exif") or stored.metadata.get("about") or {}
    return found if isinstance(found, dict) else {}


def raw(stored: StoredObject) -> dict[str, str]:
    """Return every tag of the file as it stands, by name."""
    return {str(name): str(value) for name, value in (_about(stored).get("raw") or {}).items()}


def read_by(stored: StoredObject) -> str:
    """Return the tool and version that read the file."""
    return str(stored.metadata.get("read_by", ""))


def media_time(stored: StoredObject) -> MediaTime | None:
    """Return the time in the media, or None where there is none that is a time (EV-36)."""
    taken = _about(stored).get("taken_at")
    if not taken:
        return None
    local = datetime.fromisoformat(taken["local"])
    return MediaTime(taken["text"], local, taken.get("zone"), taken.get("source", ""))


def position(stored: StoredObject) -> Position | None:
    """Return where the file says it was made, or None: missing, or nought and nought (EV-37)."""
    found = _about(stored).get("position")
    if not found:
        return None
    return Position(
        found["latitude"],
        found["longitude"],
        found.get("accuracy_m"),
        found.get("source", "not said"),
        _about(stored).get("gps_at") or "",
    )


def device(stored: StoredObject) -> str:
    """Return make, model and serial number as the file has them."""
    about = _about(stored)
    serial = f"serial {about['serial']}" if about.get("serial") else ""
    return ", ".join(filter(None, (about.get("make"), about.get("model"), serial)))


def credentials(stored: StoredObject) -> dict[str, str]:
    """Return what content credentials in a file claim, and whether its bytes are those signed.

    Who signed is not checked, since no list of trusted signers is held: it is a claim, never proof.
    Of what could not be read there is only that.
    """
    found, state = stored.metadata.get("provenance") or {}, _credentials_state(stored)
    if not state:
        return {}
    problems = ", ".join(found.get("problems", []))
    checked = _CREDENTIALS[state] + (f" ({problems})." if state not in _FIT else "")
    if state in {"Damaged", "Unread"}:
        return {"Checked": checked}
    done = [row["action"].removeprefix("c2pa.") for row in found.get("actions", [])]
    sources = {row["source"].rpartition("/")[2] for row in found.get("actions", [])} - {""}
    return {
        "Claimed signer": ", ".join(filter(None, (found.get("signer"), found.get("issuer")))),
        "Claimed to be made with": str(found.get("generator", "")),
        "Claimed steps": ", ".join(done),
        "Claimed source": ", ".join(sorted(sources)),
        "Claimed ingredients": str(found.get("ingredients", 0)),
        **_claimed_origin(found),
        "Checked": checked,
        "Read by": str(found.get("read_by", "")),
    }


def _claimed_origin(found: dict[str, Any]) -> dict[str, str]:
    """Return what a derived copy says of its parent and of how it was made out of it."""
    parent, step = found.get("parent"), found.get("step")
    if not parent or not step:
        return {}
    made = " ".join(filter(None, (step.get("tool"), step.get("version"))))
    return {
        "Claimed parent": f"sha256:{parent.get('sha256')}, item {parent.get('id')}",
        "Claimed to be derived by": f"{made}, {step.get('parameters')}. Not the original.",
    }


def _credentials_state(stored: StoredObject) -> str:
    """Return a key of the table of states, or nothing where there are no credentials."""
    found = stored.metadata.get("provenance")
    if not found:
        return ""
    state = str(found.get("state"))
    return state if state in _CREDENTIALS else "Invalid"


def corrected(exhibit: Exhibit) -> str:
    """Return the time worked out from the file's own and the recorder's error, or nothing.

    It has the zone of the file's time, which may be unknown, and no other (EV-35).
    """
    error, stored = exhibit.clock_error_seconds, exhibit.content
    taken = media_time(stored) if stored else None
    if error is None or taken is None:
        return ""
    local = (taken.local - timedelta(seconds=error)).isoformat(" ", "seconds")
    return (
        f"{local}, {taken.zone_words}: worked out from {taken.text} with a "
        f"clock that was {exhibit.clock_error_words} ({exhibit.clock_checked_how})"
    )


def flags(stored: StoredObject) -> list[str]:
    """Return what is odd about a file, in words; nothing of it changes or hides the file."""
    found = [*_odd_content(stored), *_odd_metadata(stored), *_odd_length(stored)]
    return [*found, *_odd_credentials(stored), *pdf_signatures.flags(stored)]


def _odd_content(stored: StoredObject) -> Iterator[str]:
    found = stored.metadata
    if stored.size_bytes == 0:
        yield "The file is empty."
    if says := found.get("name_says"):
        yield f"Its name promises {says}, but its content is {stored.media_type}."
    if given := found.get("name_given"):
        yield f"Signs in its name were replaced; it came as {given}"
    for words in found.get("also", []):
        yield f"Its bytes can be read as {words} too."
    if found.get("unreadable") == "too_large":
        yield f"It says that it is {found.get('unreadable_why', 'very large')}, too large to show."
    elif found.get("unreadable"):
        yield "It is damaged, or is not what it says it is: nothing in it could be read."


def _odd_metadata(stored: StoredObject) -> Iterator[str]:
    tags = raw(stored)
    if stored.metadata.get("exif_damaged"):
        yield "Its metadata is damaged and could not be read."
    taken = media_time(stored)
    if taken is None and any(tags.get(name) for name in _NO_TIME_TAGS):
        yield "The time in it is no time."
    if taken and not _is_likely(taken, stored):
        yield f"The time in it cannot be right: {taken.text}."
    if position(stored) is None and ("GPSLatitude" in tags or "location" in tags):
        yield "The position in it is no position."


def _is_likely(taken: MediaTime, stored: StoredObject) -> bool:
    # A zone is at most fourteen hours away, so a day later than it arrived is too late anywhere.
    latest = stored.received_at.replace(tzinfo=None) + _DAY
    return taken.local.year >= _EARLIEST and taken.local <= latest


def _odd_length(stored: StoredObject) -> Iterator[str]:
    says = float(stored.metadata.get("duration_seconds") or 0)
    copy = derived.played(stored) if says else None
    if copy is None or copy.output is None:
        return
    played = float(copy.output.metadata.get("duration_seconds") or 0)
    expected = min(says, float(copy.parameters.get("max_seconds") or says))
    if played and abs(expected - played) > max(_ODD_LENGTH_SECONDS, expected * _ODD_LENGTH_SHARE):
        yield f"It says that it lasts {says:.0f} seconds; {played:.0f} seconds of it play."


def _odd_credentials(stored: StoredObject) -> Iterator[str]:
    if words := _ODD_CREDENTIALS.get(_credentials_state(stored)):
        yield words
    if _BY_MACHINE in credentials(stored).get("Claimed source", "").lower():
        yield "Its content credentials say that a program generated or changed it."
