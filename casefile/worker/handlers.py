"""Job handlers of the record itself; each app above keeps its own in its tasks module."""

from typing import Any

from casefile import clock
from casefile.models import Case, CaseEvent, Derivation, OutboundMessage, StoredObject, User
from casefile.services import (
    actors,
    clips,
    derived,
    hand_overs,
    jobs,
    messages,
    prevention,
    scanning,
)


def send_message(*, claim: jobs.Claim, message_id: str, **kwargs: Any) -> None:
    """Deliver one message, if it may still go: to the outbox page in the embedded profile."""
    message = OutboundMessage.objects.select_related("case").get(pk=message_id)
    with claim.committing():
        messages.deliver(message, at=clock.now())


def give_advice(*, claim: jobs.Claim, case_id: str, **kwargs: Any) -> None:
    """Give the advice that fits a crime just recorded; what was given before is not repeated."""
    case = Case.objects.get(pk=case_id)
    with claim.committing():
        prevention.give(case=case, by=actors.system(), at=claim.caused_at)


def scan_object(*, claim: jobs.Claim, stored_id: str, stream: str, **kwargs: Any) -> None:
    """Scan one sealed file for malware."""
    stored = StoredObject.objects.select_related("case").get(pk=stored_id)
    scanning.scan(stored=stored, stream=stream, claim=claim, now=clock.real, at=clock.now())


def derive(
    *,
    claim: jobs.Claim,
    stored_id: str,
    kind: str,
    repeats_id: str = "",
    user_id: str = "",
    **kwargs: Any,
) -> None:
    """Make one file out of a stored one, or make it again because somebody asked."""
    stored = StoredObject.objects.select_related("case", "force").get(pk=stored_id)
    user = User.objects.filter(pk=user_id).first() if user_id else None
    derived.make(
        stored=stored,
        kind=kind,
        claim=claim,
        now=clock.real,
        at=clock.now,
        repeats=Derivation.objects.get(pk=repeats_id) if repeats_id else None,
        asked_by=user.signature_name if user else "",
    )


def cut_clip(*, claim: jobs.Claim, event_id: str, **kwargs: Any) -> None:
    """Cut the part of a recording that somebody asked for."""
    asked = CaseEvent.objects.get(pk=event_id)
    clips.cut(asked=asked, claim=claim, now=clock.real, at=clock.now)


def check_hand_over(*, claim: jobs.Claim, hand_over_id: str, **kwargs: Any) -> None:
    """Alert everybody concerned if nobody has answered for what was offered."""
    with claim.committing():
        hand_overs.alert(hand_over_id=hand_over_id, at=clock.now())
