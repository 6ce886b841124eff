"""Passes reports to other forces, and leaves them to other bodies. The reporter's reference stays.

What a force receives is a real entry at its desk when that desk works here, and otherwise a file
that a person hands over (`intake.handing_over`).
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from casefile.models import Force
from casefile.services import Reason, Refused, clean, events, jobs, stages
from casefile.services.actors import Actor
from intake import drafts, first_look, forces, leases, references
from intake.models import CrimeReport, DeskDecision, DeskQuestion, ReportFile, ReportTransfer
from intake.referrals import REFERRALS

COPY = "intake.desk_tasks.copy_file"


@transaction.atomic
def transfer(
    *, report: CrimeReport, to_force: str, reason: str, by: Actor, at: datetime
) -> DeskDecision:
    """Pass a report to another force by its code; the reporter's reference and the clock stay.

    Raises:
        Refused: no such other force or no reason, decided already, or somebody else has it.
    """
    name = forces.others_than(report.force_id).get(to_force)
    if name is None:
        raise _refused("to_force", "Choose the force from the list.")
    words = clean.text(reason, field="reason")
    data = {"reason": words, "to_force": name}
    stages.move(subject=report, transition="transfer", by=by, at=at, data=data)
    ReportTransfer.objects.create(
        report=report,
        to_code=to_force,
        to_name=name,
        received_as=_receive(report, to_force, words, by, at),
        passed_at=at,
    )
    return _decide(report, "transferred", to_force, name, words, by, at)


@transaction.atomic
def refer(*, report: CrimeReport, to: str, reason: str, by: Actor, at: datetime) -> DeskDecision:
    """Leave a report to another body that deals with such things, and say so to the reporter.

    Raises:
        Refused: no such body or no reason, decided already, or somebody else has it.
    """
    if to not in REFERRALS:
        raise _refused("to", "Choose who deals with it from the list.")
    words, name = clean.text(reason, field="reason"), REFERRALS[to].name.en
    data = {"reason": words, "to": name}
    stages.move(subject=report, transition="refer", by=by, at=at, data=data)
    return _decide(report, "referred", to, name, words, by, at)


def _decide(
    report: CrimeReport, outcome: str, code: str, name: str, reason: str, by: Actor, at: datetime
) -> DeskDecision:
    leases.end(report)
    return DeskDecision.objects.create(
        report=report,
        outcome=outcome,
        to_force=name,
        to_code=code,
        reason=reason,
        decided_by=by.account,
        decided_at=at,
    )


def _receive(
    report: CrimeReport, code: str, reason: str, by: Actor, at: datetime
) -> CrimeReport | None:
    """Make the entry at the other force's desk, or return None when no desk of it works here."""
    force = drafts.forces_open().filter(pk=code).first()
    if force is None:
        return None
    received = _copy(report, force, at)
    for rows in (report.answers.order_by("position"), report.additions.order_by("added_at", "pk")):
        rows.model._default_manager.bulk_create(_again(row, received) for row in rows)
    for file in report.files.order_by("received_at", "pk"):
        _copy_file(file, received, at)
    answers = {row.question: row.value for row in report.answers.all()}
    first_look.take(received, answers, at=at)
    data = {"from": report.force.name, "reason": reason, "reference": report.reference}
    events.append(
        stream=received.stream, kind="report.received", by=by, at=at, about=received, data=data
    )
    references.number_incident(received)
    return received


def _copy_file(file: ReportFile, received: CrimeReport, at: datetime) -> None:
    """List a file at the other force at once, and have it sealed there by a job."""
    copied = _again(file, received)
    copied.upload, copied.stored = None, None
    copied.save(force_insert=True)
    payload = {"file_id": str(copied.pk), "original_id": str(file.pk)}
    jobs.enqueue(COPY, key=f"copy:{copied.pk}", payload=payload, at=at)


def _again(row: Model, report: CrimeReport) -> Any:
    """Return a new row of another report that says the same."""
    fields = [field.attname for field in row._meta.concrete_fields]
    kept = {name: getattr(row, name) for name in fields if name not in {"id", "report_id"}}
    return type(row)(report=report, **kept)


def _copy(report: CrimeReport, force: Force, at: datetime) -> CrimeReport:
    return CrimeReport.objects.create(
        force=force,
        form=report.form,
        edition=report.edition,
        language=report.language,
        reference=report.reference,
        priority=report.priority,
        priority_reasons=report.priority_reasons,
        # It came to this desk now; the 24 hours run on from where they began.
        submitted_at=at,
        clock_started_at=report.clock_started_at,
        transferred_from=report,
    )


@transaction.atomic
def hand_over(*, report: CrimeReport, how: str, by: Actor, at: datetime) -> ReportTransfer:
    """Record that a person handed the file of a report over to the other force, and how.

    Raises:
        Refused: it was not passed on as a file, it is handed over already, or nothing is said.
    """
    words = clean.text(how, field="how", limit=200)
    row = ReportTransfer.objects.select_for_update().filter(report=report).first()
    if row is None or row.received_as_id:
        raise _refused("how", "There is no file of this report to hand over.")
    if row.handed_over_at:
        raise _refused("how", "It was handed over already.")
    if not words:
        raise _refused("how", "Say how it was handed over.")
    row.handed_over_at, row.handed_over_how, row.handed_over_by = at, words, by.account
    row.save(update_fields=["handed_over_at", "handed_over_how", "handed_over_by"])
    data = {"to_force": row.to_name, "how": words}
    events.append(
        stream=report.stream, kind="report.handed_over", by=by, at=at, about=row, data=data
    )
    return row


def chain(report: CrimeReport) -> list[CrimeReport]:
    """Return a report and what it became at each force that it was passed on to, in order.

    Two queries for each.
    """
    found = [report]
    # A report cannot come to itself, yet a loop must never hang a page of the public.
    while len(found) <= len(forces.FORCES):
        row = ReportTransfer.objects.filter(report=found[-1]).select_related("received_as").first()
        if row is None or row.received_as is None:
            break
        found.append(row.received_as)
    return found


def questions_about(report: CrimeReport) -> QuerySet[DeskQuestion]:
    """Return what was asked here and at each force that the report came from, oldest first.

    One query for each force that it came from.
    """
    found = [report.pk]
    first = report.transferred_from
    while first and len(found) <= len(forces.FORCES):
        found.append(first.pk)
        first = first.transferred_from
    asked = DeskQuestion.objects.filter(report__in=found).select_related("asked_by")
    return asked.order_by("asked_at", "pk")


def _refused(field: str, message: str) -> Refused:
    return Refused(message, reasons=[Reason(field, message, field=field)], code=field)
