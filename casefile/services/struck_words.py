"""Corrects the words of a statement before it is signed: struck through, never gone (EV-59)."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from casefile.models import StatementCorrection, StatementVersion
from casefile.services import Reason, Refused, clean, events, statement_checks, statements
from casefile.services.actors import Actor


class NotCorrectable(Refused):
    """These words cannot be corrected so."""

    code = "not_correctable"


def correct(
    *,
    version: StatementVersion,
    struck: str,
    inserted: str,
    initials: str,
    shown: statements.Shown | None = None,
    by: Actor,
    at: datetime,
) -> StatementVersion:
    """Strike words out, put others in their place, and make the pages anew to be shown again.

    `shown`: the new pages, where a tablet made them.

    Raises:
        NotCorrectable: the words are no longer to be signed; the struck words are not there, or
        there twice, or were put in by an earlier correction; initials are missing; the witness's
        contact details would come in. statements.NotSignable: as `statements.fix_pages`.
    """
    old, new = clean.text(struck, field="struck"), clean.text(inserted, field="inserted")
    marked = clean.text(initials, field="initials", limit=10).upper()
    with transaction.atomic():
        locked = StatementVersion.objects.select_for_update().get(pk=version.pk)
        position = _place(locked, old)
        _require(locked, new, marked)
        _replace(locked, position, old, new)
        StatementCorrection.objects.create(
            version=locked,
            number=locked.corrections.count() + 1,
            position=position,
            struck=old,
            inserted=new,
            initials=marked,
            made_by=by.account,
            made_at=at,
        )
        case = locked.statement.case
        details = {"struck": old, "inserted": new, "initials": marked}
        events.of_case(case, "statement.corrected", by=by, at=at, about=locked, **details)
        return statements.fix_pages(version=locked, shown=shown, by=by, at=at)


def _replace(version: StatementVersion, position: int, old: str, new: str) -> None:
    """Put the words in; what was corrected behind them moves along."""
    behind = version.corrections.filter(position__gt=position)
    behind.update(position=F("position") + len(new) - len(old))
    text = version.narrative
    version.narrative = text[:position] + new + text[position + len(old) :]


def _place(version: StatementVersion, struck: str) -> int:
    if version.stage != "final":
        raise NotCorrectable("Only words that wait for a signature are corrected so.")
    times = version.narrative.count(struck) if struck else 0
    if times != 1:
        message = "Copy the wrong words exactly, with enough around them to be there once."
        raise _refused("struck", message)
    position = version.narrative.index(struck)
    end = position + len(struck)
    for row in version.corrections.all():
        if position < row.position + len(row.inserted) and row.position < end:
            message = (
                "These words were corrected already. Start a new version to change them again."
            )
            raise _refused("struck", message)
    return position


def _require(version: StatementVersion, inserted: str, initials: str) -> None:
    if not initials:
        raise _refused("initials", "The witness types their initials.")
    if statement_checks.contact_details_in(inserted, version.statement.witness):
        raise _refused("inserted", "Contact details belong on the back sheet only.")


def _refused(field: str, message: str) -> NotCorrectable:
    return NotCorrectable(message, reasons=[Reason("correction", message, field=field)])
