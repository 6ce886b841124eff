"""Queues messages in the transaction that causes them; a job sends them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from casefile.models import Case, ContactPoint, Force, OutboundMessage
from casefile.services import Refused, actors, events, jobs

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

    `force` says whose it is when there is no case. Raises: Barred, for anybody in the case.
    """
    barred = ContactPoint.objects.filter(value=address).exclude(barred_reason="")
    if barred.filter(person__case=case).exists() if case else barred.exists():
        raise Barred("This number or address is barred from every message.")
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


def _send_soon(message: OutboundMessage, at: datetime) -> None:
    payload = {"message_id": str(message.pk)}
    jobs.enqueue(SEND, key=f"message:{message.pk}", payload=payload, at=at)


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
