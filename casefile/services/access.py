"""Who may do what, and who looked: `may`, `visible_to`, and the entries of the access streams."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from casefile.models import BreakGlass, Case, Submission
from casefile.rules.permissions import Permission, permissions_for
from casefile.services import NotFound, NotPermitted, Refused, clean, events
from casefile.services.actors import Actor
from casefile.services.guards import case_of

BREAK_GLASS_FOR = timedelta(hours=12)
READ_ACTIONS = {"case.view"}
SEEING_ACTIONS = ("case.view", "submission.view", "custody.view", "report.view")


def may(actor: Actor, action: str, subject: Model | None = None, *, at: datetime) -> bool:
    """Return whether the actor may do this to the subject: a case, a part of one, a report.

    Nobody may do anything to what they have an interest in, not even know that it is there.
    """
    if actor.conflicts and not actor.conflicts.isdisjoint(_keys_of(subject)):
        return False
    if not _is_open_to(actor, subject):
        return False
    held = [row for row in permissions_for(action) if actor.roles & set(row.roles)]
    return any(_reaches(row, actor, subject, at) for row in held)


def _is_open_to(actor: Actor, subject: Any) -> bool:
    """Return whether nothing about the subject, or the report it is part of, is kept for a few."""
    for part in (subject, getattr(subject, "report", None)):
        few = getattr(part, "only_for", ())
        if few and actor.roles.isdisjoint(few):
            return False
    return True


def _reaches(row: Permission, actor: Actor, subject: Any, at: datetime) -> bool:
    if row.reach == "self":
        return True
    if row.reach == "offered":
        return actor.id is not None and getattr(subject, "to_user_id", None) == actor.id
    if row.reach == "held":
        return _is_in_hand(subject, actor)
    if row.reach == "force":
        # A prosecutor has no force, and must not match what has none either.
        own = actor.force is not None and getattr(_root(subject), "force_id", None) == actor.force
        return subject is None or own
    if isinstance(subject, Submission) and row.reach == "area":
        # One version may go to another area than the last, and none is seen before it has left.
        return subject.submitted_at is not None and subject.cps_area == actor.area
    case = case_of(subject)
    return case is not None and (
        _within(row.reach, actor).filter(pk=case.pk).exists()
        or (row.action in READ_ACTIONS and has_broken_glass(actor, case, at=at))
    )


def _is_in_hand(subject: Any, actor: Actor) -> bool:
    """Whether the actor has a thing, or what an offer is about, in hand, and is of its force."""
    thing = getattr(subject, "exhibit", subject)
    has = actor.id is not None and getattr(thing, "held_by_id", None) == actor.id
    return has and actor.force is not None and thing.case.force_id == actor.force


def _keys_of(subject: Any) -> set[Any]:
    """Return the keys under which somebody may be kept from a subject: its own, its owners'."""
    keys = {getattr(subject, name, None) for name in ("pk", "report_id", "subject_id")}
    for case in (case_of(subject), case_of(getattr(subject, "report", None))):
        keys.add(case.pk if case else None)
    return keys | set(getattr(subject, "conflict_keys", ()))


def _root(subject: Any) -> Any:
    return case_of(subject) or subject


def _within(reach: str, actor: Actor) -> QuerySet[Case]:
    if reach == "area":
        return Case.objects.sent_to_area(actor.area) if actor.area else Case.objects.none()
    own_force = Case.objects.of_force(actor.force)
    if reach == "assigned":
        return own_force.assigned_to(actor.id)
    return own_force.with_an_arrest()


def visible_to(actor: Actor, action: str = "case.view") -> QuerySet[Case]:
    """Return the cases an actor's roles reach for an action; emergency access is never listed.

    Who holds a thing is not let into its case by that.
    """
    found = Case.objects.none()
    for row in permissions_for(action):
        if actor.roles & set(row.roles) and row.reach != "held":
            found = found | _within(row.reach, actor)
    return found.exclude(pk__in=actor.conflicts).distinct()


def require(actor: Actor, action: str, subject: Model, *, at: datetime) -> None:
    """Refuse an actor who may not do this, and record the attempt.

    Raises:
        NotPermitted: the actor can see the subject, but not do this.
        NotFound: the actor may not even know that it is there.
    """
    if may(actor, action, subject, at=at):
        return
    record_refusal(actor, action, subject, at=at)
    if any(may(actor, seen, subject, at=at) for seen in SEEING_ACTIONS):
        raise NotPermitted("You may see this, but your role does not allow that step.")
    raise NotFound("There is nothing here.")


def record_refusal(
    actor: Actor, action: str, subject: Model | None = None, *, at: datetime
) -> None:
    """Record a refused attempt in its own transaction, so that refusing does not undo it."""
    case = case_of(subject)
    with transaction.atomic():
        events.append(
            stream=case.access_stream if case else actor.home_stream,
            kind="case.refused" if case else "access.refused",
            by=actor,
            at=at,
            about=subject,
            case=case,
            data={"action": action},
        )


def record_read(
    actor: Actor, subject: Model, *, at: datetime, what: str, reason: str = "", **details: Any
) -> None:
    """Record that personal data was read. Called before the response: no entry, no answer."""
    case = case_of(subject)
    stream = case.access_stream if case else getattr(subject, "stream", actor.home_stream)
    kind = {"access": "case.viewed", "report": "report.viewed"}.get(
        stream.partition(":")[0], "list.viewed"
    )
    events.append(
        stream=stream,
        kind=kind,
        by=actor,
        at=at,
        about=subject,
        case=case,
        data={"what": what, "reason": reason, **details},
    )


def record_list(actor: Actor, *, at: datetime, what: str, hits: list[str], **details: Any) -> None:
    """Record a list that was shown, with each hit on it; `details` say why and what was asked."""
    events.append(
        stream=actor.home_stream,
        kind="list.viewed",
        by=actor,
        at=at,
        data={"what": what, "hits": hits, **details},
    )


def record_log_read(actor: Actor, *, at: datetime, asked: dict[str, str], shown: int) -> None:
    """Record that the log itself was read: what was asked of it and how much was shown."""
    data = {"what": "access log", "asked": asked, "shown": shown}
    events.append(stream=actor.home_stream, kind="log.viewed", by=actor, at=at, data=data)


def has_broken_glass(actor: Actor, case: Case, *, at: datetime) -> bool:
    """Return whether the actor holds emergency access to the case at this moment."""
    if actor.id is None:
        return False
    live = BreakGlass.objects.filter(case=case, user_id=actor.id, ends_at__gt=at)
    return live.filter(opened_at__lte=at).exists()


@transaction.atomic
def break_glass(*, case: Case, by: Actor, at: datetime, reason: str) -> BreakGlass:
    """Give emergency read access to a case of the own force, for a time; a supervisor reviews it.

    Raises:
        NotPermitted: the case is of another force, or the role does not allow it.
        Refused: no reason was given.
    """
    if not may(by, "break_glass.open", case, at=at):
        raise NotPermitted("Emergency access is for cases of your own force.")
    text = clean.text(reason, field="reason")
    if len(text) < 10:
        raise Refused("Say why you need this case now.", code="reason_missing")
    row = BreakGlass.objects.create(
        case=case, user=by.account, reason=text, opened_at=at, ends_at=at + BREAK_GLASS_FOR
    )
    events.append(
        stream=case.access_stream,
        kind="break_glass.opened",
        by=by,
        at=at,
        about=row,
        case=case,
        data={"reason": text},
    )
    return row


@transaction.atomic
def review_break_glass(
    *, row: BreakGlass, by: Actor, at: datetime, was_justified: bool, note: str
) -> BreakGlass:
    """Record a supervisor's review of emergency access; never by the person who took it.

    Raises:
        NotPermitted: own access, another force, or not a supervisor.
        Refused: it was reviewed before.
    """
    if row.user_id == by.id or not may(by, "break_glass.review", row.case, at=at):
        raise NotPermitted("Another supervisor of the force reviews this.")
    if row.reviewed_at:
        raise Refused("This was reviewed already.", code="already_reviewed")
    row.reviewed_by, row.reviewed_at = by.account, at
    row.was_justified, row.review_note = was_justified, clean.text(note, field="note")
    row.save(update_fields=["reviewed_by", "reviewed_at", "was_justified", "review_note"])
    events.append(
        stream=row.case.access_stream,
        kind="break_glass.reviewed",
        by=by,
        at=at,
        about=row,
        case=row.case,
        data={"was_justified": was_justified, "note": row.review_note},
    )
    return row
