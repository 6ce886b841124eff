"""Guards of hand-overs and of marking exhibits as not used."""

from datetime import datetime
from typing import Any

from casefile.rules.labels import compared_seal
from casefile.services import Reason, statement_checks
from casefile.services.actors import Actor
from casefile.services.guards import guard


@guard
def is_receiver(subject: Any, by: Actor, at: datetime, data: dict[str, Any]) -> list[Reason]:
    """Only the one to whom it was offered answers."""
    if subject.to_user_id is not None and subject.to_user_id == by.id:
        return []
    return [Reason("not_receiver", "This was offered to somebody else.")]


@guard
def is_giver(subject: Any, by: Actor, at: datetime, data: dict[str, Any]) -> list[Reason]:
    """Only the one who offered it takes the offer back."""
    if subject.from_user_id is not None and subject.from_user_id == by.id:
        return []
    return [Reason("not_giver", "Somebody else offered this.")]


@guard
def seal_is_as_offered(subject: Any, by: Actor, at: datetime, data: dict[str, Any]) -> list[Reason]:
    """The number that the receiver reads on the seal is the one that the giver gave."""
    if compared_seal(str(data.get("seal_number", ""))) == compared_seal(subject.seal_number):
        return []
    message = "The seal number is not the one that was given. Look again, or do not take it over."
    return [Reason("seal_differs", message, field="seal_number")]


@guard
def exhibit_not_named(subject: Any, by: Actor, at: datetime, data: dict[str, Any]) -> list[Reason]:
    """What a signed statement produces is used."""
    if statement_checks.signed_statements_naming(subject):
        return [Reason("named_in_statement", "A signed statement names this exhibit.")]
    return []
