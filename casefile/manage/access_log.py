"""The access log of a force as its auditor reads it: who, when, what; never what a case says."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from casefile.models import Case, CaseEvent, User
from casefile.rules import identifiers
from casefile.rules.events import EVENT_KINDS
from casefile.rules.permissions import PERMISSIONS, SCOPES
from casefile.services import events
from casefile.services.actors import Actor

_ACTIONS = {row.action: row.words for row in PERMISSIONS} | SCOPES
PUBLIC = {"victim": "A victim", "reporter": "A reporter", "visitor": "Somebody not signed in"}


@dataclass(frozen=True)
class Line:
    """One entry of the log in words."""

    at: datetime
    who: str
    what: str
    detail: str
    case: str
    is_refusal: bool


def entries_of(actor: Actor, *, case: str = "", user: str = "") -> QuerySet[CaseEvent]:
    """Return the reads, lists, sign-ins and refused attempts that concern the actor's force.

    `case` is a URN or a crime reference, `user` a user name, a number, or a part of a name.
    """
    cases = Case.objects.of_force(actor.force)
    staff = User.objects.filter(force_id=actor.force) if actor.force else User.objects.none()
    found = CaseEvent.objects.filter(
        Q(stream=actor.home_stream)
        | Q(stream__startswith="access:", case_id__in=cases.values("pk"))
        | Q(kind="report.viewed", actor_id__in=staff.values("pk"))
    )
    if actor.conflicts:
        found = found.exclude(case_id__in=actor.conflicts)
        found = found.exclude(stream__in=[f"report:{key}" for key in actor.conflicts])
    if case:
        wanted = Q(urn=identifiers.normalise_urn(case)) | Q(crimes__reference__iexact=case)
        found = found.filter(case_id__in=cases.filter(wanted).values("pk"))
    if user:
        named = Q(username__iexact=user) | Q(collar_number__iexact=user) | Q(name__icontains=user)
        found = found.filter(actor_id__in=User.objects.filter(named).values("pk"))
    return found.select_related("body")


def lines(entries: list[CaseEvent]) -> list[Line]:
    """Put entries into words; one query for the references of their cases."""
    ids = {entry.case_id for entry in entries if entry.case_id}
    references = {case.pk: case_reference(case) for case in Case.objects.filter(pk__in=ids)}
    return [_line(entry, references) for entry in entries]


def case_reference(case: Case) -> str:
    """Name a case without saying what it is about: its title may hold a name."""
    return case.urn or f"No URN yet ({str(case.pk)[:8]})"


def _line(entry: CaseEvent, references: dict[UUID, str]) -> Line:
    actor = events.actor_in(entry)
    body = events.body_of(entry)
    return Line(
        at=entry.at,
        who=_who(actor),
        what=EVENT_KINDS[entry.kind].words,
        detail=_detail(body) if body is not None else "Erased",
        case=references.get(entry.case_id, "") if entry.case_id else "",
        is_refusal=entry.kind in {"case.refused", "access.refused", "user.sign_in_failed"},
    )


def _who(actor: dict[str, Any]) -> str:
    parts = (actor.get("collar_number"), actor.get("name"))
    name = " ".join(part for part in parts if part)
    return name or PUBLIC.get(actor["kind"], actor["kind"].capitalize())


def _detail(body: dict[str, Any]) -> str:
    page = str(body.get("what", "")).replace(":", ": ").replace("_", " ").replace("-", " ")
    shown = [page, *(str(body.get(key, "")) for key in ("role", "factor", "reason"))]
    if "action" in body:
        shown.append(_ACTIONS.get(body["action"], body["action"]))
    if "hits" in body:
        shown.append(f"{len(body['hits'])} shown")
    return "; ".join(filter(None, shown))
