"""Compares the clocks of tablets with the server's: measured and flagged, never corrected (EV-68).

Where the app ran on between a thing and a contact, its monotonic clock says when the thing was
made, whatever the other clock says; else only what came before and after it bounds it.
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

    Costs five queries at most. Nothing is corrected: the estimate stands beside what was said.
    """
    moment = parsed(manifest.device_time)
    told = _told_by_contacts(manifest, device)
    estimate = told[0] if told else None
    if moment is None:
        return Judged(None, estimate, ("clock_unreadable",))
    if _is_doubtful(moment, told, manifest, device, at):
        return Judged(moment, estimate, ("clock_doubtful",))
    is_late = at - (estimate or moment) > LATE_AFTER
    return Judged(moment, estimate, ("late",) if is_late else ())


def _told_by_contacts(manifest: Manifest, device: Device) -> list[datetime]:
    """Return the server's time of the moment by the contacts around it, the nearer one first.

    They are of the same start of the app: the last before it and the first after it. The two differ
    where the monotonic clock stood still in between, as in the sleep of a tablet.
    """
    if manifest.boot is None:
        return []
    counted = manifest.monotonic_ms
    rows = device.contacts.filter(boot=manifest.boot)
    before = rows.filter(monotonic_ms__lte=counted).order_by("-monotonic_ms").first()
    after = rows.filter(monotonic_ms__gt=counted).order_by("monotonic_ms").first()
    around = [row for row in (before, after) if row]
    around.sort(key=lambda row: abs(row.monotonic_ms - counted))
    try:
        return [row.at + (counted - row.monotonic_ms) * _MS for row in around]
    except OverflowError:
        return []


def _is_doubtful(
    moment: datetime, told: list[datetime], manifest: Manifest, device: Device, at: datetime
) -> bool:
    earliest, latest = (min(told), max(told)) if told else (device.enrolled_at, at)
    if max(earliest - moment, moment - latest) > CLOCK_TOLERANCE:
        return True
    return not told and (_moved_back(moment, manifest, device) or _was_wrong(moment, device))


def _was_wrong(moment: datetime, device: Device) -> bool:
    """Say whether the clock was wrong at the last contact before a moment or the first after it."""
    before = device.contacts.filter(at__lte=moment).order_by("-at").first()
    after = device.contacts.filter(at__gt=moment).order_by("at").first()
    return any(row.is_doubtful for row in (before, after) if row)


def _moved_back(moment: datetime, manifest: Manifest, device: Device) -> bool:
    before = Entry.objects.filter(device=device, counter__lt=manifest.counter)
    last = before.order_by("-counter").first()
    return bool(last and last.device_time and last.device_time - moment > CLOCK_TOLERANCE)
