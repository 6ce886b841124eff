"""Job handlers of the record itself; each app above keeps its own in its tasks module."""

from typing import Any

from casefile import clock
from casefile.models import OutboundMessage
from casefile.services import jobs, messages


def send_message(*, claim: jobs.Claim, message_id: str, **kwargs: Any) -> None:
    """Deliver one message: in the embedded profile, to the outbox page, which reads the row."""
    message = OutboundMessage.objects.select_related("case").get(pk=message_id)
    with claim.committing():
        messages.mark_sent(message, at=clock.now())
