"""Scans sealed bytes for malware. What is found is set aside and never lost: it may be evidence.

A file counts as clean only when a scanner said so of all its bytes.
"""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings

from casefile.models import StoredObject
from casefile.services import actors, clamd, events, evidence
from casefile.services.jobs import Claim

CLEAN, FOUND, NOT_SCANNED = "clean", "malware found", "not scanned"
# ClamAV reads no further than this into a file, whatever its settings say.
MAX_BYTES = 2_000_000_000
TOO_LARGE = "too large"
_RENEW_EVERY_CHUNKS = 64


def scan(
    *, stored: StoredObject, stream: str, claim: Claim, now: Callable[[], datetime], at: datetime
) -> None:
    """Scan a sealed file and record what came of it.

    Raises:
        NoAnswer: the scanner did not say; the job comes back to it. LostLease: another does it.
    """
    result, detail = _scanned(stored, claim, now)
    with claim.committing():
        stored.scan, stored.scan_detail, stored.scanned_at = result, detail[:200], at
        stored.save(update_fields=["scan", "scan_detail", "scanned_at"])
        events.append(
            stream=stream,
            kind="object.scanned",
            by=actors.system(),
            at=at,
            about=stored,
            case=stored.case if stream.startswith("case:") else None,
            data={"result": result, "detail": detail, "sha256": f"sha256:{stored.sha256}"},
        )


def _scanned(stored: StoredObject, claim: Claim, now: Callable[[], datetime]) -> tuple[str, str]:
    if stored.size_bytes > MAX_BYTES:
        return NOT_SCANNED, TOO_LARGE
    sent = 0

    def renew() -> None:
        nonlocal sent
        sent += 1
        if sent % _RENEW_EVERY_CHUNKS == 0:
            claim.renew(now=now())

    try:
        with evidence.open_seekable(stored) as content:
            found = clamd.scan(settings.CLAMD_ADDRESS, content, each=renew)
    except clamd.TooLarge:
        return NOT_SCANNED, TOO_LARGE
    return (FOUND, found) if found else (CLEAN, "")


def is_set_aside(stored: StoredObject) -> bool:
    """Return whether malware was found in a file, so that nothing may open or show it."""
    return stored.scan == FOUND


def in_words(stored: StoredObject) -> str:
    """Return the state of the scan as staff read it."""
    detail = f": {stored.scan_detail}" if stored.scan_detail else ""
    return f"{stored.scan.capitalize()}{detail}"
