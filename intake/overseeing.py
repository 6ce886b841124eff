"""What the registrar watches, as lists: never what the person reading has an interest in."""

from datetime import datetime, timedelta

from django.db.models import F, QuerySet

from casefile.models import CrimeCancellation, RecordedCrime
from casefile.rules.crime_classes import N100
from casefile.rules.recording_rules import RECORD_WITHIN_HOURS
from casefile.services.actors import Actor
from intake.models import CrimeReport, SignOff

MOST = 50
LOOK_BACK = timedelta(days=90)
LIMIT = timedelta(hours=RECORD_WITHIN_HOURS)
SIGN_OFFS = SignOff.objects.select_related("report__force", "asked_by", "answered_by")


def overdue(actor: Actor, at: datetime) -> list[CrimeReport]:
    """Return reports that wait although their 24 hours are over. One query."""
    rows = CrimeReport.objects.open_to(actor).past_recording(at)
    return list(rows.order_by("clock_started_at", "pk")[:MOST])


def sign_offs(actor: Actor) -> list[SignOff]:
    """Return what waits to be signed off, the oldest first. One query."""
    reports = CrimeReport.objects.open_to(actor)
    rows = SIGN_OFFS.filter(report__in=reports, was_approved=None)
    return list(rows.order_by("asked_at", "pk")[:MOST])


def late(actor: Actor, at: datetime) -> list[RecordedCrime]:
    """Return crimes that were recorded late in the last while, newest first. One query."""
    rows = _crimes(actor).filter(recorded_at__gt=F("reported_at") + LIMIT)
    return list(rows.filter(recorded_at__gte=at - LOOK_BACK).order_by("-recorded_at", "pk")[:MOST])


def kept(actor: Actor) -> list[RecordedCrime]:
    """Return what is kept under N100, newest first. One query."""
    rows = _crimes(actor).filter(home_office_class=N100).exclude(stage="cancelled")
    return list(rows.order_by("-recorded_at", "pk")[:MOST])


def cancelled(actor: Actor, at: datetime) -> list[CrimeCancellation]:
    """Return records cancelled in the last while, newest first. One query."""
    rows = CrimeCancellation.objects.filter(crime__in=_crimes(actor))
    recent = rows.filter(cancelled_at__gte=at - LOOK_BACK).select_related("crime", "cancelled_by")
    return list(recent.order_by("-cancelled_at", "pk")[:MOST])


def _crimes(actor: Actor) -> QuerySet[RecordedCrime]:
    return RecordedCrime.objects.of_force(actor.force).exclude(case_id__in=actor.conflicts)
