"""Queues messages in the transaction that causes them; a job sends them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from casefile.models import Case, ContactPoint, Force, OutboundMessage, Person
from casefile.rules.messages import MessageRow, row_of
from casefile.services import Refused, actors, contacts, events, jobs

SEND = "casefile.worker.handlers.send_message"


class Barred(Refused):
    """The address is barred: stolen, linked to a suspect, or not verified."""

    code = "barred_address"


@transaction.atomic
def queue(
    *,
    recipient_id: UUID,
    channel: str,
    address: str,
    template: str,
    subject: str,
    body: str,
    key: str,
    case: Case | None = None,
    force: Force | None = None,
    at: datetime,
) -> OutboundMessage:
    """Write a message and the job that sends it; the same key again is the first message.

    `force` says whose it is without a case. To a person it waits for what their plan allows.

    Raises:
        Barred: it may not go there.
        KeyError: the kind of message is not in rules/messages.py.
    """
    if why := _why_not(row_of(template), recipient_id, channel, address, case):
        raise Barred(why)
    message, is_new = OutboundMessage.objects.get_or_create(
        key=key,
        defaults={
            "case": case,
            "force": force,
            "recipient_id": recipient_id,
            "channel": channel,
            "address": address,
            "template": template,
            "subject": subject,
            "body": body,
            "created_at": at,
        },
    )
    if is_new:
        _send_soon(message, at)
    return message


def _why_not(
    row: MessageRow, recipient_id: UUID, channel: str, address: str, case: Case | None
) -> str:
    """Return why a message may not go to an address, or nothing. Up to five queries."""
    value = contacts.normalise(contacts.CHANNEL_KIND[channel], address)
    if _is_barred(value, case):
        return "This number or address is barred from every message."
    if row.to != "person":
        return ""
    person = Person.objects.filter(pk=recipient_id, case=case).first() if case else None
    points = (
        contacts.usable_points(person, channel, only_verified=row.only_verified) if person else []
    )
    if value in {point.value for point in points}:
        return ""
    return "No safe way to reach this person by this message is agreed and verified."


def _is_barred(value: str, case: Case | None) -> bool:
    if case:
        return value in contacts.barred_values(case)
    return ContactPoint.objects.filter(value=value).exclude(barred_reason="").exists()


def _send_soon(message: OutboundMessage, at: datetime) -> None:
    held = _held_until(message, at)
    key = f"message:{message.pk}" + (f":{held.isoformat()}" if held else "")
    payload = {"message_id": str(message.pk)}
    jobs.enqueue(SEND, key=key, payload=payload, at=held or at, after=held)


def _held_until(message: OutboundMessage, at: datetime) -> datetime | None:
    """Return when a person's plan next allows it; None where it need not wait."""
    row = row_of(message.template)
    if row.to != "person" or not row.waits_for_plan:
        return None
    plan = contacts.plan_of(Person.objects.get(pk=message.recipient_id))
    allowed = plan.next_allowed(message.channel, at) if plan else None
    return None if allowed == at else allowed


@transaction.atomic
def deliver(message: OutboundMessage, *, at: datetime) -> None:
    """Send a message, unless its address was barred, or its plan changed, since it was written.

    One that comes too late for the hours of the plan waits for the next.
    """
    row, address = row_of(message.template), message.address
    why = _why_not(row, message.recipient_id, message.channel, address, message.case)
    if why:
        OutboundMessage.objects.filter(pk=message.pk, sent_at=None).update(stopped_reason=why)
    elif _held_until(message, at):
        _send_soon(message, at)
    else:
        mark_sent(message, at=at)


def mark_sent(message: OutboundMessage, *, at: datetime) -> None:
    """Record that a message left; twice is once."""
    if not OutboundMessage.objects.filter(pk=message.pk, sent_at=None).update(sent_at=at):
        return
    if message.case:
        events.of_case(
            message.case,
            "message.sent",
            by=actors.system(),
            at=at,
            about=message,
            channel=message.channel,
            template=message.template,
        )
