"""What must be right before a thing changes hands, and what is kept of it: used by hand_overs."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from casefile.models import Exhibit, HandOver, User
from casefile.rules.continuity import ACCEPT_WITHIN
from casefile.rules.labels import compared_seal, read_label
from casefile.rules.permissions import permissions_for
from casefile.services import Reason, Refused, clean
from casefile.services.actors import Actor

KEEPERS = frozenset({"exhibits_officer", "supervisor"})


@dataclass(frozen=True)
class Terms:
    """What both sides are told: where it goes and why, its seal, its condition, until when.

    `scanned` is the code of the label, as its giver or receiver scanned it.
    """

    place: str
    reason: str = ""
    seal_number: str = ""
    condition: str = ""
    shelf: str = ""
    return_on: date | None = None
    scanned: str = ""


@dataclass(frozen=True)
class Outsider:
    """Somebody outside the force, with the mark they made on our screen."""

    name: str
    organisation: str
    typed_name: str = ""
    image_png: bytes | None = field(default=None, repr=False)

    @property
    def words(self) -> str:
        """Name and organisation, as a holder is written."""
        return ", ".join(filter(None, [self.name.strip(), self.organisation.strip()]))


def open_for(exhibit: Exhibit) -> HandOver | None:
    """Return the hand-over of an exhibit that nobody has answered yet. One query."""
    return exhibit.hand_overs.filter(stage="offered").first()


def receivers(force_id: str) -> QuerySet[User]:
    """Return who of a force may take things over: nothing is offered to who cannot answer."""
    roles = {role for row in permissions_for("hand_over.answer") for role in row.roles}
    may_answer = Q(role_rows__role__in=roles, role_rows__revoked_at=None)
    return User.objects.filter(may_answer, force_id=force_id, is_active=True).distinct()


def may_give(exhibit: Exhibit, by: Actor) -> bool:
    """Return whether the actor holds the thing, or keeps the store that does.

    Where its holder cannot sign in any more, a supervisor gives it in their place. What was
    recorded before holders were kept is given by whoever works on the case.
    """
    if exhibit.custody == "store":
        return bool(by.roles & KEEPERS)
    if exhibit.custody == "person" and exhibit.held_by:
        gone = not exhibit.held_by.is_active and "supervisor" in by.roles
        return exhibit.held_by_id == by.id or gone
    return exhibit.custody == ""


def to_give(exhibit: Exhibit, terms: Terms, by: Actor) -> Exhibit:
    """Return the row of a thing that this actor may give now.

    Raises:
        Refused: not a thing in use, not theirs to give, offered already, or terms are missing.
    """
    row = locked(exhibit)
    if row.kind != "physical" or row.stage == "void":
        raise Refused("Only a thing in use changes hands. A file stays in the evidence store.")
    if not may_give(row, by):
        held = row.holder or "somebody else"
        raise Refused(f"{held} holds this: whoever holds a thing hands it over.", code="not_holder")
    if open_for(row):
        raise Refused("It is offered to somebody already.", code="offered_already")
    check(row, terms)
    return row


def locked(exhibit: Exhibit) -> Exhibit:
    """Return the row as it is now, held for this transaction."""
    return Exhibit.objects.select_for_update(of=("self",)).get(pk=exhibit.pk)


def check(exhibit: Exhibit, terms: Terms) -> None:
    """Refuse terms with a part missing, every one named, or the label of another exhibit."""
    wanted = {"place": terms.place, "reason": terms.reason, "seal_number": terms.seal_number,
              "condition": terms.condition}  # fmt: skip
    missing = [name for name, value in wanted.items() if not value.strip()]
    if missing:
        reasons = [
            Reason("missing", f"Give the {name.replace('_', ' ')}.", field=name) for name in missing
        ]
        raise Refused(reasons[0].message, reasons=reasons)
    check_scan(exhibit, terms.scanned)


def check_scan(exhibit: Exhibit, scanned: str) -> None:
    """Once a label is made, both sides scan it (N31)."""
    if not scanned.strip():
        if exhibit.labelled_at:
            raise refused("scan", "Scan the label of the thing.", "scanned")
        return
    try:
        label = read_label(scanned)
    except ValueError as problem:
        raise refused("scan", str(problem), "scanned") from problem
    names = {exhibit.reference, *exhibit.former_names}
    if label.case != str(exhibit.case_id)[:8].upper() or label.reference not in names:
        raise refused("other_label", "This is the label of another exhibit.", "scanned")


def told(exhibit: Exhibit, terms: Terms) -> dict[str, Any]:
    """Return the terms as an entry of continuity names them, with where the thing was before."""
    return {
        "from_holder": exhibit.holder,
        "from_place": exhibit.held_at,
        "place": clean.text(terms.place, field="place", limit=200),
        "shelf": clean.text(terms.shelf, field="shelf", limit=80),
        "reason": clean.text(terms.reason, field="reason", limit=300),
        "seal_number": clean.text(terms.seal_number, field="seal_number", limit=40),
        "condition": clean.text(terms.condition, field="condition", limit=200),
        "return_on": terms.return_on or "",
        "is_scanned": bool(terms.scanned.strip()),
    }


def make(exhibit: Exhibit, terms: Terms, at: datetime, **sides: Any) -> HandOver:
    """Keep a hand-over; `sides` says who gives and who takes."""
    known = told(exhibit, terms)
    kept = ("from_place", "place", "reason", "seal_number", "condition")
    return HandOver.objects.create(
        case=exhibit.case,
        exhibit=exhibit,
        return_on=terms.return_on,
        offered_at=at,
        due_at=at + ACCEPT_WITHIN,
        **{name: known[name] for name in kept},
        **clean.for_columns(HandOver, {"from_name": exhibit.holder or exhibit.held_at, **sides}),
    )


def settle(hand_over: HandOver, at: datetime, *, answer: str) -> None:
    """Keep when a hand-over was answered, and in which words."""
    hand_over.answered_at = at
    hand_over.answer = clean.text(answer, field="condition", limit=300)
    hand_over.save(update_fields=["answered_at", "answer"])


def hold(exhibit: Exhibit, custody: str, holder: str, user: User | None, terms: Terms) -> None:
    """Keep who has the thing from now on, and where."""
    exhibit.custody, exhibit.holder, exhibit.held_by = custody, holder, user
    exhibit.held_at = clean.text(terms.place, field="place", limit=200)
    exhibit.shelf = clean.text(terms.shelf, field="shelf", limit=80)
    exhibit.seal_number = terms.seal_number.strip() or exhibit.seal_number
    exhibit.save(update_fields=["custody", "holder", "held_by", "held_at", "shelf", "seal_number"])


def reseal(exhibit: Exhibit, terms: Terms) -> None:
    """Keep the number of a new seal, put on before the thing was offered."""
    if compared_seal(terms.seal_number) != compared_seal(exhibit.seal_number):
        exhibit.seal_number = terms.seal_number.strip()
        exhibit.save(update_fields=["seal_number"])


def refused(code: str, message: str, field: str) -> Refused:
    """Return a refusal with one reason, at the box where it can be cured."""
    return Refused(message, reasons=[Reason(code, message, field=field)], code=code)
