"""Who has a report in hand: one person at a time, for a while, and others see who.

A lease never keeps anybody from reading. It keeps a second person from deciding until they say why
they take over, and the first is told.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from casefile.rules import london
from casefile.services import Reason, Refused, clean, events
from casefile.services.actors import Actor
from casefile.services.guards import guard
from intake.models import CrimeReport, DeskLease, DeskNotice

LEASE_FOR = timedelta(minutes=15)


class Held(Refused):
    """Somebody else has this report in hand."""

    code = "held"


def take(*, report: CrimeReport, by: Actor, at: datetime) -> DeskLease:
    """Take a report in hand when nobody else has it, or renew; return the lease as it now stands.

    The holder of what is returned may be somebody else. Of two who ask at once, one gets it.
    """
    lease = DeskLease(report=report, holder=by.account, taken_at=at, expires_at=at + LEASE_FOR)
    DeskLease.objects.bulk_create([lease], ignore_conflicts=True)
    rows = DeskLease.objects.filter(report=report)
    rows.filter(holder=by.account).update(expires_at=at + LEASE_FOR)
    rows.filter(expires_at__lte=at).update(
        holder=by.account, taken_at=at, expires_at=at + LEASE_FOR
    )
    found = rows.select_related("holder").first()
    # Somebody released it between two of these steps: it is free, so it is taken anew.
    return found or take(report=report, by=by, at=at)


def held_by_another(report: CrimeReport, by: Actor, at: datetime) -> DeskLease | None:
    """Return the lease of somebody else that still runs, or None. One query."""
    running = DeskLease.objects.filter(report=report, expires_at__gt=at).exclude(holder_id=by.id)
    return running.select_related("holder").first()


def require(report: CrimeReport, by: Actor, at: datetime) -> None:
    """Refuse to change a report that somebody else has in hand. Raises: Held."""
    if lease := held_by_another(report, by, at):
        raise Held(_words(lease))


def _words(lease: DeskLease) -> str:
    since = f"{london.time_of(lease.taken_at):%H:%M}"
    return (
        f"{lease.holder.name} has had this report since {since}. Take it over first, and say why."
    )


@guard
def not_held_by_another(
    subject: Any, by: Actor, at: datetime, data: dict[str, Any]
) -> list[Reason]:
    """Two people never decide on one report unknowingly (F25)."""
    lease = held_by_another(subject, by, at)
    return [Reason(Held.code, _words(lease))] if lease else []


@transaction.atomic
def take_over(*, report: CrimeReport, reason: str, by: Actor, at: datetime) -> DeskLease:
    """Take a report from the person who has it, with a reason that they are told.

    Raises:
        Refused: no reason was given, or the report is decided already.
    """
    words = clean.text(reason, field="reason", limit=300)
    if not words:
        message = "Say why you take this over."
        raise Refused(message, reasons=[Reason("reason_missing", message, field="reason")])
    # Locked as a decision locks it, so that a decision of the first comes wholly before or after.
    locked = CrimeReport.objects.select_for_update().get(pk=report.pk)
    if locked.stage != "submitted":
        raise Refused("This report is decided already.", code="decided")
    lease = held_by_another(locked, by, at)
    if lease is None:
        return take(report=report, by=by, at=at)
    first = lease.holder
    lease.holder, lease.taken_at, lease.expires_at = by.account, at, at + LEASE_FOR
    lease.save(update_fields=["holder", "taken_at", "expires_at"])
    DeskNotice.objects.create(
        user=first,
        report=report,
        text=f"{by.name} took over report {report.reference} from you: {words}",
        made_at=at,
    )
    data = {"reason": words, "from": first.name}
    events.append(
        stream=report.stream, kind="report.taken_over", by=by, at=at, about=report, data=data
    )
    return lease


def release(*, report: CrimeReport, by: Actor) -> None:
    """Give a report back, so that others may take it; no effect on what somebody else has."""
    DeskLease.objects.filter(report=report, holder_id=by.id).delete()


def end(report: CrimeReport) -> None:
    """End whatever lease runs on a report: it was decided."""
    DeskLease.objects.filter(report=report).delete()


def release_all(*, user: UUID, before: datetime) -> None:
    """Give back everything that a person took or touched up to a moment: they signed out."""
    held = DeskLease.objects.filter(holder_id=user)
    held.filter(Q(taken_at__lte=before), expires_at__lte=before + LEASE_FOR).delete()


def holders_of(reports: Iterable[CrimeReport], at: datetime) -> dict[UUID, DeskLease]:
    """Return the running lease of each report that has one. One query."""
    wanted = [report.pk for report in reports]
    running = DeskLease.objects.filter(report__in=wanted, expires_at__gt=at)
    return {lease.report_id: lease for lease in running.select_related("holder")}


@transaction.atomic
def unseen_notices(*, user: UUID, at: datetime) -> list[str]:
    """Return what a person has not been told yet, and note that they are told now. Two queries."""
    rows = list(DeskNotice.objects.filter(user_id=user, seen_at=None).order_by("made_at"))
    if rows:
        DeskNotice.objects.filter(pk__in=[row.pk for row in rows]).update(seen_at=at)
    return [row.text for row in rows]
