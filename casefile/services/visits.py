"""Visits to victims: booked with them, called off with a reason, or made."""

from datetime import datetime, timedelta

from django.db import transaction

from casefile.models import User, Victim, Visit
from casefile.services import Reason, Refused, clean, events, stages
from casefile.services.actors import Actor

# Two visits closer together than this cannot both be kept.
APART = timedelta(minutes=60)


@transaction.atomic
def book(
    *,
    victim: Victim,
    officer: User,
    visit_at: datetime,
    place: str = "",
    by: Actor,
    at: datetime,
) -> Visit:
    """Book a visit; the same victim, officer and moment again is the first booking.

    Raises:
        Refused: in the past, the officer is of another force or cannot come, or has another visit.
    """
    if visit_at <= at:
        raise _refused("visit_past", "The visit must be in the future.", "visit_at")
    if officer.force_id != victim.case.force_id or not officer.is_active:
        raise _refused("officer", "Choose an officer of this force.", "officer")
    # Bookings of one officer wait for each other, so that two at once cannot both be free.
    User.objects.select_for_update().get(pk=officer.pk)
    near = Visit.objects.filter(
        officer=officer,
        stage="booked",
        visit_at__gt=visit_at - APART,
        visit_at__lt=visit_at + APART,
    )
    for other in near:
        if (other.victim_id, other.visit_at) == (victim.pk, visit_at):
            return other
        raise _refused("busy", "The officer has another visit within the hour.", "visit_at")
    return _book(victim, officer, visit_at, clean.text(place, field="place", limit=300), by, at)


def _book(
    victim: Victim, officer: User, visit_at: datetime, place: str, by: Actor, at: datetime
) -> Visit:
    visit = Visit.objects.create(
        case=victim.case,
        victim=victim,
        officer=officer,
        visit_at=visit_at,
        place=place,
        booked_at=at,
    )
    events.of_case(
        victim.case,
        "visit.booked",
        by=by,
        at=at,
        about=victim,
        visit_at=visit_at,
        officer=officer.name,
    )
    return visit


@transaction.atomic
def cancel(*, visit: Visit, reason: str, by: Actor, at: datetime) -> Visit:
    """Call a visit off; the victim is told.

    Raises:
        Refused: no reason, or it is over already.
    """
    data = {"reason": reason, "visit_at": visit.visit_at}
    stages.move(subject=visit, transition="cancel", by=by, at=at, data=data)
    visit.reason = clean.text(reason, field="reason")
    visit.save(update_fields=["reason"])
    return visit


def keep(*, visit: Visit, by: Actor, at: datetime) -> Visit:
    """Record that a visit was made.

    Raises:
        Refused: it is still to come, or over already.
    """
    return stages.move(subject=visit, transition="keep", by=by, at=at)


def _refused(code: str, message: str, field: str) -> Refused:
    return Refused(message, reasons=[Reason(code, message, field=field)], code=code)
