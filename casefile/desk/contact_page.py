"""What the page of a person shows of how they may be reached, for whoever is about to call."""

from typing import Any

from casefile.models import ContactPoint, Person
from casefile.rules import london
from casefile.rules.contact_hours import DAYS, VERIFIED_HOW
from casefile.services import contacts
from casefile.wording import day

Row = dict[str, Any]


def contact_rows(person: Person) -> list[Row]:
    """Return each way to reach a person, and whether it may be used."""
    points = person.contact_points.order_by("kind", "recorded_at")
    barred = contacts.barred_values(person.case)
    return [
        {"key": p.kind.capitalize(), "value": f"{p.value}\n{_use(p, barred.get(p.value, ''))}"}
        for p in points
    ]


def _use(point: ContactPoint, barred: str) -> str:
    if barred:
        return f"Never use: {barred}"
    if not point.is_safe:
        return f"Not said to be safe. {point.unsafe_reason}".strip()
    if point.verified_at:
        how = VERIFIED_HOW.get(point.verified_how, "verified")
        return f"Safe to use, verified {day(london.day_of(point.verified_at))}: {how.lower()}"
    return "Said to be safe, not verified yet: no message about the case goes there"


def plan_rows(person: Person) -> list[Row]:
    """Return the plan that holds, line by line; nothing where none is agreed."""
    plan = contacts.plan_of(person)
    if plan is None:
        return []
    days = ", ".join(DAYS[one] for one in plan.days)
    rows = [
        ("Safe ways", ", ".join(plan.channels).capitalize() or "None: do not get in touch"),
        ("Safe days", days),
        ("Safe parts of the day", ", ".join(plan.parts).capitalize()),
        ("Safe times, in their words", plan.times),
        ("Leave a message", "Yes" if plan.voicemail_ok else "No, never"),
        ("What a text may say", plan.text_words),
        ("Answers a call that shows no number", _sure(plan.caller_id)),
        ("Somebody they trust", plan.proxy),
        ("Others may see device or messages", _sure(plan.shared_device)),
        ("A suspect knows the address", _sure(plan.address_shared)),
        ("A visit is safe", _sure(plan.safe_to_visit)),
        ("It was safe while reporting", _sure(plan.safe_now)),
        ("Code word", plan.code_word),
        ("Notes", plan.notes),
    ]
    agreed = day(london.day_of(plan.agreed_at))
    kept = [{"key": key, "value": value} for key, value in rows if value]
    return [{"key": "Version", "value": f"{plan.version}, {agreed}"}, *kept]


def _sure(answer: str) -> str:
    return {"yes": "Yes", "no": "No", "unsure": "Not known"}.get(answer, "")


def plan_now(person: Person) -> dict[str, Any]:
    """Return the plan that holds, as the form for the next version begins."""
    plan = contacts.plan_of(person)
    fields = ("channels", "days", "parts", "times", "voicemail_ok", "text_words", "caller_id",
              "proxy", "shared_device", "address_shared", "safe_to_visit", "notes",
              "code_word")  # fmt: skip
    return {field: getattr(plan, field) for field in fields} if plan else {}
