"""Alarms of the crime desk: a clock ran out, so people are called until one of them answers.

A job that was queued with its cause raises each alarm once, however often workers are killed. Who
is called is everybody who holds a role of KINDS in the force; the first to answer takes it on.
"""

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from casefile.models import User
from casefile.rules.permissions import CRIME_DESK
from casefile.services import actors, conflicts, events, jobs, messages
from casefile.services.actors import Actor
from intake import clocks
from intake.models import AlarmCall, CrimeReport, ReportAlarm

HANDLER = "intake.risk_tasks.raise_alarm"
SUBJECT = "A task waits for you"
BODY = "A task waits for you.\n\nSign in to see it. Whoever is first takes it on.\n"


@dataclass(frozen=True)
class Kind:
    """One kind of alarm at one level: what it says, who is called, and when it goes up a level."""

    words: str
    roles: tuple[str, ...]
    next_after: timedelta | None = None


KINDS = {
    ("unread", 1): Kind(
        "A high-risk report is unread", CRIME_DESK, next_after=clocks.ANSWER_ALARM_WITHIN
    ),
    ("unread", 2): Kind(
        "A high-risk report is unread, and nobody answered the first alarm",
        ("crime_registrar", "supervisor"),
    ),
    ("reassess", 1): Kind("A report still waits: assess its risk again", CRIME_DESK),
}


def watch(report: CrimeReport, *, at: datetime) -> None:
    """Have an alarm raised if a report of high priority is still unread when its time is over."""
    if report.priority == "high":
        schedule(report, "unread", 1, due=at + clocks.READ_HIGH_WITHIN)


def schedule(report: CrimeReport, kind: str, level: int, *, due: datetime, cause: str = "") -> None:
    """Queue the look at a report at which an alarm is raised; the same one twice is one.

    `cause` tells several of one kind apart: the words that were added, the assessment made.
    """
    payload = {"report_id": str(report.pk), "kind": kind, "level": str(level), "cause": cause}
    key = ":".join(["alarm", str(report.pk), kind, str(level), cause])
    jobs.enqueue(HANDLER, key=key, payload=payload, at=due, after=due)


@transaction.atomic
def raise_if_needed(
    *, report: CrimeReport, kind: str, level: int, cause: str = "", at: datetime
) -> ReportAlarm | None:
    """Raise an alarm once, call people and queue the next level; None when nothing is wrong."""
    locked = CrimeReport.objects.select_for_update().get(pk=report.pk)
    if not _STILL_WRONG[kind](locked, level, cause):
        return None
    alarm, is_new = ReportAlarm.objects.get_or_create(
        report=locked,
        kind=kind,
        level=level,
        cause=cause,
        defaults={"force_id": locked.force_id, "raised_at": at},
    )
    if not is_new:
        return alarm
    called = _call(alarm, at)
    events.append(
        stream=locked.stream,
        kind="report.alarm_raised",
        by=actors.system(),
        at=at,
        about=alarm,
        data={"kind": kind, "level": level, "called": [user.name for user in called]},
    )
    if later := KINDS[kind, level].next_after:
        schedule(locked, kind, level + 1, due=at + later, cause=cause)
    return alarm


def _is_unread(report: CrimeReport, level: int, cause: str) -> bool:
    if report.stage != "submitted" or report.first_read_at is not None:
        return False
    answered = report.alarms.filter(kind="unread", cause=cause, acknowledged_at__isnull=False)
    return level == 1 or not answered.exists()


def _waits_as_assessed(report: CrimeReport, level: int, cause: str) -> bool:
    """Return whether the report still waits, and no assessment came after the one that counts."""
    newest = report.risk_assessments.order_by("-assessed_at", "-pk").first()
    return report.stage == "submitted" and newest is not None and str(newest.pk) == cause


_STILL_WRONG = {"unread": _is_unread, "reassess": _waits_as_assessed}


def _call(alarm: ReportAlarm, at: datetime) -> list[User]:
    """Name everybody who is called, and write to each who has an address; return them."""
    kept_out = conflicts.kept_from({alarm.report_id})
    roles = KINDS[alarm.kind, alarm.level].roles
    users = [user for user in on_duty(alarm.force_id, roles) if user.pk not in kept_out]
    AlarmCall.objects.bulk_create(
        AlarmCall(alarm=alarm, user=user, by_message=_write_to(user, alarm, at)) for user in users
    )
    return users


def on_duty(force_id: str, roles: Iterable[str]) -> QuerySet[User]:
    """Return who of a force holds one of the roles: all of them, for rosters are not known here."""
    live = User.objects.filter(
        force_id=force_id, is_active=True, role_rows__role__in=roles, role_rows__revoked_at=None
    )
    return live.distinct().order_by("name", "pk")


def _write_to(user: User, alarm: ReportAlarm, at: datetime) -> bool:
    # The task waits on the desk's pages all the same.
    if not user.email:
        return False
    with contextlib.suppress(messages.Barred):
        messages.queue(
            recipient_id=user.pk,
            channel="email",
            address=user.email,
            template="desk_alarm",
            subject=SUBJECT,
            body=BODY,
            key=f"alarm:{alarm.pk}:{user.pk}",
            force=alarm.force,
            at=at,
        )
        return True
    return False


@transaction.atomic
def acknowledge(*, report: CrimeReport, by: Actor, at: datetime) -> int:
    """Take on every open alarm of a report; return how many there were. Twice is once."""
    open_now = list(report.alarms.select_for_update().filter(acknowledged_at=None))
    for alarm in open_now:
        alarm.acknowledged_at, alarm.acknowledged_by = at, by.account
        alarm.save(update_fields=["acknowledged_at", "acknowledged_by"])
        events.append(
            stream=report.stream,
            kind="report.alarm_acknowledged",
            by=by,
            at=at,
            about=alarm,
            data={"kind": alarm.kind, "level": alarm.level},
        )
    return len(open_now)


def open_alarms(actor: Actor) -> QuerySet[ReportAlarm]:
    """Return the alarms of the actor's force that nobody has answered, the oldest first."""
    rows = ReportAlarm.objects.filter(force_id=actor.force, acknowledged_at=None)
    rows = rows.exclude(report_id__in=actor.conflicts).exclude(report__case_id__in=actor.conflicts)
    return rows.select_related("report").order_by("raised_at", "pk")


def unseen(actor: Actor, *, at: datetime, most: int = 100) -> int:
    """Return how many reports nobody has looked at in time, counted up to `most`."""
    late = CrimeReport.objects.open_to(actor).filter(
        stage="submitted", first_read_at=None, submitted_at__lt=at - clocks.READ_ANY_WITHIN
    )
    return len(late.values_list("pk")[:most])
