"""Writes what was done to an exhibit: an entry of the chain, and its copy for pages and lists.

What the header of an entry holds already (who, role, release, place in the chain) is not said
again; the rest of what evidence of continuity must name is in its body.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import models, transaction

from casefile.models import CaseEvent, ContinuityEntry, Exhibit, StoredObject
from casefile.rules.continuity import VERBS
from casefile.rules.markings import marking_of
from casefile.services import Refused, clean, events, stages
from casefile.services.actors import Actor

Given = ParamSpec("Given")
Done = TypeVar("Done")
SHOWN = ("from_holder", "to_holder", "place", "reason", "seal_number", "condition", "code")


def particulars(exhibit: Exhibit, verb: str, **told: Any) -> dict[str, Any]:
    """Return the body of an entry about an exhibit: what it was and where, as known now."""
    content = exhibit.content
    file = _file(content) if content else {}
    held = {"to_holder": exhibit.holder, "place": exhibit.held_at}
    sealed = {"seal_number": exhibit.seal_number} if exhibit.seal_number else {}
    return {
        "verb": VERBS[verb].code,
        "exhibit": str(exhibit.pk),
        "reference": exhibit.reference,
        "title": exhibit.description,
        "force": exhibit.case.force_id,
        "marking": marking_of(exhibit.case.flags),
        "result": "success",
        **file,
        **held,
        **sealed,
        **told,
    }


def _file(content: StoredObject) -> dict[str, Any]:
    digest = f"sha256:{content.sha256}"
    return {"object": str(content.pk), "sha256": digest, "size_bytes": content.size_bytes}


@transaction.atomic
def enter(
    exhibit: Exhibit,
    verb: str,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    **told: Any,
) -> ContinuityEntry:
    """Append the entry, and its copy. `told` is what is particular to this handling."""
    body = particulars(exhibit, verb, **told)
    event = events.of_case(exhibit.case, kind, by=by, at=at, about=exhibit, **body)
    return copy(exhibit, event, body, by=by)


def copy(exhibit: Exhibit, event: CaseEvent, body: dict[str, Any], *, by: Actor) -> ContinuityEntry:
    """Keep the copy of an entry of the chain that was made elsewhere, as by a change of stage.

    Raises:
        BadText: something that was told is too long to be kept.
    """
    last = exhibit.continuity.order_by("-number").first()
    shown = {name: str(body.get(name, "")) for name in SHOWN}
    return ContinuityEntry.objects.create(
        exhibit=exhibit,
        number=last.number + 1 if last else 1,
        verb=body["verb"],
        **clean.for_columns(ContinuityEntry, shown),
        done_by=by.user.signature_name if by.user else by.name,
        result=body["result"],
        event_id=event.pk,
        at=event.at,
    )


@transaction.atomic
def move(
    exhibit: Exhibit,
    transition: str,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    subject: models.Model | None = None,
    **told: Any,
) -> ContinuityEntry:
    """Move an exhibit, or a hand-over of it, to another stage, with all that continuity names.

    Raises:
        Refused: as stages.move.
    """
    body, moved = particulars(exhibit, verb, **told), subject or exhibit
    stages.move(subject=moved, transition=transition, by=by, at=at, data=body)
    rows = CaseEvent.objects.filter(stream=exhibit.case.stream, subject_id=moved.pk)
    return copy(exhibit, rows.latest("sequence"), body, by=by)


@contextmanager
def recording_refusals(exhibit: Exhibit, verb: str, *, by: Actor, at: datetime) -> Iterator[None]:
    """Do something to an exhibit in one transaction; if it is refused, put that on record (EV-32).

    The refusal is written in a transaction of its own, after the one that it undid.
    """
    try:
        with transaction.atomic():
            yield
    except Refused as refusal:
        exhibit.refresh_from_db()
        why = {reason.code: reason.message for reason in refusal.reasons}
        told = {"result": "refused", "code": refusal.code[:40], "refused": why}
        enter(
            exhibit,
            verb,
            "exhibit.handling_refused",
            by=by,
            at=at,
            reason=str(refusal)[:300],
            **told,
        )
        raise


def refusals_recorded(verb: str) -> Callable[[Callable[Given, Done]], Callable[Given, Done]]:
    """Make a service that takes `exhibit`, `by` and `at` put its refusals on record."""

    def decorate(service: Callable[Given, Done]) -> Callable[Given, Done]:
        @wraps(service)
        def recorded(*args: Given.args, **kwargs: Given.kwargs) -> Done:
            exhibit, by, at = (kwargs[name] for name in ("exhibit", "by", "at"))
            with recording_refusals(exhibit, verb, by=by, at=at):  # type: ignore[arg-type]
                return service(*args, **kwargs)

        return recorded

    return decorate
