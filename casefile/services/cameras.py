"""Registers cameras, checks their owners, and asks for recordings before they are overwritten."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from casefile.models import Camera, Case, FootageRequest, Force
from casefile.rules import london
from casefile.services import Reason, Refused, actors, clean, events, messages, stages
from casefile.services.actors import Actor

LONGEST = timedelta(hours=24)
KEEPS_AT_MOST_DAYS = 400


@transaction.atomic
def register(
    *,
    camera_id: UUID,
    force: Force,
    owner: str,
    place: str,
    sees: str,
    keeps_days: int,
    contact_name: str,
    contact_email: str,
    contact_phone: str = "",
    at: datetime,
) -> Camera:
    """Register a camera; the same page sent twice is one. It is used once its owner is checked.

    Raises:
        Refused: the days are none that a recorder keeps.
    """
    if not 1 <= keeps_days <= KEEPS_AT_MOST_DAYS:
        raise _refused("days", f"Enter a number from 1 to {KEEPS_AT_MOST_DAYS}.", "keeps_days")
    made, is_new = Camera.objects.get_or_create(
        id=camera_id,
        defaults={
            "force": force,
            "owner": clean.text(owner, field="owner", limit=120),
            "place": clean.text(place, field="place", limit=200),
            "sees": clean.text(sees, field="sees", limit=2000),
            "keeps_days": keeps_days,
            "contact_name": clean.text(contact_name, field="contact_name", limit=120),
            "contact_email": contact_email,
            "contact_phone": clean.text(contact_phone, field="contact_phone", limit=40),
            "registered_at": at,
        },
    )
    if is_new:
        _note(made, "camera.registered", actors.public(identifier=made.pk), at)
    return made


@transaction.atomic
def check(*, camera: Camera, by: Actor, at: datetime) -> Camera:
    """Record that somebody of the force spoke to the owner; only then is the camera used."""
    if Camera.objects.filter(pk=camera.pk, checked_at=None).update(
        checked_at=at, checked_by=by.account
    ):
        _note(camera, "camera.checked", by, at)
    return camera


@transaction.atomic
def remove(*, camera: Camera, by: Actor, at: datetime) -> None:
    """Take a camera off the register; twice is once, and what was asked of it stays."""
    if Camera.objects.filter(pk=camera.pk, removed_at=None).update(removed_at=at):
        _note(camera, "camera.removed", by, at)


def near(case: Case, *, words: str = "") -> QuerySet[Camera]:
    """Return usable cameras of the force whose place or view names a word, by place.

    Without words, those of the case's own place are looked for. One query.
    """
    wanted = [word for word in (words or case.offence_place).split() if len(word) > 3]
    found = Q()
    for word in wanted:
        found |= Q(place__icontains=word) | Q(sees__icontains=word)
    usable = Camera.objects.of_force(case.force_id).usable()
    return usable.filter(found).order_by("place", "pk") if wanted else usable.none()


@transaction.atomic
def ask(
    *, case: Case, camera: Camera, from_at: datetime, to_at: datetime, by: Actor, at: datetime
) -> FootageRequest:
    """Ask a camera's owner for a stretch of time; the same stretch again is the first request.

    The owner reads place and times, and nothing of the case.

    Raises:
        Refused: the times are wrong, the recording is gone, or the camera is not one to ask.
    """
    _check(case, camera, from_at, to_at, at)
    asked, is_new = FootageRequest.objects.get_or_create(
        case=case,
        camera=camera,
        from_at=from_at,
        to_at=to_at,
        defaults={
            "asked_by": by.account,
            "asked_at": at,
            "overwritten_on": overwritten_on(camera, from_at),
        },
    )
    if is_new:
        _send(asked, at)
        events.of_case(case, "footage.asked", by=by, at=at, about=asked, camera=str(camera))
    return asked


def overwritten_on(camera: Camera, recorded_at: datetime) -> date:
    """Return the day from which a recording may be gone."""
    return london.day_of(recorded_at + timedelta(days=camera.keeps_days))


def _check(case: Case, camera: Camera, from_at: datetime, to_at: datetime, at: datetime) -> None:
    if camera.force_id != case.force_id or camera.checked_at is None or camera.removed_at:
        raise _refused("camera", "Choose a checked camera of this force.", "camera")
    if not from_at < to_at <= at:
        raise _refused("times", "The end must be after the start, and not in the future.", "to_at")
    if to_at - from_at > LONGEST:
        raise _refused("long", "Ask for 24 hours at most.", "to_at")
    gone = overwritten_on(camera, to_at)
    if gone <= london.day_of(at):
        raise _refused("gone", "It keeps recordings for fewer days: this is overwritten.", "to_at")


def _send(asked: FootageRequest, at: datetime) -> None:
    start, end = (f"{london.time_of(m):%-d %B %Y, %H:%M}" for m in (asked.from_at, asked.to_at))
    messages.queue(
        recipient_id=asked.camera_id,
        channel="email",
        address=asked.camera.contact_email,
        template="footage_request",
        subject="Please keep a recording",
        body=(
            f"{asked.camera.contact_name},\n\n"
            f"You registered a camera with {asked.case.force}: {asked.camera.place}.\n\n"
            f"Please keep its recording from {start} to {end}, and reply to this message to say "
            "that you have it. An officer will collect it or tell you how to send it.\n\n"
            f"Reference: {str(asked.pk)[:8]}\n"
        ),
        key=f"footage_request:{asked.pk}",
        case=asked.case,
        at=at,
    )


def close(*, asked: FootageRequest, was_received: bool, by: Actor, at: datetime) -> FootageRequest:
    """Record that the recording came in, or that there is none.

    Raises:
        Refused: it is closed already.
    """
    transition = "receive" if was_received else "give_up"
    return stages.move(subject=asked, transition=transition, by=by, at=at)


def _note(camera: Camera, kind: str, by: Actor, at: datetime) -> None:
    stream = f"force:{camera.force_id}"
    events.append(
        stream=stream, kind=kind, by=by, at=at, about=camera, data={"place": camera.place}
    )


def _refused(code: str, message: str, field: str) -> Refused:
    return Refused(message, reasons=[Reason(code, message, field=field)], code=code)
