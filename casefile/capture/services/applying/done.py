"""What was done, seen, left out or erased on a tablet."""

from typing import Any
from uuid import UUID

from django.db.models import Model

from casefile.capture.models import Entry
from casefile.capture.services.applying.taking import Taking, kind
from casefile.models import ActionPlanItem, LineOfEnquiry, Visit
from casefile.services import Reason, Refused, access, clean, decisions, events, unused, visits

_DONE = "Done on a tablet."


@kind("task_done")
def task_done(taking: Taking) -> Model:
    """Record that a line of enquiry is done, or answer an item of the prosecutor's plan."""
    key = _key(taking, "task")
    words = taking.answers.text("result") or _DONE
    line = LineOfEnquiry.objects.filter(case=taking.case, pk=key).first()
    if line:
        return _resolved(taking, line, words)
    plan = ActionPlanItem.objects.filter(plan__submission__case=taking.case, pk=key)
    item = plan.select_related("plan__submission__case").first()
    if item is None:
        raise Refused("There is no such task in the case.", code="no_task")
    return decisions.reply(item=item, reply=words, by=taking.by, at=taking.at)


def _resolved(taking: Taking, line: LineOfEnquiry, words: str) -> LineOfEnquiry:
    if line.status != "outstanding":
        message = f"This was closed before: {line.result or line.status}."
        raise Refused(message, code="closed_before")
    return unused.resolve_line(line=line, status="done", result=words, by=taking.by, at=taking.at)


@kind("visit_done")
def visit_done(taking: Taking) -> Model:
    """Record that a visit was made."""
    visit = Visit.objects.filter(case=taking.case, pk=_key(taking, "visit")).first()
    if visit is None:
        raise Refused("There is no such visit in the case.", code="no_visit")
    return visits.keep(visit=visit, by=taking.by, at=taking.at)


@kind("not_used")
def not_used(taking: Taking) -> Model:
    """Mark what was taken before as not used; it is kept (EV-24)."""
    found = _entry(taking)
    words = clean.text(taking.answers.text("reason"), field="reason")
    if not words:
        message = "Say why it is not used."
        raise Refused(message, reasons=[Reason("missing", message, field="reason")])
    found.not_used_reason = words
    found.save(update_fields=["not_used_reason"])
    _tell(taking, "capture.not_used", found, reason=words)
    return found


@kind("erased")
def erased(taking: Taking) -> Model:
    """Record that the tablet erased its copy of a file, for which it held a receipt (EV-71)."""
    found = _entry(taking)
    if found.stored is None:
        raise Refused("The tablet erased a file that is not here.", code="erased_unreceived")
    found.erased_at = taking.made_at
    found.save(update_fields=["erased_at"])
    _tell(taking, "capture.erased", found, sha256=f"sha256:{found.stored.sha256}")
    return found


@kind("viewed")
def viewed(taking: Taking) -> Model | None:
    """Record what an officer read without a network: a consultation like any other (EV-74)."""
    subject, entry = taking.answers.text("subject"), taking.entry
    access.record_read(
        taking.by,
        taking.case,
        at=taking.at,
        what=f"tablet: {subject or 'case'}",
        read=taking.answers.text("subject_id"),
        device=str(entry.device_id),
        device_time=entry.device_time_text,
        entry=str(entry.pk),
    )
    return None


def _entry(taking: Taking) -> Entry:
    rows = Entry.objects.filter(device=taking.entry.device, case=taking.entry.case)
    found = rows.select_related("stored").filter(pk=_key(taking, "entry")).first()
    if found is None:
        raise Refused("There is no such entry of this device in the case.", code="no_entry")
    return found


def _key(taking: Taking, name: str) -> UUID:
    found = taking.answers.key(name)
    if found is None:
        raise Refused(f"It does not say which {name}.", code="missing")
    return found


def _tell(taking: Taking, kind_of_event: str, found: Entry, **data: Any) -> None:
    device = taking.entry.device_id
    events.of_case(
        taking.case, kind_of_event, by=taking.by, at=taking.at, about=found, device=device, **data
    )
