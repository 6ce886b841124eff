"""What comes next in a case, worked out from the record; and the tasks of an officer's cases."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from casefile.models import (
    ActionPlanItem,
    Case,
    CctvRecord,
    LineOfEnquiry,
    ScreenshotRecord,
    StatementVersion,
    Submission,
)
from casefile.rules import london
from casefile.services import file_contents
from casefile.services.actors import Actor
from casefile.wording import day


@dataclass(frozen=True)
class Step:
    """One thing to do: what, where, and by when if there is a day."""

    text: str
    href: str
    due_on: date | None = None
    case: Case | None = None

    def as_task(self, on: date) -> dict[str, Any]:
        """Return the step as a row of a task list."""
        late = self.due_on is not None and self.due_on < on
        due = f"Due {day(self.due_on)}" if self.due_on else "To do"
        return {
            "text": self.text,
            "href": self.href,
            "hint": str(self.case) if self.case else "",
            "status": "Late" if late else due,
            "colour": "red" if late else "blue",
        }


def of_case(case: Case) -> list[Step]:
    """Return the next steps of one case, the dated ones first."""
    steps = [*_plan_items(case), *_lines(case), *_visits(case), *_footage(case)]
    steps += [*_statements(case), *_record(case), *_file(case), *_screenshots(case)]
    own = Case.objects.filter(pk=case.pk)
    steps += [replace(step, case=None) for step in _recordings(own)]
    return sorted(steps, key=lambda step: step.due_on or date.max)


def _plan_items(case: Case) -> Iterator[Step]:
    items = ActionPlanItem.objects.filter(plan__submission__case=case, stage="open")
    for item in items.order_by("due_on"):
        href = reverse("desk:reply", args=[item.pk])
        yield Step(f"Answer the prosecutor: {item.text}", href, item.due_on)


def _lines(case: Case) -> Iterator[Step]:
    for line in case.lines_of_enquiry.filter(status="outstanding").order_by("due_on"):
        href = reverse("desk:resolve-enquiry", args=[line.pk])
        yield Step(f"Line of enquiry: {line.description}", href, line.due_on)


def _footage(case: Case) -> Iterator[Step]:
    href = reverse("desk:cameras", args=[case.pk])
    for asked in case.footage_requests.filter(stage="asked").select_related("camera"):
        yield Step(f"Get the recording of {asked.camera}", href, asked.overwritten_on)


def _recordings(cases: QuerySet[Case]) -> Iterator[Step]:
    """Yield what is still to be fetched from camera systems, by the day they write over it."""
    rows = CctvRecord.objects.filter(exhibit__case__in=cases, exhibit__stage="held")
    wanted = rows.filter(Q(is_native=False) | Q(is_complete=False))
    for row in wanted.select_related("exhibit__case"):
        href = reverse("desk:cctv", args=[row.exhibit_id])
        text = f"Get the whole recording of {row.premises} in its own format"
        yield Step(text, href, row.overwritten_on, row.exhibit.case)


def _screenshots(case: Case) -> Iterator[Step]:
    rows = ScreenshotRecord.objects.filter(exhibit__case=case, is_original_held=False)
    for row in rows.select_related("exhibit"):
        href = reverse("desk:screenshot", args=[row.exhibit_id])
        if row.export_asked_on is None:
            yield Step(f"Ask for an export of what {row.exhibit.reference} is of", href)
        if row.preservation_asked_on is None:
            yield Step(f"Ask the provider to keep what {row.exhibit.reference} is of", href)


def _visits(case: Case) -> Iterator[Step]:
    for visit in case.visits.filter(stage="booked").order_by("visit_at"):
        href = reverse("desk:visits", args=[case.pk])
        yield Step(f"Visit {visit.victim}", href, london.day_of(visit.visit_at))
    wishes = case.victims.filter(wants_visit=True, visits=None)
    for victim in wishes.select_related("person"):
        yield Step(
            f"Book the visit that {victim} wants", reverse("desk:book-visit", args=[case.pk])
        )


def _statements(case: Case) -> Iterator[Step]:
    words = {"draft": "Write and fix", "final": "Sign"}
    for version in file_contents.statement_versions(case):
        if version.stage in words:
            href = reverse("desk:statement", args=[version.pk])
            yield Step(f"{words[version.stage]}: {version.statement}", href)
    started = StatementVersion.objects.filter(statement__case=case)
    missing = case.witnesses.exclude(person__in=started.values("statement__witness"))
    for witness in missing.select_related("person"):
        href = reverse("desk:start-statement", args=[case.pk])
        yield Step(f"Take a statement from {witness.person.name}", href)


def _record(case: Case) -> Iterator[Step]:
    for suspect in case.suspects.filter(interviews=None, no_interview_reason="", stage="arrested"):
        href = reverse("desk:add-interview", args=[suspect.pk])
        yield Step(f"Interview {suspect.person.name}", href)
    recordings = case.exhibits.filter(kind="video", parent=None, sub_exhibits=None, stage="held")
    for exhibit in recordings:
        href = reverse("desk:clip", args=[exhibit.pk])
        yield Step(f"Mark the part of {exhibit.reference} that matters", href)
    waiting = case.unused_material.filter(meets_test=None).count()
    if waiting:
        href = reverse("desk:disclosure", args=[case.pk])
        yield Step(f"Examine unused material: {waiting} not examined", href)


def _file(case: Case) -> Iterator[Step]:
    newest = case.submissions.order_by("-version").first()
    href = reverse("desk:file", args=[case.pk])
    if newest is None and case.suspects.exists():
        yield Step("Start the file for the prosecutor", href)
    elif newest and newest.stage == "returned":
        yield Step(f"Put the returned file right: {newest.returned_reason}", href)
    elif newest and newest.stage == "rejected":
        yield _rejection(newest)
    elif newest and newest.stage == "draft":
        yield Step("Finish the file and ask for approval", href)


def _rejection(submission: Submission, case: Case | None = None) -> Step:
    """Return the step that answers a rejection: its reasons, by the day the prosecutor gave."""
    triage = submission.triage
    reasons = "; ".join(f"{row['code']} {row.get('title', '')}".strip() for row in triage.reasons)
    href = reverse("desk:submission", args=[submission.pk])
    return Step(f"Answer the rejected file: {reasons}", href, triage.respond_by, case)


def tasks_of(actor: Actor, cases: QuerySet[Case]) -> list[Step]:
    """Return the tasks that others wait for in these cases, the dated ones first. Four queries."""
    steps = [*_replies(cases), *_due_lines(cases), *_files(actor, cases), *_recordings(cases)]
    return sorted(steps, key=lambda step: step.due_on or date.max)


def _replies(cases: QuerySet[Case]) -> Iterator[Step]:
    items = ActionPlanItem.objects.filter(plan__submission__case__in=cases, stage="open")
    for item in items.select_related("plan__submission__case"):
        href = reverse("desk:reply", args=[item.pk])
        case = item.plan.submission.case
        yield Step(f"Answer the prosecutor: {item.text}", href, item.due_on, case)


def _due_lines(cases: QuerySet[Case]) -> Iterator[Step]:
    rows = LineOfEnquiry.objects.filter(case__in=cases, status="outstanding", due_on__isnull=False)
    for row in rows.select_related("case"):
        href = reverse("desk:resolve-enquiry", args=[row.pk])
        yield Step(f"Line of enquiry: {row.description}", href, row.due_on, row.case)


def _files(actor: Actor, cases: QuerySet[Case]) -> Iterator[Step]:
    stages = ["returned", "awaiting_approval", "rejected"]
    rows = Submission.objects.filter(case__in=cases, stage__in=stages)
    for row in rows.newest().select_related("case", "triage"):
        if row.stage == "rejected":
            yield _rejection(row, row.case)
            continue
        href = reverse("desk:submission", args=[row.pk])
        if row.stage == "returned":
            yield Step(f"File returned: {row.returned_reason}", href, case=row.case)
        elif "supervisor" in actor.roles:
            yield Step("File waits for your approval", href, case=row.case)
