"""Compares the clocks of tablets with the server's: measured and flagged, never corrected (EV-68).

Where the app has run on without a new start since a contact, its monotonic clock says when a thing
was made, whatever the other clock says; else only what came before and after it bounds it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from casefile.capture.manifests import Manifest
from casefile.capture.models import Contact, Device, Entry
from casefile.rules.capture import CLOCK_TOLERANCE, LATE_AFTER
from casefile.services.actors import Actor

_MS = timedelta(milliseconds=1)


@dataclass(frozen=True)
class Said:
    """What a device says of the time: its clock's text, this start of the app, and since when."""

    text: str
    boot: UUID
    monotonic_ms: int


def parsed(text: str) -> datetime | None:
    """Return a time with its zone, or None for what is no such time. Nothing is guessed (EV-36)."""
    try:
        found = datetime.fromisoformat(text)
        if found.utcoffset() is None:
            return None
        # A year at either end of the calendar cannot be told in UTC.
        found.timestamp()
        return found
    except (ValueError, OverflowError):
        return None


def record_contact(
    *, device: Device, said: Said, round_trip_ms: int, by: Actor, at: datetime
) -> Contact:
    """Keep what a device's clock says as it comes in, and how far that is from ours."""
    moment = parsed(said.text)
    skew = None if moment is None else (moment + round_trip_ms / 2 * _MS - at) // _MS
    return Contact.objects.create(
        device=device,
        user=by.account,
        at=at,
        device_time=moment,
        device_time_text=said.text[:40],
        boot=said.boot,
        monotonic_ms=said.monotonic_ms,
        round_trip_ms=round_trip_ms,
        skew_ms=skew,
        is_doubtful=skew is None or abs(skew) * _MS > CLOCK_TOLERANCE,
    )


@dataclass(frozen=True)
class Judged:
    """When a device says that it made something, when it must have been, and what that raises."""

    device_time: datetime | None
    estimated_at: datetime | None
    flags: tuple[str, ...]


def judge(manifest: Manifest, device: Device, *, at: datetime) -> Judged:
    """Compare what a manifest says of the time with all that is known of it (EV-68).

    Costs three queries. Nothing is corrected: the estimate stands beside what the device said.
    """
    moment = parsed(manifest.device_time)
    estimate = _estimate(manifest, device)
    if moment is None:
        return Judged(None, estimate, ("clock_unreadable",))
    if _is_doubtful(moment, estimate, manifest, device, at):
        return Judged(moment, estimate, ("clock_doubtful",))
    is_late = at - (estimate or moment) > LATE_AFTER
    return Judged(moment, estimate, ("late",) if is_late else ())


def _estimate(manifest: Manifest, device: Device) -> datetime | None:
    """Return the server's time of the moment, from the nearest contact of the same start."""
    if manifest.boot is None:
        return None
    rows = list(device.contacts.filter(boot=manifest.boot))
    if not rows:
        return None
    nearest = min(rows, key=lambda row: abs(row.monotonic_ms - manifest.monotonic_ms))
    try:
        return nearest.at + (manifest.monotonic_ms - nearest.monotonic_ms) * _MS
    except OverflowError:
        return None


def _is_doubtful(
    moment: datetime, estimate: datetime | None, manifest: Manifest, device: Device, at: datetime
) -> bool:
    if estimate is not None:
        return abs(moment - estimate) > CLOCK_TOLERANCE
    earliest, latest = device.enrolled_at - CLOCK_TOLERANCE, at + CLOCK_TOLERANCE
    return (
        not earliest <= moment <= latest
        or _moved_back(moment, manifest, device)
        or device.contacts.filter(is_doubtful=True).exists()
    )


def _moved_back(moment: datetime, manifest: Manifest, device: Device) -> bool:
    before = Entry.objects.filter(device=device, counter__lt=manifest.counter)
    last = before.order_by("-counter").first()
    return bool(last and last.device_time and last.device_time - moment > CLOCK_TOLERANCE)
