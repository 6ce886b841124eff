"""Makes, finds and revokes links by which one person sends files to one case or one report."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from casefile.models import Case, Force, LinkFile, UploadLink
from casefile.services import Reason, Refused, clean, events, spoken_codes
from casefile.services.actors import Actor

_GROUPS = 7  # twenty-eight letters of thirty: 137 bits
DECLARED = {
    "relation": {
        "filmed": "They filmed it or took it",
        "received": "Somebody sent it to them",
        "system": "It is from their camera system",
        "other": "They got it another way",
    },
    "device": {},
    "edited": {"no": "No", "yes": "Yes", "unsure": "They do not know"},
    "contact": {"yes": "Yes", "no": "No"},
}
"""What a sender may say of their files, and the words for each code; the device is free text."""
LONGEST_DAYS = 30
MOST_FILES = 20


@transaction.atomic
def make(
    *,
    force: Force,
    case: Case | None = None,
    report_id: UUID | None = None,
    asked_for: str,
    days: int,
    max_files: int,
    by: Actor,
    at: datetime,
) -> tuple[UploadLink, str]:
    """Make a link to a case or a report; return it with its code, which is never shown again.

    Raises:
        Refused: nothing is asked for, or it would last too long or take too much.
    """
    words = clean.text(asked_for, field="asked_for", limit=1000)
    if not words:
        raise _refused("asked_for", "Write what the person is asked to send.")
    if not 1 <= days <= LONGEST_DAYS:
        raise _refused("days", f"A link lasts 1 to {LONGEST_DAYS} days.")
    if not 1 <= max_files <= MOST_FILES:
        raise _refused("max_files", f"A link takes 1 to {MOST_FILES} files.")
    code = spoken_codes.new(_GROUPS)
    link = UploadLink.objects.create(
        force=force,
        case=case,
        report_id=report_id,
        code_hash=spoken_codes.digest(code),
        asked_for=words,
        max_files=max_files,
        made_by=by.account,
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    _note(link, "upload_link.made", by, at, expires_at=link.expires_at, asked_for=words)
    return link, code


@transaction.atomic
def revoke(*, link: UploadLink, by: Actor, at: datetime) -> None:
    """Close a link; what was sent by it stays. No effect on one that is closed already."""
    locked = UploadLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if locked.revoked_at:
        return
    locked.revoked_at, locked.revoked_by = at, by.account
    locked.save(update_fields=["revoked_at", "revoked_by"])
    _note(locked, "upload_link.revoked", by, at)


def of_code(code: str, *, at: datetime) -> UploadLink | None:
    """Return the open link that a code belongs to, or None."""
    rows = UploadLink.objects.select_related("force", "case")
    link = rows.filter(code_hash=spoken_codes.digest(code)).first()
    return link if link and link.is_open(at) else None


def declare(link: UploadLink, said: Mapping[str, str]) -> None:
    """Keep what the sender says of their files, for those that they send next (EV-47)."""
    kept = {name: said[name] for name in DECLARED if said.get(name)}
    link.declared = json.dumps(kept) if kept else ""
    link.save(update_fields=["declared"])


def declared(row: UploadLink | LinkFile) -> dict[str, str]:
    """Return what the sender said, by the names in DECLARED."""
    found: dict[str, str] = json.loads(row.declared or "{}")
    return found


def note_sent(link: UploadLink, *, by: Actor, count: int, at: datetime) -> None:
    """Record that files came by a link. Part of the transaction that takes them."""
    _note(link, "upload_link.used", by, at, files=count)


def _note(link: UploadLink, kind: str, by: Actor, at: datetime, **data: object) -> None:
    events.append(
        stream=link.stream, kind=kind, by=by, at=at, about=link, case=link.case, data=data
    )


def _refused(field: str, message: str) -> Refused:
    return Refused(message, reasons=[Reason(field, message, field=field)], code=field)
