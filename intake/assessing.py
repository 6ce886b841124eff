"""Records what people judge of a report: risk by a tool, and its place in the queue.

Nothing here follows by itself from an answer: a named person grades, writes why, and may be graded
otherwise by another.
"""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from casefile.models import CaseEvent
from casefile.services import NotPermitted, Reason, Refused, clean, events
from casefile.services.actors import Actor
from intake import alarms, clocks, risk_tools, vulnerability
from intake.models import CrimeReport, PriorityChange, RiskAssessment

Given = Mapping[str, Mapping[str, str]]
"""Prompt to `answer` and, where the tool has words, `words`."""

PRIORITIES = {"high": "High", "standard": "Standard"}
SUPERVISORS = frozenset({"crime_registrar", "supervisor"})
CHANGES_FACTS = (
    "report.incident_linked",
    "report.file_received",
    "report.question_answered",
    "report.added_to",
    "report.link_confirmed",
    "report.flag_set",
)


@transaction.atomic
def assess(
    *,
    report: CrimeReport,
    tool: str,
    answers: Given,
    grade: str,
    rationale: str,
    by: Actor,
    at: datetime,
) -> RiskAssessment:
    """Record one assessment, and set the reminder to assess again while the report waits.

    Raises:
        Refused: an unknown tool or grade, prompts without an answer, or no rationale.
    """
    found = risk_tools.TOOLS.get(tool)
    if found is None:
        raise _refused("tool", "Choose a tool from the list.")
    kept, reasons = _checked(found, answers)
    words = clean.text(rationale, field="rationale")
    if grade not in found.grades:
        reasons.append(Reason("grade", "Choose the grade.", field="grade"))
    if not words:
        reasons.append(Reason("rationale", "Write why you judge it so.", field="rationale"))
    if reasons:
        raise Refused(reasons[0].message, reasons=reasons, code="incomplete")
    row = RiskAssessment.objects.create(
        report=report,
        tool=tool,
        version=found.version,
        content=json.dumps(kept),
        grade=grade,
        rationale=words,
        assessed_by=by.account,
        assessed_at=at,
    )
    _record(report, "report.risk_assessed", row, by, at, tool=tool, grade=grade)
    _remind(row, at)
    return row


def _remind(row: RiskAssessment, at: datetime) -> None:
    if row.tool in risk_tools.VARIANTS and row.report.stage == "submitted":
        due = at + clocks.REASSESS_AFTER
        alarms.schedule(row.report, "reassess", 1, due=due, cause=str(row.pk))


def _checked(tool: risk_tools.Tool, given: Given) -> tuple[dict[str, dict[str, str]], list[Reason]]:
    kept, reasons = {}, []
    for item in tool.items:
        answer = given.get(item.code, {}).get("answer", "")
        words = clean.text(given.get(item.code, {}).get("words", ""), field=f"words_{item.code}")
        name = item.title if tool.has_words else item.words
        if answer not in tool.answers:
            message = f"Answer: {name}"
            reasons.append(Reason("unanswered", message, field=f"answer_{item.code}"))
        elif tool.has_words and answer != "low" and not words:
            message = f"{name}: write why"
            reasons.append(Reason("no_words", message, field=f"words_{item.code}"))
        kept[item.code] = {"answer": answer, "words": words}
    return kept, reasons


@transaction.atomic
def review(
    *, row: RiskAssessment, grade: str, reason: str, by: Actor, at: datetime
) -> RiskAssessment:
    """Record how another person grades what was assessed; the first grade stays beside it.

    Raises:
        NotPermitted: nobody reviews their own assessment.
        Refused: an unknown grade, or no reason.
    """
    locked = RiskAssessment.objects.select_for_update().get(pk=row.pk)
    if locked.assessed_by_id == by.id:
        raise NotPermitted("Somebody else grades this.")
    words = clean.text(reason, field="reason")
    if grade not in risk_tools.TOOLS[locked.tool].grades:
        raise _refused("grade", "Choose the grade.")
    if not words:
        raise _refused("reason", "Write why you judge it so.")
    which = "supervisor_grade" if by.roles & SUPERVISORS else "officer_grade"
    setattr(locked, which, grade)
    line = f"{by.name}: {risk_tools.TOOLS[locked.tool].grades[grade]}. {words}"
    locked.reviews = "\n".join(filter(None, [locked.reviews, line]))
    locked.save(update_fields=[which, "reviews"])
    _record(locked.report, "report.risk_reviewed", locked, by, at, grade=grade, reason=words)
    return locked


@transaction.atomic
def set_priority(
    *, report: CrimeReport, priority: str, reason: str, by: Actor, at: datetime
) -> PriorityChange:
    """Override the suggested priority, up or down, with a reason that stands in the log.

    Raises:
        Refused: the same priority, no reason, or a flag that holds the report at high.
    """
    locked = CrimeReport.objects.select_for_update().get(pk=report.pk)
    words = clean.text(reason, field="reason", limit=2000)
    if priority not in PRIORITIES or priority == locked.priority:
        raise _refused("priority", "Choose the other priority.")
    if not words:
        raise _refused("reason", "Say why the priority should be another.")
    holding = vulnerability.holding(locked)
    if priority != "high" and holding:
        names = ", ".join(holding)
        raise _refused("priority", f"A flag holds it at high: {names}. End the flag first.")
    return _move(report, locked, priority, words, by, at)


def _move(
    report: CrimeReport, locked: CrimeReport, priority: str, reason: str, by: Actor, at: datetime
) -> PriorityChange:
    change = PriorityChange.objects.create(
        report=locked,
        from_priority=locked.priority,
        to_priority=priority,
        reason=reason,
        changed_by=by.account,
        changed_at=at,
    )
    report.priority = locked.priority = priority
    locked.save(update_fields=["priority"])
    told = {"from": change.from_priority, "to": priority, "reason": reason}
    _record(locked, "report.priority_overridden", change, by, at, **told)
    return change


def force_high(report: CrimeReport, *, reason: str, by: Actor, at: datetime) -> None:
    """Move a report to high for a flag that a person set; high already, nothing happens."""
    locked = CrimeReport.objects.select_for_update().get(pk=report.pk)
    if locked.priority != "high":
        _move(report, locked, "high", reason, by, at)


def changed_since(row: RiskAssessment) -> list[CaseEvent]:
    """Return what happened to a report after it was assessed that may change the picture."""
    later = CaseEvent.objects.filter(stream=row.report.stream, kind__in=CHANGES_FACTS)
    return list(later.filter(at__gt=row.assessed_at).order_by("sequence")[:20])


def _record(
    report: CrimeReport,
    kind: str,
    about: RiskAssessment | PriorityChange,
    by: Actor,
    at: datetime,
    **data: str,
) -> None:
    events.append(stream=report.stream, kind=kind, by=by, at=at, about=about, data=data)


def _refused(field: str, message: str) -> Refused:
    return Refused(message, reasons=[Reason(field, message, field=field)], code=field)
