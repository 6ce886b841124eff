"""Photos, films, sound, documents and things become exhibits under the tablet's own reference."""

from typing import Any

from django.db.models import Model

from casefile.capture.services.applying.taking import Taking, kind
from casefile.capture.services.leases import holder_of
from casefile.services import Refused, clean, exhibits

_WORDS = {"photo": "Photograph", "video": "Video", "audio": "Sound recording",
          "document": "Document"}  # fmt: skip


def _kept(taking: Taking) -> Model:
    """Record a file as an exhibit; what nobody described yet says when it was taken."""
    entry, answers = taking.entry, taking.answers
    if entry.stored is None:
        raise Refused("No file belongs to this.", code="no_file")
    words = answers.text("description") or _undescribed(taking)
    return exhibits.record(
        case=taking.case,
        producer=taking.producer(),
        kind=entry.kind,
        description=words,
        captured_at=taking.made_at,
        captured_at_text=entry.device_time_text,
        content=entry.stored,
        by=taking.by,
        at=taking.at,
        **_named(taking),
    )


def _named(taking: Taking) -> dict[str, Any]:
    """Return the reference from the device's block; without one, the server gives the next."""
    entry = taking.entry
    if not entry.reference:
        return {}
    return {"reference": entry.reference, "holder": holder_of(entry.device)}


def _undescribed(taking: Taking) -> str:
    said = taking.entry.device_time_text or "at an unknown time"
    return f"{_WORDS[taking.entry.kind]} taken by {taking.by.account.signature_name}, {said}"


for _name in _WORDS:
    kind(_name)(_kept)


@kind("exhibit")
def thing(taking: Taking) -> Model:
    """Record a physical thing under the tablet's reference; a file with it is a picture of it."""
    entry, answers = taking.entry, taking.answers
    return exhibits.record(
        case=taking.case,
        producer=taking.producer(),
        kind="physical",
        description=_described(taking),
        captured_at=taking.made_at,
        captured_at_text=entry.device_time_text,
        seal_number=clean.text(answers.text("seal_number"), field="seal_number", limit=40),
        held_at=clean.text(answers.text("held_at"), field="held_at", limit=200),
        content=entry.stored,
        by=taking.by,
        at=taking.at,
        **_named(taking),
    )


def _described(taking: Taking) -> str:
    found_at = taking.answers.text("found_at")
    words = taking.answers.text("description")
    return f"{words}, found: {found_at}" if words and found_at else words
