"""Messages to staff about things: a hand-over that nobody answered, a thing that was not found."""

from collections.abc import Iterable
from datetime import datetime

from casefile.models import Exhibit, HandOver, User
from casefile.rules import london
from casefile.services import messages


def tell(hand_over: HandOver, people: Iterable[User | None], *, at: datetime) -> None:
    """Write to each of the people, once, that nobody answered a hand-over."""
    reference = hand_over.exhibit.reference
    body = (
        f"{hand_over.from_name} offered exhibit {reference} to {hand_over.to_name} on "
        f"{london.day_of(hand_over.offered_at):%-d %B %Y}. Nobody has taken it over yet, so "
        f"{hand_over.from_name} still holds it."
    )
    for user in {user.pk: user for user in people if user}.values():
        _write(
            user,
            "hand_over_waiting",
            f"Exhibit {reference} waits to be taken over",
            body,
            f"hand_over_waiting:{hand_over.pk}:{user.pk}",
            hand_over.exhibit,
            at,
        )


def tell_missing(exhibit: Exhibit, officer: User | None, *, counted: str, at: datetime) -> None:
    """Write to the officer in the case that a count of a store did not find an exhibit."""
    reference = exhibit.reference
    body = f"Exhibit {reference} should be at {exhibit.held_at}. The count did not find it there."
    key = f"exhibit_missing:{exhibit.pk}:{counted}"
    if officer:
        subject = f"Exhibit {reference} was not found in its store"
        _write(officer, "exhibit_missing", subject, body, key, exhibit, at)


def _write(
    user: User, template: str, subject: str, body: str, key: str, exhibit: Exhibit, at: datetime
) -> None:
    if not user.email:
        return
    messages.queue(
        recipient_id=user.pk,
        channel="email",
        address=user.email,
        template=template,
        subject=subject,
        body=body,
        key=key,
        case=exhibit.case,
        at=at,
    )
