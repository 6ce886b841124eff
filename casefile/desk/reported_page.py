"""What pages show of what was said in a report: facts by topic, needs, and people described."""

from typing import Any

from django.urls import reverse

from casefile.models import Case, DescribedPerson

TOPICS = {
    "offence": "What happened",
    "risk": "Risk",
    "suspects": "Who did it",
    "victim": "The victim",
    "needs": "Needs",
    "property": "Property",
    "report": "The report",
}
DESCRIBED = ["Described as", "As described", "Known to them", "Who it is"]
KNOWN = {"yes": "Said to be known", "no": "Not known", "unsure": "Perhaps", "": "Not asked"}


def topics(case: Case) -> list[dict[str, Any]]:
    """Return the facts of a case under headings, in the order in which they were said."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for fact in case.reported_facts.order_by("position"):
        title = TOPICS.get(fact.topic, "More")
        groups.setdefault(title, []).append({"key": fact.label, "value": fact.words})
    order = [*TOPICS.values(), "More"]
    return [{"title": title, "rows": groups[title]} for title in order if title in groups]


def described_rows(case: Case, *, may_work: bool) -> list[list[Any]]:
    """Return a table row for each person who was described."""
    rows = case.described_people.select_related("person").order_by("recorded_at", "pk")
    return [_described(row, may_work) for row in rows]


def _described(row: DescribedPerson, may_work: bool) -> list[Any]:
    asked = KNOWN[row.is_known] if row.is_known or not row.relation else ""
    known = ", ".join(filter(None, (asked, row.relation.lower())))
    known = known[:1].upper() + known[1:]
    return [row.role.capitalize(), {"text": row.words, "long": True}, known, _who(row, may_work)]


def _who(row: DescribedPerson, may_work: bool) -> Any:
    if row.person:
        return {"text": row.person.name, "href": reverse("desk:person", args=[row.person_id])}
    if not may_work:
        return "Not identified"
    words = "Confirm who it is" if row.is_proposed else "Identify"
    return {"text": words, "href": reverse("desk:identify", args=[row.pk])}
