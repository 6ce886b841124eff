"""What the pages about the file show: checks with their cures, history, action plan."""

from datetime import date
from typing import Any

from django.urls import reverse

from casefile.models import ActionPlanItem, Case, Submission
from casefile.rules.completeness import Finding
from casefile.rules.file_builds import BUILDS
from casefile.services import file_checks
from casefile.services.submissions import OPEN_STAGES
from casefile.wording import day, plain, when

HISTORY = ["Version", "What for", "Stage", "Approved by", "Sent"]
PLAN = ["No.", "What is asked", "Why", "By", "Where it stands", ""]
CURES = {
    "approval": ("desk:file", "Ask the supervisor"),
    "exhibits": ("desk:exhibits", "Go to exhibits"),
    "forms": ("mg:forms", "Go to forms"),
    "interviews": ("desk:interviews", "Go to interviews"),
    "officer": ("desk:case", "See who works on the case"),
    "people": ("desk:people", "Go to people"),
    "schedules": ("desk:disclosure", "Go to unused material"),
    "statements": ("desk:statements", "Go to statements"),
    "third_party": ("desk:third-party", "Record it"),
}


def open_submission(case: Case) -> Submission | None:
    """Return the version that is being built, or None. One query."""
    return case.submissions.filter(stage__in=OPEN_STAGES).order_by("-version").first()


def details(case: Case, *, on: date) -> dict[str, Any]:
    """Return what the page of the file shows."""
    submission = open_submission(case)
    rows = case.submissions.select_related("approved_by").order_by("-version")
    return {
        "submission": submission,
        "findings": checks(submission, on=on) if submission else [],
        "history_headings": HISTORY,
        "history": [_version(row) for row in rows],
        "plan_headings": PLAN,
        "plan": plan(case),
    }


def checks(submission: Submission, *, on: date) -> list[dict[str, Any]]:
    """Return each finding with the page that cures it."""
    found = file_checks.findings(submission, on=on)
    return [_finding(submission.case, finding) for finding in found]


def _finding(case: Case, finding: Finding) -> dict[str, Any]:
    name, words = CURES[finding.cure]
    return {
        "level": finding.level,
        "code": finding.code,
        "message": finding.message,
        "source": finding.source,
        "cure": words,
        "cure_href": reverse(name, args=[case.pk]),
    }


def _version(row: Submission) -> list[Any]:
    return [
        {"text": f"Version {row.version}", "href": reverse("desk:submission", args=[row.pk])},
        BUILDS.get(row.build, row.build),
        {"stage": row.stage},
        row.approved_by.name if row.approved_by else "",
        when(row.submitted_at) if row.submitted_at else "",
    ]


def plan(case: Case) -> list[list[Any]]:
    """Return a table row for each item of every action plan. One query."""
    items = ActionPlanItem.objects.filter(plan__submission__case=case)
    return [_item(row) for row in items.order_by("plan__issued_at", "number")]


def _item(row: ActionPlanItem) -> list[Any]:
    href = reverse("desk:reply", args=[row.pk])
    return [
        str(row.number),
        row.text,
        row.reason,
        day(row.due_on),
        {"text": plain(row.stage), "colour": "yellow" if row.stage == "open" else "grey"},
        {"text": "Reply", "href": href} if row.stage == "open" else row.reply,
    ]


def submission_details(submission: Submission) -> dict[str, Any]:
    """Return what the page of one version shows: facts, what came back, checks as sent."""
    triage, bundle = getattr(submission, "triage", None), getattr(submission, "bundle", None)
    rows = [
        {"key": "What for", "value": BUILDS.get(submission.build, submission.build)},
        {"key": "CPS area", "value": submission.cps_area},
        {"key": "Priority", "value": plain(submission.priority)},
        {"key": "Test", "value": plain(submission.code_test)},
        {"key": "What changed", "value": submission.change_note, "empty": "First version"},
        {"key": "Returned because", "value": submission.returned_reason, "empty": "Not returned"},
        {"key": "Supervisor’s comments", "value": submission.supervisor_comment},
    ]
    if bundle:
        counts = bundle.field_counts
        words = f"{counts.get('fields_typed', 0)} of {counts.get('fields_total', 0)}"
        rows += [
            {"key": "Pages in the bundle", "value": str(bundle.page_count)},
            {"key": "Boxes typed", "value": words},
        ]
    if triage:
        reasons = "; ".join(
            f"{r['code']} {r.get('title', '')}: {r['detail']}" for r in triage.reasons
        )
        rows.append({"key": "Prosecutor’s first look", "value": f"{triage}. {reasons}".strip(" .")})
        if triage.respond_by:
            rows.append({"key": "Answer by", "value": day(triage.respond_by)})
    return {"facts": rows, "decisions": _decisions(submission), "decision_headings": DECISIONS}


DECISIONS = ["Suspect", "Charge", "Decision", "Reason", "By"]


def _decisions(submission: Submission) -> list[list[Any]]:
    rows = submission.decisions.select_related("suspect__person", "charge__offence")
    return [
        [
            row.suspect.person.name,
            row.charge.offence.title if row.charge else "",
            plain(row.decision),
            row.reason,
            row.decided_by_name,
        ]
        for row in rows.order_by("suspect__number", "charge__number")
    ]
