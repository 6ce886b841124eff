"""The small marks beside a report in the queue, each with its colour.

One function a kind of mark; each reads what it needs for a whole page of reports in one query.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from intake import clocks, vulnerability
from intake.models import CrimeReport, DeskQuestion, ReportAddition, ReportFlag

Flag = dict[str, str]
Flags = dict[UUID, list[Flag]]
Marker = Callable[[Sequence[CrimeReport], datetime], Flags]


def _flag(text: str, colour: str) -> Flag:
    return {"text": text, "colour": colour}


def _read(reports: Sequence[CrimeReport], at: datetime) -> Flags:
    return {report.pk: [flag] for report in reports if (flag := _reading_of(report, at))}


def _reading_of(report: CrimeReport, at: datetime) -> Flag | None:
    if report.first_read_at or report.stage != "submitted":
        return None
    if clocks.is_unread_too_long(report.priority, report.submitted_at, at):
        return _flag("Unread too long", "red")
    return _flag("Unread", "yellow")


def _passed_on(reports: Sequence[CrimeReport], at: datetime) -> Flags:
    flag = _flag("From another force", "purple")
    return {report.pk: [flag] for report in reports if report.transferred_from_id}


def _asked(reports: Sequence[CrimeReport], at: datetime) -> Flags:
    asked = DeskQuestion.objects.filter(report__in=[report.pk for report in reports])
    counts = asked.values("report_id").annotate(
        waiting=Count("pk", filter=Q(answered_at=None)), every=Count("pk")
    )
    return {
        row["report_id"]: [
            _flag("Waits for an answer", "grey") if row["waiting"] else _flag("Answered", "green")
        ]
        for row in counts.order_by()
    }


def _added(reports: Sequence[CrimeReport], at: datetime) -> Flags:
    added = ReportAddition.objects.filter(report__in=[report.pk for report in reports])
    flag = _flag("More was added", "blue")
    return {pk: [flag] for pk in added.order_by().values_list("report_id", flat=True).distinct()}


def _repeat(reports: Sequence[CrimeReport], at: datetime) -> Flags:
    mark = _flag("Repeat victim", "purple")
    return {report.pk: [mark] for report in reports if report.earlier_reports}


def _vulnerable(reports: Sequence[CrimeReport], at: datetime) -> Flags:
    rows = ReportFlag.objects.filter(report__in=[row.pk for row in reports], ended_at=None)
    found: Flags = {}
    # A flag that not all may see is no mark that all see.
    for pk, code in (
        rows.exclude(visible_to__in=vulnerability.RESTRICTED)
        .order_by("set_at")
        .values_list("report", "code")
    ):
        found.setdefault(pk, []).append(_flag(vulnerability.FLAGS[code].words, "turquoise"))
    return found


MARKERS: tuple[Marker, ...] = (_read, _repeat, _vulnerable, _passed_on, _asked, _added)


def of(reports: Sequence[CrimeReport], at: datetime) -> Flags:
    """Return the marks of each report, in the order of MARKERS. One query for most of them."""
    found: Flags = {report.pk: [] for report in reports}
    for marker in MARKERS:
        for pk, flags in marker(reports, at).items():
            found[pk] += flags
    return found
