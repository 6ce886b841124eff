"""Why an entry is kept for a person before anybody tries to put it into the record."""

from casefile.capture.manifests import Manifest
from casefile.capture.models import Device, Entry
from casefile.capture.services import clocks
from casefile.capture.services.applying import APPLY, NEEDS_CASE
from casefile.models import Case, User
from casefile.rules.capture import HOLDS
from casefile.services import access, actors
from casefile.services.actors import Actor

Held = tuple[str, str]


def officer(manifest: Manifest, device: Device) -> User | None:
    """Return who took it, if they are of the device's force."""
    if manifest.officer is None:
        return None
    return User.objects.filter(pk=manifest.officer, force_id=device.force_id).first()


def case(manifest: Manifest, device: Device) -> Case | None:
    """Return the case of an entry, if it is of the device's force."""
    if manifest.case is None:
        return None
    return Case.objects.filter(pk=manifest.case, force_id=device.force_id).first()


def has_position(manifest: Manifest) -> bool:
    """Say whether there is a position; nothing, or 0 and 0, is none (EV-37)."""
    try:
        found = manifest.position or {}
        latitude, longitude = float(found["latitude"]), float(found["longitude"])
    except (KeyError, TypeError, ValueError):
        return False
    return -90 <= latitude <= 90 and -180 <= longitude <= 180 and (latitude, longitude) != (0, 0)


def reasons(manifest: Manifest, entry: Entry, by: Actor, *, is_import: bool) -> list[Held]:
    """Return code and words of each reason why it waits for a person; empty when it need not."""
    codes = (
        _broken(manifest, entry),
        _wrong_hands(entry, by, is_import),
        _wrong_case(manifest, entry),
        other_size(entry),
    )
    problems = ", ".join(manifest.problems)
    return [(code, HOLDS[code].words.format(problems)) for code in codes if code]


def other_size(entry: Entry) -> str:
    """Return the code of an entry whose seal names another size than its bytes have; else empty."""
    stored = entry.stored
    return "size_differs" if stored and stored.size_bytes != entry.file_size_bytes else ""


def _broken(manifest: Manifest, entry: Entry) -> str:
    if manifest.problems:
        return "incomplete"
    if entry.kind not in APPLY:
        return "unknown_kind"
    return "clock_unreadable" if clocks.parsed(manifest.device_time) is None else ""


def _wrong_hands(entry: Entry, by: Actor, is_import: bool) -> str:
    if entry.officer is None:
        return "unknown_officer"
    if not is_import:
        return "other_officer" if entry.officer_id != by.id else ""
    return _after_revocation(entry)


def _after_revocation(entry: Entry) -> str:
    revoked_at = entry.device.revoked_at
    if revoked_at is None or entry.received_at <= revoked_at:
        return ""
    if "clock_doubtful" in entry.flags:
        return "revocation_unclear"
    made_at = entry.estimated_at or entry.device_time
    return "after_revocation" if made_at and made_at > revoked_at else ""


def _wrong_case(manifest: Manifest, entry: Entry) -> str:
    if entry.case is None:
        if manifest.case is not None:
            return "case_unknown"
        return "no_case" if entry.kind in NEEDS_CASE else ""
    if entry.officer is None:
        return ""
    by = actors.of_user(entry.account)
    action = "case.view" if entry.kind == "viewed" else "case.work"
    return "" if access.may(by, action, entry.case, at=entry.received_at) else "not_on_case"
