"""Counts how the service is used, without cookies and without saying by whom."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Sum

from casefile.rules import london
from intake.channels import ASSISTED, CHANNELS, DIGITAL, PUBLIC
from intake.models import CrimeReport, IncidentLog, ServiceCount


def count(what: str, *, at: datetime) -> None:
    """Count one happening on its day."""
    day = london.day_of(at)
    ServiceCount.objects.get_or_create(day=day, what=what)
    ServiceCount.objects.filter(day=day, what=what).update(times=F("times") + 1)


def count_sent(channel: str, *, at: datetime) -> None:
    """Count a report that was sent in; only the public's own answers how many finish a form."""
    is_own = CHANNELS[channel].door == PUBLIC
    count("sent" if is_own else f"sent:{channel}", at=at)


@dataclass(frozen=True)
class Published:
    """The four figures that a public service publishes; None where there is nothing to count yet.

    Shares are whole per cent. Source: Service Standard, point 10, and the Service Manual on
    measuring success (satisfaction, completion, digital take-up, cost per transaction).
    """

    begun: int
    completed: int
    answers: int
    satisfaction: int | None
    completion: int | None
    take_up: int | None
    cost: None = None


def published() -> Published:
    """Work the figures out. Four queries.

    Satisfied are those who choose one of the two best answers. Digital take-up is the share of
    digital reports among all: those that staff took down, and the calls imported from command and
    control, too. A call whose report staff took down is one contact and counts once.
    Source: intake/channels.py.
    """
    times = dict(ServiceCount.objects.values_list("what").annotate(Sum("times")))
    scores = {score: times.get(f"score:{score}", 0) for score in range(1, 6)}
    reports = CrimeReport.objects
    digital = reports.filter(channel__in=DIGITAL).count()
    assisted = reports.filter(channel__in=ASSISTED).count()
    taken_down = reports.filter(channel__in=ASSISTED, incident=OuterRef("pk"))
    called = IncidentLog.objects.exclude(Exists(taken_down)).count()
    begun, completed = times.get("begun", 0), times.get("sent", 0)
    return Published(
        begun=begun,
        completed=completed,
        answers=sum(scores.values()),
        satisfaction=_share(scores[4] + scores[5], sum(scores.values())),
        completion=_share(completed, begun),
        take_up=_share(digital, digital + assisted + called),
    )


def _share(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None
