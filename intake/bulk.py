"""One action on several reports: what it would do to each is shown first, and done once.

Each report is changed by the same service as one alone, with an event of its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from casefile.models import Force, User
from casefile.services import NotPermitted, Refused, access, clean, events
from casefile.services.actors import Actor
from intake import assigning, forces, leases, passing_on, services
from intake.grounds import GROUNDS_NOT_TO_RECORD
from intake.models import BulkAction, CrimeReport
from intake.referrals import REFERRALS
from intake.suggesting import points_to_rape, told

MOST = 50
HIGH_RISK = "It is of high priority: it is decided one by one."
RAPE = "It may be a rape: it is decided one by one, under classification N100."
Details = dict[str, Any]


@dataclass(frozen=True)
class Action:
    """One thing that can be done with several reports; `closes` keeps high risk out."""

    code: str
    title: str
    change: Callable[[Details], str]
    do: Callable[[CrimeReport, Details, Actor, datetime], object]
    closes: bool = False


@dataclass(frozen=True)
class Line:
    """What a preview says of one report: what will change, or why nothing will."""

    report: CrimeReport
    change: str
    refused: str


def _close(report: CrimeReport, details: Details, by: Actor, at: datetime) -> object:
    given = {name: details[name] for name in ("ground", "reason")}
    return services.close_as_incident(report=report, by=by, at=at, **given)


def _transfer(report: CrimeReport, details: Details, by: Actor, at: datetime) -> object:
    given = {name: details[name] for name in ("to_force", "reason")}
    return services.transfer(report=report, by=by, at=at, **given)


def _refer(report: CrimeReport, details: Details, by: Actor, at: datetime) -> object:
    given = {name: details[name] for name in ("to", "reason")}
    return passing_on.refer(report=report, by=by, at=at, **given)


def _assign(report: CrimeReport, details: Details, by: Actor, at: datetime) -> object:
    to = User.objects.get(pk=details["to"])
    return assigning.assign(report=report, to=to, by=by, at=at)


ACTIONS = {
    row.code: row
    for row in (
        Action(
            "assign", "Give to a colleague", lambda d: f"It is given to {d['to_name']}.", _assign
        ),
        Action(
            "close",
            "Keep as incident only",
            lambda d: f"It is kept as an incident only: {GROUNDS_NOT_TO_RECORD[d['ground']]}.",
            _close,
            closes=True,
        ),
        Action(
            "transfer",
            "Pass to another force",
            lambda d: f"It is passed to {d['to_force_name']}; reference and clock stay.",
            _transfer,
        ),
        Action(
            "refer",
            "Refer elsewhere",
            lambda d: f"It is left to {REFERRALS[d['to']].name.en}; the reporter is to be told.",
            _refer,
            closes=True,
        ),
    )
}


def named(action: str, details: Details, force: str | None) -> Details:
    """Return details with the names that the preview shows beside their codes. One query."""
    if action == "assign":
        return details | {"to_name": User.objects.get(pk=details["to"]).name}
    if action == "transfer":
        names = forces.others_than(force or "")
        return details | {"to_force_name": names[details["to_force"]]}
    return details


@transaction.atomic
def prepare(
    *, action: str, details: Details, reports: Sequence[UUID], by: Actor, at: datetime
) -> tuple[BulkAction, list[Line]]:
    """Work out what the action would do to each report and keep it to be confirmed; change nothing.

    Raises:
        Refused: no report, too many, or no such action.
    """
    if action not in ACTIONS:
        raise Refused("Choose what to do.", code="action")
    if not 0 < len(set(reports)) <= MOST:
        raise Refused(f"Choose between one and {MOST} reports.", code="reports")
    lines = [_line(report, ACTIONS[action], details, by, at) for report in _own(reports, by, at)]
    kept = {name: clean.text(value, field=name) for name, value in details.items()}
    prepared = BulkAction.objects.create(
        force=Force.objects.get(pk=by.force),
        made_by=by.account,
        action=action,
        details=kept,
        reports=[str(line.report.pk) for line in lines if not line.refused],
        made_at=at,
    )
    return prepared, lines


def _own(reports: Sequence[UUID], by: Actor, at: datetime) -> list[CrimeReport]:
    """Return those of the reports that the actor may decide on, in the order of the queue."""
    rows = CrimeReport.objects.of_force(by.force).filter(pk__in=reports).select_related("force")
    ordered = rows.order_by("priority", "clock_started_at", "pk")
    return [row for row in ordered if access.may(by, "report.decide", row, at=at)]


def _line(report: CrimeReport, action: Action, details: Details, by: Actor, at: datetime) -> Line:
    refused = refusal(report, action, by, at)
    return Line(report, "" if refused else action.change(details), refused)


def refusal(report: CrimeReport, action: Action, by: Actor, at: datetime) -> str:
    """Return why the action is not done on a report, or nothing."""
    if report.stage != "submitted":
        return "It is decided already."
    if lease := leases.held_by_another(report, by, at):
        return f"{lease.holder.name} has it open."
    if action.closes and report.priority == "high":
        return HIGH_RISK
    if action.closes and (report.form == "sexual" or points_to_rape(told(report))):
        return RAPE
    return ""


@transaction.atomic
def confirm(*, prepared: BulkAction, by: Actor, at: datetime) -> BulkAction:
    """Do what was previewed, report by report; a second time gives the results of the first.

    A report that changed since the preview is left as it is, with the reason; the others are done.

    Raises:
        NotPermitted: somebody else made the preview.
    """
    locked = BulkAction.objects.select_for_update().get(pk=prepared.pk)
    if locked.made_by_id != by.id:
        raise NotPermitted("Only who made this preview can confirm it.")
    if locked.confirmed_at:
        return locked
    action = ACTIONS[locked.action]
    wanted = [UUID(pk) for pk in locked.reports]
    locked.results = [_done(row, action, locked.details, by, at) for row in _own(wanted, by, at)]
    locked.confirmed_at = at
    locked.save(update_fields=["results", "confirmed_at"])
    events.append(
        stream=f"force:{locked.force_id}",
        kind="bulk_action.done",
        by=by,
        at=at,
        about=locked,
        data={"action": locked.action, "reports": locked.reports},
    )
    return locked


def _done(
    report: CrimeReport, action: Action, details: Details, by: Actor, at: datetime
) -> dict[str, str]:
    refused = refusal(report, action, by, at)
    if not refused:
        try:
            with transaction.atomic():
                action.do(report, details, by, at)
        except Refused as problem:
            refused = str(problem)
    return {"report": str(report.pk), "reference": report.reference, "refused": refused}
