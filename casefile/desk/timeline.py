"""The history of a case in plain words, newest first, from its own event stream."""

from typing import Any

from casefile.models import Case, CaseEvent
from casefile.rules.events import EVENT_KINDS
from casefile.services import events

PAGE = 30
TOLD = ("reference", "urn", "description", "role", "user", "court", "decision", "reason", "reply")


def items(case: Case, *, before: int | None = None, most: int = PAGE) -> list[dict[str, Any]]:
    """Return the newest entries before a sequence number. One query."""
    rows = CaseEvent.objects.filter(stream=case.stream).select_related("body")
    if before is not None:
        rows = rows.filter(sequence__lt=before)
    return [_item(row) for row in rows.order_by("-sequence")[:most]]


def _item(row: CaseEvent) -> dict[str, Any]:
    actor = events.actor_in(row)
    return {
        "sequence": row.sequence,
        "title": EVENT_KINDS[row.kind].words,
        "at": row.at,
        "byline": actor.get("name") or actor["kind"].capitalize(),
        "text": _told(row),
    }


def _told(row: CaseEvent) -> str:
    """Return what the entry says, or that its words were erased."""
    data = events.body_of(row)
    if data is None:
        return "The words of this entry were erased."
    told = (str(data[key]) for key in TOLD if data.get(key))
    return "\n".join(text.replace("_", " ") if text.islower() else text for text in told)
