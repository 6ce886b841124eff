"""What the pages on keeping and disposing of files show; no page says what a case is about."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from casefile.manage.access_log import case_reference
from casefile.models import Case, Disposal, Hold, RetentionPlan
from casefile.pdf import Document, render_documents
from casefile.rules import london
from casefile.rules import retention as rules
from casefile.services import retention
from casefile.services.actors import Actor
from casefile.wording import day, when

STAGES = {
    "proposed": "Waits for a second person",
    "approved": "Approved, can be undone",
    "refused": "Refused",
    "undone": "Undone",
    "destroying": "Being destroyed",
    "destroyed": "Destroyed",
}
_NAMES = {
    "group": "Group",
    "outcome": "How it ended",
    "ended_on": "Ended on",
    "review_on": "Review on",
    "minimum_on": "Kept at least until",
    "action": "Then",
    "rules": "Rules",
    "edition": "Edition of the rules",
}
_WORDS: dict[str, Any] = {
    "group": rules.GROUPS,
    "outcome": rules.OUTCOMES,
    "action": rules.ACTIONS,
}


@dataclass(frozen=True)
class RuleShown:
    """A rule of a plan, with its mark; `source` is None when this edition has it no more."""

    code: str
    words: str
    source: Any


def cases_of(actor: Actor) -> QuerySet[Case]:
    """Return the cases of the actor's force that they have no interest in."""
    return Case.objects.of_force(actor.force).exclude(pk__in=actor.conflicts)


def due_rows(actor: Actor, at: datetime) -> QuerySet[Case]:
    """Return cases whose review is due, is under way, or whose files are held.

    The review that is due longest comes first, what has no review at the end.
    """
    of_case = {"case": OuterRef("pk")}
    due = Q(retention_plan__review_on__lte=london.day_of(at))
    going = Exists(Disposal.objects.live().filter(**of_case))
    held = Exists(Hold.objects.live().filter(**of_case))
    found = cases_of(actor).filter(due | going | held)
    order = F("retention_plan__review_on").asc(nulls_last=True)
    rows = found.order_by(order, "opened_at", "pk")
    return rows.select_related("retention_plan").prefetch_related("disposals", "holds")


def changed_plans(actor: Actor) -> QuerySet[RetentionPlan]:
    """Return the plans that a later planning changed, newest first."""
    found = RetentionPlan.objects.filter(case__in=cases_of(actor)).exclude(before={})
    return found.order_by("-planned_at", "pk").select_related("case")


def cells(case: Case) -> list[Any]:
    """Put a case of `due_rows` into cells. No query."""
    plan = getattr(case, "retention_plan", None)
    live = next((row for row in case.disposals.all() if row.is_live), None)
    holds = [rules.HOLDS[row.kind] for row in case.holds.all() if not row.removed_at]
    link = {"text": case_reference(case), "href": reverse("manage:retention_case", args=[case.pk])}
    return [
        link,
        _review(plan.review_on) if plan else "Not over",
        ", ".join(holds) or "None",
        STAGES[live.stage] if live else "None",
    ]


def change_cells(plan: RetentionPlan) -> list[Any]:
    """Put what a planning changed into cells."""
    link = reverse("manage:retention_case", args=[plan.case_id])
    words = [
        f"{_NAMES[name]}: {_value(name, old)} became {_value(name, new)}"
        for name, old, new in retention.differences(plan)
    ]
    return [
        {"text": case_reference(plan.case), "href": link},
        when(plan.planned_at),
        {"text": "\n".join(words), "long": True},
    ]


def plan_rows(plan: RetentionPlan) -> list[tuple[str, str]]:
    """Return key and value of what a plan says."""
    shown = retention.shown(plan)
    return [(_NAMES[name], _value(name, value)) for name, value in shown.items()]


def _value(name: str, value: Any) -> str:
    words = _WORDS.get(name, {})
    if isinstance(value, list):
        return ", ".join(value)
    if name.endswith("_on"):
        return _review(date.fromisoformat(value) if value else None)
    shown = str(words.get(value, value))
    return shown[:1].upper() + shown[1:]


def rules_of(codes: list[str]) -> list[RuleShown]:
    """Return the rules of these codes with their marks."""
    rows = [(code, rules.row_of(code)) for code in codes]
    return [
        RuleShown(code, row.words if row else "Not in this edition", row.source if row else None)
        for code, row in rows
    ]


def disposal_rows(row: Disposal) -> list[tuple[str, str]]:
    """Return key and value of who decided what on a disposal, and when."""
    facts = [
        ("Case", case_reference(row.case)),
        ("State", STAGES[row.stage]),
        ("Files", str(row.items.count())),
        ("Proposed by", f"{row.proposed_by}, {when(row.proposed_at)}"),
        ("Why", row.reason),
        ("Rules", f"{', '.join(row.rules) or 'None'}, edition {row.edition}"),
    ]
    if row.approved_by and row.approved_at:
        facts.append(("Approved by", f"{row.approved_by}, {when(row.approved_at)}"))
    if row.stage == "approved" and row.destroys_from:
        facts.append(("Destroyed from", when(row.destroys_from)))
    if row.ended_by and row.ended_at:
        facts += [("Ended by", f"{row.ended_by}, {when(row.ended_at)}"), ("", row.end_reason)]
    if row.destroyed_at:
        facts.append(("Destroyed", when(row.destroyed_at)))
    return facts


def item_cells(row: Disposal) -> list[list[Any]]:
    """Put the files of a disposal into cells: id and hash, size, and when each was destroyed."""
    return [
        [
            {"text": f"{item.stored_id} sha256:{item.sha256}"},
            f"{item.size_bytes:,}",
            "Original" if item.origin == "captured" else "Made here",
            when(item.destroyed_at) if item.destroyed_at else "There",
        ]
        for item in row.items.order_by("pk")
    ]


def hold_rows(case: Case) -> list[tuple[Hold, str]]:
    """Return the holds of a case, live ones first, each with its kind in words. One query."""
    rows = case.holds.select_related("placed_by", "removal_asked_by", "removed_by")
    ordered = sorted(rows, key=lambda row: (row.removed_at is not None, row.placed_at))
    return [(row, rules.HOLDS[row.kind]) for row in ordered]


def certificate_pdf(row: Disposal) -> bytes:
    """Return the certificate of a disposal that was carried out, as a PDF."""
    shown = {"row": row, "facts": disposal_rows(row), "items": item_cells(row),
             "rules": rules_of(row.rules), "force": row.case.force.name}  # fmt: skip
    html = render_to_string("manage/print/certificate.html", shown)
    title = f"Certificate of disposal, {case_reference(row.case)}"
    return render_documents([Document(name="certificate", html=html, title=title)])[0]


def _review(on: date | None) -> str:
    return day(on) if on else "Not set by any rule"
