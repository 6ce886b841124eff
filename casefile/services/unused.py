"""Lists unused material, examines it against the disclosure test, and keeps lines of enquiry."""

from datetime import date, datetime

from django.db import transaction

from casefile.models import Case, LineOfEnquiry, Person, StoredObject, UnusedMaterial
from casefile.services import Reason, Refused, clean, events, numbers, stages
from casefile.services.actors import Actor

LINE_STATUSES = ("done", "not_pursued", "outstanding")


@transaction.atomic
def list_item(
    *,
    case: Case,
    description: str,
    location: str,
    origin: str,
    schedule: str = "C",
    presumption_class: str = "",
    content: StoredObject | None = None,
    text: str = "",
    about: Person | None = None,
    sensitivity_reason: str = "",
    by: Actor,
    at: datetime,
) -> UnusedMaterial:
    """List an item with the case's next item number; numbers run on and are never used again.

    After a file was sent, new material reopens disclosure (the continuing duty).

    Raises:
        Refused: no description, or a sensitive item without a reason.
    """
    words = clean.text(description, field="description")
    _check_item(words, schedule, sensitivity_reason)
    item = UnusedMaterial.objects.create(
        case=case,
        schedule=schedule,
        item_number=numbers.take(f"unused:{case.pk}"),
        description=words,
        location=clean.text(location, field="location", limit=200),
        presumption_class=presumption_class,
        content=content,
        text=clean.text(text, field="text"),
        about=about,
        origin=origin,
        sensitivity_reason=clean.text(sensitivity_reason, field="sensitivity_reason"),
        listed_at=at,
    )
    _listed(item, by, at)
    return item


def _check_item(words: str, schedule: str, sensitivity_reason: str) -> None:
    if not words:
        message = "Say what the item is and what it shows."
        raise Refused(message, reasons=[Reason("missing", message, field="description")])
    if schedule == "D" and not sensitivity_reason.strip():
        message = "Say why this is sensitive."
        raise Refused(message, reasons=[Reason("missing", message, field="sensitivity_reason")])


def _listed(item: UnusedMaterial, by: Actor, at: datetime) -> None:
    case = item.case
    events.of_case(
        case,
        "unused_material.listed",
        by=by,
        at=at,
        about=item,
        schedule=item.schedule,
        item_number=item.item_number,
        presumption_class=item.presumption_class,
        sha256=f"sha256:{item.content.sha256}" if item.content else "",
    )
    if case.submissions.filter(submitted_at__isnull=False).exists():
        events.of_case(case, "disclosure.reopened", by=by, at=at, about=item)


@transaction.atomic
def examine(
    *, item: UnusedMaterial, meets_test: bool, reason: str, by: Actor, at: datetime
) -> UnusedMaterial:
    """Record whether an item might undermine the prosecution or assist the accused, and why.

    Raises:
        Refused: it meets the test, or is of a class presumed to, and no reason is given.
    """
    words = clean.text(reason, field="reason")
    if (meets_test or item.presumption_class) and not words:
        message = "Give the reason: this item is presumed to meet the test, or you say it does."
        raise Refused(message, reasons=[Reason("missing", message, field="reason")])
    item.meets_test, item.meets_test_reason = meets_test, words
    item.examined_by = by.account
    item.save(update_fields=["meets_test", "meets_test_reason", "examined_by"])
    return stages.move(
        subject=item, transition="examine", by=by, at=at, data={"meets_test": meets_test}
    )


@transaction.atomic
def add_line(
    *,
    case: Case,
    description: str,
    points: str,
    status: str,
    reason: str = "",
    result: str = "",
    due_on: date | None = None,
    by: Actor,
    at: datetime,
) -> LineOfEnquiry:
    """Record a reasonable line of enquiry, whichever way it points.

    Raises:
        Refused: not pursued without a reason, or outstanding without a date.
    """
    _check_line(status, reason, due_on)
    line = LineOfEnquiry.objects.create(
        case=case,
        number=case.lines_of_enquiry.count() + 1,
        description=clean.text(description, field="description"),
        points=points,
        status=status,
        reason=clean.text(reason, field="reason"),
        result=clean.text(result, field="result"),
        due_on=due_on,
    )
    events.of_case(case, "line_of_enquiry.recorded", by=by, at=at, about=line, status=status)
    return line


def _check_line(status: str, reason: str, due_on: date | None) -> None:
    if status not in LINE_STATUSES:
        raise Refused("Say whether it is done, not pursued or outstanding.", code="status")
    if status == "not_pursued" and not reason.strip():
        message = "Say why it is not pursued."
        raise Refused(message, reasons=[Reason("missing", message, field="reason")])
    if status == "outstanding" and due_on is None:
        message = "Give the day by which it will be done."
        raise Refused(message, reasons=[Reason("missing", message, field="due_on")])


@transaction.atomic
def resolve_line(
    *, line: LineOfEnquiry, status: str, result: str, by: Actor, at: datetime
) -> LineOfEnquiry:
    """Record what came of a line of enquiry; the result is the reason when it is not pursued."""
    _check_line(status, result, line.due_on)
    line.status, line.result = status, clean.text(result, field="result")
    line.reason = line.result if status == "not_pursued" else line.reason
    line.save(update_fields=["status", "result", "reason"])
    events.of_case(line.case, "line_of_enquiry.resolved", by=by, at=at, about=line, status=status)
    return line
