"""Hands things over, with both sides of it on record: who gave, who took, seal and condition.

Until somebody takes it over, the giver holds it: there is never a thing without a holder (EV-31).
"""

from datetime import datetime
from io import BytesIO
from typing import Any

from django.db import transaction

from casefile.models import Exhibit, HandOver, StoredObject, User
from casefile.services import (
    Refused,
    cases,
    clean,
    conflicts,
    continuity,
    evidence,
    handling,
    jobs,
)
from casefile.services.actors import Actor, system
from casefile.services.hand_over_alerts import tell
from casefile.services.handling import Outsider, Terms

CHECK = "casefile.worker.handlers.check_hand_over"


@continuity.refusals_recorded("transferred")
def offer(*, exhibit: Exhibit, to: User, terms: Terms, by: Actor, at: datetime) -> HandOver:
    """Offer a thing to somebody of the force; it stays the giver's until they take it over.

    Raises:
        Refused: not a thing in use, not the giver's to give, offered already, or not to them.
    """
    row = handling.to_give(exhibit, terms, by)
    can_answer = handling.receivers(row.case.force_id).filter(pk=to.pk).exists()
    if to.pk == by.id or not can_answer:
        message = "Choose somebody else who works for this force and may take things over."
        raise handling.refused("receiver", message, "to")
    if to.pk in conflicts.kept_from({row.case_id}):
        raise handling.refused(
            "conflict", "They are kept from this case by an interest in it.", "to"
        )
    made = handling.make(
        row, terms, at, from_user=by.account, to_user=to, to_name=to.signature_name
    )
    told = {"hand_over": str(made.pk), "to_holder": made.to_name, **handling.told(row, terms)}
    continuity.enter(row, "transferred", "hand_over.offered", by=by, at=at, **told)
    handling.reseal(row, terms)
    payload = {"hand_over_id": str(made.pk)}
    jobs.enqueue(CHECK, key=f"hand-over:{made.pk}", payload=payload, at=at, after=made.due_at)
    return made


def accept(
    *, hand_over: HandOver, terms: Terms, in_store: bool = False, by: Actor, at: datetime
) -> HandOver:
    """Take a thing over, under the seal number that the receiver reads on it.

    `in_store`: the receiver puts it in the store named as place, which holds it from then on.

    Raises:
        Refused: it was offered to somebody else, answered before, or the seal differs.
    """
    exhibit = hand_over.exhibit
    with continuity.recording_refusals(exhibit, "received", by=by, at=at):
        exhibit = handling.locked(exhibit)
        handling.check_scan(exhibit, terms.scanned)
        told = handling.told(exhibit, terms)
        holder = told["place"] if in_store else by.account.signature_name
        told |= {
            "hand_over": str(hand_over.pk),
            "from_holder": hand_over.from_name,
            "to_holder": holder,
            "reason": hand_over.reason,
        }
        continuity.move(exhibit, "accept", "received", subject=hand_over, by=by, at=at, **told)
        handling.settle(hand_over, at, answer=terms.condition)
        custody = "store" if in_store else "person"
        handling.hold(exhibit, custody, holder, None if in_store else by.account, terms)
    return hand_over


def refuse(*, hand_over: HandOver, reason: str, by: Actor, at: datetime) -> HandOver:
    """Do not take a thing over, and say why; the giver goes on holding it."""
    return _end(hand_over, "refuse", "received", reason, by, at)


def withdraw(*, hand_over: HandOver, reason: str, by: Actor, at: datetime) -> HandOver:
    """Take an offer back that nobody has answered, and say why."""
    return _end(hand_over, "withdraw", "transferred", reason, by, at)


def _end(
    hand_over: HandOver, transition: str, verb: str, reason: str, by: Actor, at: datetime
) -> HandOver:
    exhibit = hand_over.exhibit
    with continuity.recording_refusals(exhibit, verb, by=by, at=at):
        told = {"hand_over": str(hand_over.pk), "from_holder": hand_over.from_name,
                "reason": clean.text(reason, field="reason", limit=300)}  # fmt: skip
        continuity.move(exhibit, transition, verb, subject=hand_over, by=by, at=at, **told)
        handling.settle(hand_over, at, answer=told["reason"])
    return hand_over


@continuity.refusals_recorded("transferred")
def put_in_store(*, exhibit: Exhibit, terms: Terms, by: Actor, at: datetime) -> Exhibit:
    """Put a thing that one holds in a store that nobody is at, such as a locker.

    Raises:
        Refused: as `offer`.
    """
    row = handling.to_give(exhibit, terms, by)
    told = handling.told(row, terms)
    told["to_holder"] = told["place"]
    continuity.enter(row, "transferred", "exhibit.stored", by=by, at=at, **told)
    handling.hold(row, "store", told["place"], None, terms)
    return row


@continuity.refusals_recorded("transferred")
def give_outside(
    *, exhibit: Exhibit, receiver: Outsider, terms: Terms, by: Actor, at: datetime
) -> HandOver:
    """Give a thing to somebody outside the force, who signs for it on the giver's screen (F54).

    Raises:
        Refused: as `offer`, or the receiver is not named or has not signed.
    """
    row = handling.to_give(exhibit, terms, by)
    made = _signed(row, receiver, terms, at, from_user=by.account, to_name=receiver.words)
    told = {"hand_over": str(made.pk), "to_holder": made.to_name, **handling.told(row, terms)}
    told |= {"signed_by": made.signature_name or "a drawn signature"}
    continuity.enter(row, "transferred", "exhibit.transferred", by=by, at=at, **told)
    handling.hold(row, "outside", made.to_name, None, terms)
    return made


@continuity.refusals_recorded("received")
def take_back(
    *, exhibit: Exhibit, giver: Outsider, terms: Terms, by: Actor, at: datetime
) -> HandOver:
    """Take a thing back from outside the force; whoever brings it signs on the receiver's screen.

    Raises:
        Refused: nobody outside has it, or the giver is not named or has not signed.
    """
    row = handling.locked(exhibit)
    if row.custody != "outside":
        raise Refused("Nobody outside the force has this.", code="not_outside")
    handling.check(row, terms)
    name = by.account.signature_name
    made = _signed(row, giver, terms, at, from_name=giver.words, to_name=name, to_user=by.account)
    told = handling.told(row, terms) | {"hand_over": str(made.pk), "from_holder": giver.words}
    told |= {"to_holder": name, "signed_by": made.signature_name or "a drawn signature"}
    continuity.enter(row, "received", "exhibit.taken_back", by=by, at=at, **told)
    handling.hold(row, "person", name, by.account, terms)
    return made


def _signed(
    exhibit: Exhibit, outsider: Outsider, terms: Terms, at: datetime, **sides: Any
) -> HandOver:
    """Make a hand-over that is complete at once: the one outside signs here and now."""
    if not outsider.name.strip():
        raise handling.refused("missing", "Name the person outside the force.", "person")
    if not outsider.typed_name.strip() and not outsider.image_png:
        message = "They sign on the screen, or type their name."
        raise handling.refused("signature_missing", message, "typed_name")
    return handling.make(
        exhibit,
        terms,
        at,
        stage="accepted",
        answered_at=at,
        signature_name=clean.text(outsider.typed_name, field="typed_name", limit=120),
        signature=_keep(exhibit, outsider.image_png, at),
        **sides,
    )


def _keep(exhibit: Exhibit, image_png: bytes | None, at: datetime) -> StoredObject | None:
    if not image_png:
        return None
    return evidence.receive_made(
        content=BytesIO(image_png),
        name=f"signature for {exhibit.reference.replace('/', '-')}.png",
        media_type="image/png",
        case=exhibit.case,
        by=system(),
        at=at,
    )


@transaction.atomic
def alert(*, hand_over_id: str, at: datetime) -> None:
    """Alert giver, receiver and the officer in the case of an offer that nobody answered, once."""
    row = HandOver.objects.select_for_update(of=("self",)).get(pk=hand_over_id)
    if row.stage != "offered" or row.alerted_at:
        return
    row.alerted_at = at
    row.save(update_fields=["alerted_at"])
    told = {"hand_over": str(row.pk), "from_holder": row.from_name, "result": "failed"}
    told |= {"code": "unanswered", "reason": row.reason}
    continuity.enter(row.exhibit, "transferred", "hand_over.overdue", by=system(), at=at, **told)
    tell(row, [row.from_user, row.to_user, cases.officer_in_case(row.case)], at=at)
