"""Sets vulnerability flags on a report and ends them: a person does, and says how it is known."""

from datetime import datetime, timedelta

from django.db import transaction

from casefile.rules import london
from casefile.services import NotPermitted, Reason, Refused, clean, events
from casefile.services.actors import Actor
from intake import assessing, vulnerability
from intake.models import CrimeReport, ReportFlag


@transaction.atomic
def set_flag(
    *, report: CrimeReport, code: str, told_by: str, visible_to: str, by: Actor, at: datetime
) -> ReportFlag:
    """Set a flag; set already, it stays as it is. The table says when it is looked at again.

    Raises:
        Refused: an unknown flag or circle of readers, or nothing of where it is known from.
    """
    flag = vulnerability.FLAGS.get(code)
    if flag is None or visible_to not in vulnerability.VISIBLE_TO:
        raise _refused("code", "Choose the flag from the list.")
    words = clean.text(told_by, field="told_by")
    if not words:
        raise _refused("told_by", "Say where it is known from.")
    row, is_new = ReportFlag.objects.get_or_create(
        report=report,
        code=code,
        ended_at=None,
        defaults={
            "told_by": words,
            "visible_to": visible_to,
            "set_by": by.account,
            "set_at": at,
            "review_on": london.day_of(at) + timedelta(days=flag.review_days),
        },
    )
    if is_new:
        _record(report, "report.flag_set", row, by, at)
    if is_new and flag.forces_high:
        assessing.force_high(report, reason=f"Flag: {_words(row)}", by=by, at=at)
    return row


@transaction.atomic
def end_flag(*, row: ReportFlag, reason: str, by: Actor, at: datetime) -> ReportFlag:
    """End a flag with a reason; the report stays where it is in the queue. Twice is once.

    Raises:
        NotPermitted: the actor may not see the flag.
        Refused: no reason was given.
    """
    locked = ReportFlag.objects.select_for_update().select_related("report").get(pk=row.pk)
    if not vulnerability.shown_to([locked], by):
        raise NotPermitted("There is nothing here.")
    words = clean.text(reason, field="reason")
    if not words:
        raise _refused("reason", "Say why the flag is ended.")
    if locked.ended_at:
        return locked
    locked.ended_by, locked.ended_at, locked.end_reason = by.account, at, words
    locked.save(update_fields=["ended_by", "ended_at", "end_reason"])
    _record(locked.report, "report.flag_ended", locked, by, at, reason=words)
    return locked


def _record(
    report: CrimeReport, kind: str, row: ReportFlag, by: Actor, at: datetime, **data: str
) -> None:
    # The log of a report is read by the whole desk, also about a flag that not all may see.
    shown = {"note": _words(row), **({} if row.visible_to in vulnerability.RESTRICTED else data)}
    events.append(stream=report.stream, kind=kind, by=by, at=at, about=row, data=shown)


def _words(row: ReportFlag) -> str:
    if row.visible_to in vulnerability.RESTRICTED:
        return "A restricted flag"
    return vulnerability.FLAGS[row.code].words


def _refused(field: str, message: str) -> Refused:
    return Refused(message, reasons=[Reason(field, message, field=field)], code=field)
