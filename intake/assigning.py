"""Whose a report is at the desk, beyond the moment in which somebody has it open."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from casefile.models import User
from casefile.rules.permissions import CRIME_DESK
from casefile.services import Reason, Refused, events
from casefile.services.actors import Actor
from intake import leases
from intake.models import CrimeReport


def colleagues(force: str | None) -> QuerySet[User]:
    """Return who works at the crime desk of a force, by name."""
    held = User.objects.filter(
        force_id=force,
        is_active=True,
        role_rows__role__in=CRIME_DESK,
        role_rows__revoked_at=None,
    )
    return held.distinct().order_by("name")


@transaction.atomic
def assign(*, report: CrimeReport, to: User, by: Actor, at: datetime) -> CrimeReport:
    """Give a report to somebody of the desk; the same person again changes nothing.

    Raises:
        Refused: decided already, in somebody else's hands, or not somebody of this desk.
    """
    locked = CrimeReport.objects.select_for_update().get(pk=report.pk)
    if locked.stage != "submitted":
        raise Refused("This report is decided already.", code="decided")
    leases.require(locked, by, at)
    if not colleagues(locked.force_id).filter(pk=to.pk).exists():
        message = "Choose somebody of this crime desk."
        raise Refused(message, reasons=[Reason("not_of_desk", message, field="to")])
    if locked.assigned_to_id == to.pk:
        return locked
    report.assigned_to = locked.assigned_to = to
    locked.save(update_fields=["assigned_to"])
    data = {"user": to.name}
    events.append(
        stream=locked.stream, kind="report.assigned", by=by, at=at, about=locked, data=data
    )
    return locked
