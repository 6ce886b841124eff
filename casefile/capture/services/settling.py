"""Where a person settles what a tablet brought and no rule could: choose, try again, or close."""

from datetime import datetime
from typing import Any

from django.db import transaction

from casefile.capture import manifests
from casefile.capture.manifests import Manifest
from casefile.capture.models import Entry, FieldConflict, SetAside
from casefile.capture.services import holding, receiving
from casefile.models import Person, PropertyItem, Vehicle, Victim
from casefile.rules.capture import HOLDS
from casefile.services import Reason, Refused, access, actors, clean, corrections, events
from casefile.services.actors import Actor

WANTED, FOUND = "wanted", "found"
_SUBJECTS: dict[str, Any] = {
    "person": Person,
    "victim": Victim,
    "propertyitem": PropertyItem,
    "vehicle": Vehicle,
}


@transaction.atomic
def choose(
    *, conflict: FieldConflict, value: str, reason: str = "", by: Actor, at: datetime
) -> FieldConflict:
    """Choose between two values of a field; the other one stays on the record.

    Raises:
        Refused: it was chosen before, or the value cannot be kept.
    """
    entry = receiving.locked(conflict.entry)
    row = FieldConflict.objects.select_for_update().get(pk=conflict.pk)
    if row.chosen:
        raise Refused("Somebody chose already.", code="chosen_before")
    if value not in {WANTED, FOUND}:
        raise Refused("Choose one of the two values.", code="value")
    if value == WANTED:
        subject = _SUBJECTS[row.subject_type].objects.get(pk=row.subject_id)
        corrections.put_right(subject=subject, fields={row.field: row.wanted}, by=by, at=at)
    row.chosen, row.chosen_by, row.chosen_at = value, by.account, at
    row.reason = clean.text(reason, field="reason")
    row.save(update_fields=["chosen", "chosen_by", "chosen_at", "reason"])
    data = {"field": row.field, "chosen": value, "reason": row.reason, "entry": entry.pk}
    _tell(entry, "capture.chosen", by, at, data)
    if not entry.conflicts.filter(chosen="").exists():
        _settled(entry, at)
    return row


def _settled(entry: Entry, at: datetime) -> None:
    entry.outcome, entry.code, entry.message = Entry.ACCEPTED, "chosen", "A person chose."
    entry.changed_at = at
    entry.save(update_fields=["outcome", "code", "message", "changed_at"])


@transaction.atomic
def try_again(*, entry: Entry, reason: str = "", by: Actor, at: datetime) -> Entry:
    """Put a kept entry into the record now that what stood in its way is gone, or is overruled.

    Raises:
        Refused: its bytes are missing, it is closed, it still cannot be put in, or nobody may
        overrule why it waits, not this person, or not without a reason.
    """
    locked = receiving.locked(entry)
    if locked.outcome != Entry.KEPT or locked.closed_at or locked.needs_bytes:
        raise Refused("Only what is kept, whole and open can be tried again.", code="not_kept")
    if locked.case is None or locked.officer is None:
        raise Refused("It names no case or no officer of this force.", code=locked.code)
    manifest = manifests.read(locked.manifest)
    overruled = _overruled(locked, manifest, reason, by, at)
    locked.code = locked.message = ""
    receiving.settle(locked, manifest, at=at)
    if locked.outcome == Entry.KEPT:
        raise Refused(locked.message or "It still cannot be put in.", code=locked.code)
    data = {"how": "tried again", "outcome": locked.outcome, **overruled}
    _tell(locked, "capture.closed", by, at, data)
    return locked


def _overruled(
    entry: Entry, manifest: Manifest, reason: str, by: Actor, at: datetime
) -> dict[str, Any]:
    """Return what of the table of holds is overruled and why; nothing when it holds no more.

    It is asked anew: a click must not put an entry in that a rule holds, in another officer's name.
    """
    brought_by, is_import = actors.of_user(entry.brought_by), "imported" in entry.flags
    held = holding.reasons(manifest, entry, brought_by, is_import=is_import)
    for code, words in held:
        action = HOLDS[code].overruled_by
        if not action or not access.may(by, action, at=at):
            raise Refused(words, code=code)
    if not held:
        return {}
    codes = [code for code, _ in held]
    return {"overruled": codes, "reason": _said(reason, "Say why it may go in nonetheless.")}


@transaction.atomic
def close(*, row: Entry | SetAside, reason: str, by: Actor, at: datetime) -> None:
    """Close what was dealt with elsewhere; it stays, with the reason.

    Raises:
        Refused: no reason is given, or it is closed already.
    """
    locked = type(row)._default_manager.select_for_update().get(pk=row.pk)
    words = _said(reason, "Say what was done with it.")
    if locked.closed_at:
        raise Refused("This is closed already.", code="closed_before")
    locked.closed_at, locked.closed_by, locked.close_reason = at, by.account, words
    fields = ["closed_at", "closed_by", "close_reason"]
    if isinstance(locked, Entry):
        locked.changed_at = at
        fields.append("changed_at")
    locked.save(update_fields=fields)
    _tell(locked, "capture.closed", by, at, {"how": "closed", "reason": words})


def _said(reason: str, message: str) -> str:
    words = clean.text(reason, field="reason")
    if not words:
        raise Refused(message, reasons=[Reason("missing", message, field="reason")])
    return words


def _tell(row: Entry | SetAside, kind: str, by: Actor, at: datetime, data: dict[str, Any]) -> None:
    events.append(stream=row.stream, kind=kind, by=by, at=at, about=row, case=row.case, data=data)
