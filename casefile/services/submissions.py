"""Builds, returns, approves and sends the file."""

from datetime import datetime

from django.db import transaction

from casefile.models import Case, Submission
from casefile.rules import london
from casefile.rules.file_builds import BUILDS
from casefile.services import Reason, Refused, cases, clean, events, file_checks, stages
from casefile.services.actors import Actor

OPEN_STAGES = ("draft", "returned", "awaiting_approval", "approved")
PRIORITIES = ("red", "green_priority", "green", "early_advice")


@transaction.atomic
def start(
    *,
    case: Case,
    build: str,
    cps_area: str,
    priority: str,
    code_test: str,
    change_note: str = "",
    unit: str = "",
    by: Actor,
    at: datetime,
) -> Submission:
    """Start a version of the file; the case gets its URN from `unit` if it has none.

    Raises:
        Refused: unknown build or priority, or an earlier version is not sent yet.
    """
    if reasons := _reasons(build, cps_area, priority, code_test):
        raise Refused(reasons[0].message, reasons=reasons)
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if locked.submissions.filter(stage__in=OPEN_STAGES).exists():
        raise Refused("Finish the file that is open first.", code="file_open")
    if locked.urn is None:
        cases.give_urn(case=locked, unit=unit, by=by, at=at)
    submission = Submission.objects.create(
        case=locked,
        version=locked.submissions.count() + 1,
        build=build,
        cps_area=cps_area,
        priority=priority,
        code_test=code_test,
        change_note=clean.text(change_note, field="change_note"),
        started_by=by.account,
        started_at=at,
    )
    details = {"version": submission.version, "build": build}
    events.of_case(locked, "submission.started", by=by, at=at, about=submission, **details)
    return submission


def _reasons(build: str, cps_area: str, priority: str, code_test: str) -> list[Reason]:
    reasons = []
    if build not in BUILDS:
        reasons.append(Reason("build", "Choose what the file is for.", field="build"))
    if not cps_area.strip():
        reasons.append(Reason("area", "Choose the CPS area.", field="cps_area"))
    if priority not in PRIORITIES:
        reasons.append(Reason("priority", "Choose the priority.", field="priority"))
    if code_test not in {"full", "threshold"}:
        reasons.append(Reason("code_test", "Choose the test that applies.", field="code_test"))
    return reasons


def request_approval(*, submission: Submission, by: Actor, at: datetime) -> Submission:
    """Ask the supervisor to look at the file."""
    return stages.move(subject=submission, transition="request_approval", by=by, at=at)


@transaction.atomic
def return_to_officer(
    *, submission: Submission, reason: str, by: Actor, at: datetime
) -> Submission:
    """Send the file back to the officer with the reason."""
    words = clean.text(reason, field="reason")
    stages.move(subject=submission, transition="return", by=by, at=at, data={"reason": words})
    submission.returned_reason = words
    submission.save(update_fields=["returned_reason"])
    return submission


@transaction.atomic
def approve(*, submission: Submission, comment: str, by: Actor, at: datetime) -> Submission:
    """Approve the file with comments; the checks as they stand go with it, and a bundle follows.

    Raises:
        stages.GuardsFailed: own file, no comment, or a finding that cannot be right in any edition.
    """
    words = clean.text(comment, field="comment")
    submission.supervisor_comment = words
    submission.approved_by, submission.approved_at = by.account, at
    submission.save(update_fields=["supervisor_comment", "approved_by", "approved_at"])
    submission.findings = file_checks.as_rows(
        file_checks.findings(submission, on=london.day_of(at))
    )
    submission.save(update_fields=["findings"])
    return stages.move(
        subject=submission, transition="approve", by=by, at=at, data={"comment": words}
    )


@transaction.atomic
def mark_submitted(*, submission: Submission, by: Actor, at: datetime) -> Submission:
    """Record that the approved file, with its bundle, is with the prosecutor."""
    submission.submitted_at = at
    submission.save(update_fields=["submitted_at"])
    return stages.move(subject=submission, transition="submit", by=by, at=at)
