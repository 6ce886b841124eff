"""What the pages about things show: one thing and who has it, and what waits for somebody."""

from copy import copy
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from casefile.models import Exhibit, HandOver, OfficerHandOver
from casefile.services import access, handling
from casefile.services.actors import Actor
from casefile.services.store_counts import Counted
from casefile.wording import day, plain, when

Row = dict[str, Any]
HAND_OVERS = ["Exhibit", "From", "To", "Offered", "Seal", "Stage"]
IN_HAND = ["Exhibit", "What it is", "Seal", "Where"]
LENT = ["Exhibit", "Who has it", "Since", "To be back"]


def facts(exhibit: Exhibit) -> list[Row]:
    """Return what anybody who handles a thing must know of it."""
    rows = [
        ("Reference", " formerly ".join([exhibit.reference, *exhibit.former_names])),
        ("What it is", exhibit.description),
        ("Seal", exhibit.seal_number or "None recorded"),
        ("Held by", exhibit.holder or "Not recorded"),
        ("Held at", " ".join(filter(None, [exhibit.held_at, exhibit.shelf]))),
    ]
    if exhibit.stage != "held":
        rows.append(("Stage", plain(exhibit.stage)))
    return [{"key": key, "value": value} for key, value in rows]


def offered(hand_over: HandOver) -> list[Row]:
    """Return what the receiver of an offer is shown. The seal is not: they read it themselves."""
    rows = [
        ("Reference", hand_over.exhibit.reference),
        ("What it is", hand_over.exhibit.description),
        ("From", hand_over.from_name),
        ("At", hand_over.from_place),
        ("Goes to", hand_over.place),
        ("Why", hand_over.reason),
        ("Condition as given", hand_over.condition),
        ("Offered", when(hand_over.offered_at)),
    ]
    if hand_over.return_on:
        rows.append(("To be back", day(hand_over.return_on)))
    return [{"key": key, "value": value} for key, value in rows if value]


def actions(exhibit: Exhibit, by: Actor, *, at: datetime) -> list[Row]:
    """Return the next steps that this actor may take with a thing."""
    waiting = handling.open_for(exhibit)
    steps = []
    if waiting and waiting.to_user_id == by.id:
        steps.append(("Take it over, or say why not", "hand-over", waiting.pk))
    if waiting and waiting.from_user_id == by.id:
        steps.append(("Take the offer back", "withdraw-hand-over", waiting.pk))
    is_thing = exhibit.kind == "physical" and exhibit.stage != "void"
    if is_thing and not waiting and handling.may_give(exhibit, by):
        steps += [
            ("Hand it over to somebody of the force", "transfer", exhibit.pk),
            ("Give it to somebody outside the force", "give-outside", exhibit.pk),
        ]
        if exhibit.custody != "store":
            steps.append(("Put it in a store", "put-in-store", exhibit.pk))
    if exhibit.custody == "outside":
        steps.append(("Take it back", "take-back", exhibit.pk))
    if access.may(by, "case.view", exhibit, at=at):
        steps.append(("All about this exhibit", "exhibit", exhibit.pk))
    return [{"text": text, "href": reverse(f"desk:{name}", args=[pk])} for text, name, pk in steps]


def in_hand(by: Actor) -> list[Exhibit]:
    """Return the things that an actor holds, of cases that no interest keeps them from."""
    rows = Exhibit.objects.filter(held_by=by.account, case__force_id=by.force, kind="physical")
    rows = rows.exclude(stage="void").exclude(case_id__in=by.conflicts)
    return list(rows.order_by("reference"))


def in_hand_row(exhibit: Exhibit) -> list[Any]:
    """Return a table row of a thing that its reader holds."""
    item, seal, where, _ = _counted_row(exhibit)
    return [item, exhibit.description, seal, where]


def after_giving(exhibit: Exhibit, by: Actor, *, at: datetime) -> str:
    """Return where to go when a thing was given: who only held it may not open its page then."""
    given = copy(exhibit)
    given.held_by = None
    stays = access.may(by, "exhibit.handle", given, at=at)
    return reverse("desk:item", args=[exhibit.pk]) if stays else reverse("desk:scan")


def waiting_for(by: Actor) -> list[HandOver]:
    """Return what was offered to an actor, or by them, and is not answered yet, oldest first."""
    rows = _open_to(by).filter(Q(to_user_id=by.id) | Q(from_user_id=by.id))
    return list(rows.order_by("offered_at"))


def _open_to(by: Actor) -> QuerySet[HandOver]:
    """Return what is offered in cases that no interest keeps an actor from."""
    rows = HandOver.objects.filter(stage="offered").exclude(case_id__in=by.conflicts)
    return rows.select_related("exhibit")


def offers_to(by: Actor) -> list[HandOver | OfficerHandOver]:
    """Return the things and then the cases that were offered to an actor. Two queries."""
    passed = OfficerHandOver.objects.filter(stage="offered", to_user_id=by.id)
    passed = passed.exclude(case_id__in=by.conflicts).select_related("from_user")
    things = _open_to(by).filter(to_user_id=by.id)
    return [*things.order_by("offered_at"), *passed.order_by("offered_at")]


def offer_task(row: HandOver | OfficerHandOver) -> Row:
    """Return an offer as a row of a task list."""
    if isinstance(row, HandOver):
        what, page = f"exhibit {row.exhibit}", "desk:hand-over"
    else:
        what, page = f"a case from {row.from_user}", "desk:answer-case"
    return {
        "text": f"Take over {what}, or say why not",
        "href": reverse(page, args=[row.pk]),
        "status": "Offered to you",
        "colour": "blue",
    }


def hand_over_row(row: HandOver, by: Actor, *, at: datetime) -> list[Any]:
    """Return a table row of a hand-over that waits."""
    is_mine = row.to_user_id == by.id
    page = "desk:hand-over" if is_mine else "desk:withdraw-hand-over"
    late = {"text": "Waits too long", "colour": "red"}
    todo = {"text": "Waits for you" if is_mine else "Waits", "colour": "blue"}
    return [
        {"text": row.exhibit.reference, "href": reverse(page, args=[row.pk])},
        row.from_name,
        row.to_name,
        when(row.offered_at),
        # The receiver reads the seal on the thing itself.
        "" if is_mine else row.seal_number,
        late if row.due_at <= at else todo,
    ]


def counted(found: Counted) -> dict[str, Any]:
    """Return what the page of a count shows."""
    place = ", ".join(filter(None, [found.store, found.shelf]))
    total = len(found.found) + len(found.missing)
    return {
        "counted": f"{place}: {len(found.found)} of {total} in place",
        "headings": ["Reference", "Seal", "Recorded at", "Held by"],
        "missing": [_counted_row(row) for row in found.missing],
        "extra": [_counted_row(row) for row in found.extra],
        "lent_headings": LENT,
        "overdue": [_lent(row) for row in found.overdue],
        "unread_headings": ["Scanned"],
        "unread": [[{"text": code, "long": True}] for code in found.unread],
    }


def _counted_row(row: Exhibit) -> list[Any]:
    where = " ".join(filter(None, [row.held_at, row.shelf]))
    item = {"text": row.reference, "href": reverse("desk:item", args=[row.pk])}
    return [item, row.seal_number, where, row.holder]


def _lent(row: HandOver) -> list[Any]:
    item = {"text": row.exhibit.reference, "href": reverse("desk:item", args=[row.exhibit_id])}
    back = day(row.return_on) if row.return_on else ""
    return [item, row.to_name, when(row.offered_at), {"text": back, "colour": "red"}]
