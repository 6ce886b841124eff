"""What follows when stored bytes are not those that were sealed: an entry, a block, an alarm.

The hash that was sealed is never written over. A file is given out again only when its bytes are
again the ones that were sealed, because somebody put them back from a copy.
"""

import contextlib
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from casefile.models import StoreCheck, StoredObject, User
from casefile.services import cases, events, messages
from casefile.services.actors import Actor

ALARMED = ("auditor", "force_administrator")
TOOL = "hashlib sha256"
SUBJECT = "A stored file does not match its hash"
BODY = (
    "A file in the evidence store is not as it was sealed. It is given to nobody until its bytes"
    " are put back.\n\nSign in, and open Integrity, to see which.\n"
)


def append(stored: StoredObject, kind: str, *, by: Actor, at: datetime, **data: Any) -> None:
    """Append an entry about a stored file to its case's stream, or to its force's without one."""
    stream = stored.case.stream if stored.case else f"force:{stored.force_id}"
    events.append(stream=stream, kind=kind, by=by, at=at, about=stored, case=stored.case, data=data)


@transaction.atomic
def note(
    stored: StoredObject, *, found: str, size_bytes: int | None, by: Actor, at: datetime
) -> StoreCheck:
    """Keep what a comparison found: `found` is the hash of the bytes now, '' when there are none.

    What differs is blocked and somebody is called; what is whole again is given out again.
    """
    row = StoredObject.objects.select_for_update().get(pk=stored.pk)
    result = StoreCheck.WHOLE if found == row.sha256 else StoreCheck.CHANGED
    check = StoreCheck.objects.create(
        stored=row,
        at=at,
        result=result if found else StoreCheck.MISSING,
        sha256=found,
        size_bytes=size_bytes,
        place="store",
        tool=f"{TOOL}, {settings.RELEASE}",
        by=by.name or by.kind,
    )
    if check.result != StoreCheck.WHOLE:
        _block(row, found or "missing", by, at)
    elif row.integrity_failed_at:
        _set_failed(row, None)
        append(row, "object.integrity_restored", by=by, at=at, sha256=f"sha256:{found}")
    stored.integrity_failed_at = row.integrity_failed_at
    return check


def _block(row: StoredObject, found: str, by: Actor, at: datetime) -> None:
    is_new = row.integrity_failed_at is None
    append(row, "object.integrity_failed", by=by, at=at, expected=row.sha256, found=found)
    if is_new:
        _set_failed(row, at)
        _call(row, at)


def _set_failed(row: StoredObject, at: datetime | None) -> None:
    row.integrity_failed_at = at
    row.save(update_fields=["integrity_failed_at"])


def _call(row: StoredObject, at: datetime) -> None:
    officer = cases.officer_in_case(row.case) if row.case else None
    called = set(alarmed(row.force_id)) | ({officer} if officer else set())
    for user in called:
        # The page shows it all the same to whoever has no address, or one that is barred.
        if user.email:
            with contextlib.suppress(messages.Barred):
                _write_to(user, row, at)


def _write_to(user: User, row: StoredObject, at: datetime) -> None:
    messages.queue(
        recipient_id=user.pk,
        channel="email",
        address=user.email,
        template="integrity_alarm",
        subject=SUBJECT,
        body=BODY,
        key=f"integrity:{row.pk}:{user.pk}:{at.timestamp():.0f}"[:120],
        force=row.force,
        at=at,
    )


def alarmed(force_id: str) -> QuerySet[User]:
    """Return who of a force is told when its evidence is not whole."""
    held = User.objects.filter(role_rows__role__in=ALARMED, role_rows__revoked_at=None)
    return held.filter(force_id=force_id, is_active=True).distinct()
