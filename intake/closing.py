"""Keeps a report as an incident only: the ground, the reason, and the sign-off that some need."""

from datetime import datetime

from django.db import transaction

from casefile.models import User
from casefile.services import NotPermitted, Reason, Refused, clean, events, stages
from casefile.services.actors import Actor
from intake import leases, suggesting
from intake.grounds import GROUNDS, needs_sign_off
from intake.models import CrimeReport, DeskDecision, SignOff

ALSO_FOR_RAPE = frozenset({"recorded_already"})
KEEP_UNDER_N100 = (
    "This tells of rape, or may do. Record the crime, or keep it under N100 with the reason: it "
    "cannot be closed in any other way."
)


@transaction.atomic
def close_as_incident(
    *,
    report: CrimeReport,
    ground: str,
    reason: str,
    decided_by: User | None = None,
    by: Actor,
    at: datetime,
) -> DeskDecision:
    """Keep a report as an incident only, on one of the grounds, with the reason in words.

    Who signs off what somebody else decided names them in `decided_by`. Source: intake/grounds.py.

    Raises:
        Refused: unknown ground, no reason, a sign-off is missing, it tells of rape (R15), or it
            is decided already.
    """
    _check(report, ground)
    if needs_sign_off(ground, by.roles):
        raise _refused("sign_off", "A supervisor or the registrar must sign this off.", "ground")
    words = clean.text(reason, field="reason")
    data = {"reason": words, "ground": ground}
    stages.move(subject=report, transition="close_as_incident", by=by, at=at, data=data)
    leases.end(report)
    return DeskDecision.objects.create(
        report=report,
        outcome="incident_only",
        ground=ground,
        reason=words,
        decided_by=decided_by or by.account,
        approved_by=by.account if GROUNDS[ground].signed_off_by else None,
        decided_at=at,
    )


def _check(report: CrimeReport, ground: str) -> None:
    if ground not in GROUNDS:
        raise _refused("ground", "Choose the ground.", "ground")
    if ground not in ALSO_FOR_RAPE and suggesting.points_to_rape(suggesting.told(report)):
        raise _refused("n100", KEEP_UNDER_N100, "ground")


@transaction.atomic
def close_or_ask(
    *, report: CrimeReport, ground: str, reason: str, by: Actor, at: datetime
) -> DeskDecision | SignOff:
    """Keep a report as an incident only; where the ground needs a sign-off, ask for that instead.

    Raises:
        Refused: as `close_as_incident`, or a sign-off is waiting already.
    """
    if ground in GROUNDS and needs_sign_off(ground, by.roles):
        return _ask(report, ground, reason, by, at)
    return close_as_incident(report=report, ground=ground, reason=reason, by=by, at=at)


def _ask(report: CrimeReport, ground: str, reason: str, by: Actor, at: datetime) -> SignOff:
    locked = CrimeReport.objects.select_for_update().get(pk=report.pk)
    _check(locked, ground)
    words = clean.text(reason, field="reason")
    if not words:
        raise _refused("missing", "Give the reason.", "reason")
    if locked.stage != "submitted" or locked.sign_offs.filter(was_approved=None).exists():
        raise _refused("asked", "A sign-off waits already, or the report is decided.")
    row = SignOff.objects.create(
        report=locked, ground=ground, reason=words, asked_by=by.account, asked_at=at
    )
    _append(row, "report.sign_off_asked", by, at, reason=words)
    return row


@transaction.atomic
def answer_sign_off(
    *, sign_off: SignOff, is_approved: bool, note: str = "", by: Actor, at: datetime
) -> SignOff:
    """Agree, which closes the report, or refuse, which leaves it to be recorded.

    Raises:
        NotPermitted: the role does not sign this off, or it is one's own wish.
        Refused: answered before, the report is decided, or a refusal without a word why.
    """
    locked = SignOff.objects.select_for_update().select_related("report").get(pk=sign_off.pk)
    if not by.roles & set(GROUNDS[locked.ground].signed_off_by) or locked.asked_by_id == by.id:
        raise NotPermitted("Somebody else, who may sign this off, must answer.")
    words = clean.text(note, field="note")
    if locked.was_approved is not None:
        raise _refused("answered", "This was answered already.")
    if not is_approved and not words:
        raise _refused("missing", "Say why it must be recorded.", "note")
    locked.was_approved, locked.note = is_approved, words
    locked.answered_by, locked.answered_at = by.account, at
    locked.save(update_fields=["was_approved", "note", "answered_by", "answered_at"])
    kind = "report.signed_off" if is_approved else "report.sign_off_refused"
    _append(locked, kind, by, at, note=words)
    if is_approved:
        close_as_incident(
            report=locked.report,
            ground=locked.ground,
            reason=locked.reason,
            decided_by=locked.asked_by,
            by=by,
            at=at,
        )
    return locked


def _append(row: SignOff, kind: str, by: Actor, at: datetime, **data: str) -> None:
    details = {"ground": row.ground, **data}
    events.append(stream=row.stream, kind=kind, by=by, at=at, about=row, data=details)


def _refused(code: str, message: str, field: str = "") -> Refused:
    return Refused(message, reasons=[Reason(code, message, field=field)], code=code)
