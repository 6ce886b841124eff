"""Notes go into the officer's pocket notebook, and with a case onto its unused material."""

from django.db.models import Model

from casefile.capture.models import NotebookEntry
from casefile.capture.services.applying.taking import Taking, kind
from casefile.models import UnusedMaterial
from casefile.services import Reason, Refused, clean, numbers, unused


@kind("note", needs_case=False)
def note(taking: Taking) -> Model:
    """Add a note with the officer's next number; a correction strikes an earlier note (EV-65)."""
    words = clean.text(taking.answers.text("text"), field="text")
    if not words:
        message = "There is nothing in this note."
        raise Refused(message, reasons=[Reason("missing", message, field="text")])
    entry = taking.entry
    struck = _struck(taking)
    made = NotebookEntry(
        officer=taking.by.account,
        case=entry.case,
        entry=entry,
        text=words,
        event_at=taking.answers.moment("event_at", taking.made_at),
        event_at_text=taking.answers.text("event_at")[:80],
        written_at=taking.made_at,
        written_at_text=entry.device_time_text,
        recorded_at=taking.at,
        strikes=struck,
    )
    made.number = numbers.take(f"notebook:{taking.by.id}")
    made.unused = _list(taking, made) if entry.case else None
    made.save(force_insert=True)
    return made


def _struck(taking: Taking) -> NotebookEntry | None:
    number = taking.answers.text("strikes").strip()
    if not number:
        return None
    own = NotebookEntry.objects.filter(officer=taking.by.account)
    found = own.filter(number=int(number)).first() if number.isdecimal() else None
    if found is None:
        message = f"There is no note {number} of this officer to correct."
        raise Refused(message, reasons=[Reason("strikes", message, field="strikes")])
    return found


def _list(taking: Taking, made: NotebookEntry) -> UnusedMaterial:
    """List a note on its case's unused material, which notebooks are part of (EV-66)."""
    officer = taking.by.account.signature_name
    return unused.list_item(
        case=taking.case,
        description=f"Pocket notebook entry {made.number} of {officer}",
        location="Casefile",
        origin="pocket notebook",
        text=made.text,
        by=taking.by,
        at=taking.at,
    )
