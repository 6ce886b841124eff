"""The activity log of one report in plain words, newest first: people and the system alike."""

from typing import Any

from django.core.exceptions import BadRequest

from casefile.models import CaseEvent
from casefile.rules.events import EVENT_KINDS
from casefile.services import events
from intake.models import CrimeReport

PAGE = 30
# What of an entry is told, in this order, each with the words before it.
TOLD = (
    ("text", ""),
    ("to_force", "To: "),
    ("to", "To: "),
    ("from", "From: "),
    ("user", "To: "),
    ("number", "Incident: "),
    ("letter", "Letter: "),
    ("channel", "By: "),
    ("result", "Result: "),
    ("ground", "Ground: "),
    ("how", "How: "),
    ("rule", "Rule: "),
    ("reason", "Reason: "),
    ("note", ""),
)
_PEOPLE = {"reporter": "the reporter", "client": "a partner's system", "system": "the system"}


def items(report: CrimeReport, *, before: int | None = None) -> list[dict[str, Any]]:
    """Return the newest entries before a sequence number, as the timeline shows them. One query."""
    rows = CaseEvent.objects.filter(stream=report.stream).select_related("body")
    if before is not None:
        rows = rows.filter(sequence__lt=before)
    return [_item(row) for row in rows.order_by("-sequence")[:PAGE]]


def place(asked: str) -> int | None:
    """Return the sequence number that a page begins before. Raises: BadRequest."""
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 12):
        raise BadRequest("not a place in this list")
    return int(asked)


def older(shown: list[dict[str, Any]]) -> str:
    """Return the query string of the entries before these, or '' at the beginning."""
    full = len(shown) == PAGE and shown[-1]["sequence"] > 1
    return f"?before={shown[-1]['sequence']}" if full else ""


def _item(row: CaseEvent) -> dict[str, Any]:
    actor = events.actor_in(row)
    return {
        "sequence": row.sequence,
        "title": EVENT_KINDS[row.kind].words,
        "at": row.at,
        "byline": _who(actor),
        "text": _told(row),
    }


def _who(actor: dict[str, Any]) -> str:
    if actor["kind"] in _PEOPLE:
        named = actor.get("on_behalf_of")
        return f"{_PEOPLE[actor['kind']]}, for {named}" if named else _PEOPLE[actor["kind"]]
    number = actor.get("collar_number")
    name = str(actor.get("name") or actor["kind"].capitalize())
    return f"{number} {name}" if number else name


def _told(row: CaseEvent) -> str:
    """Return what the entry says, or that its words were erased."""
    data = events.body_of(row)
    if data is None:
        return "The words of this entry were erased."
    if row.kind in {"report.submitted", "report.viewed"}:
        return ""
    return "\n".join(before + _plain(str(data[key])) for key, before in TOLD if data.get(key))


def _plain(text: str) -> str:
    # Codes of tables are words with underscores; what people wrote keeps its capitals.
    return text.replace("_", " ") if text.islower() and " " not in text else text
