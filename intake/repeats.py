"""Counts the earlier reports of the same victim: when a report is sent, and anew each night.

It is a count, not a judgement: who is repeatedly or persistently targeted is for a person to say.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from casefile.services import actors, events
from intake import clocks, match_kinds
from intake.models import CrimeReport, MatchKey, ProposedLink

BATCH = 500


def earlier(report: CrimeReport, *, is_new: bool = False) -> int:
    """Return how many earlier reports are of the same victim. One to three queries.

    One event told twice counts once, and what a person rejected does not count. Of a new report
    nobody has said anything yet.
    """
    window = report.submitted_at - clocks.REPEAT_WITHIN, report.submitted_at
    kinds = match_kinds.VICTIM_IS_SAME_BY
    own = report.match_keys.filter(of_victim=True, kind__in=kinds).values("digest")
    same = MatchKey.objects.filter(of_victim=True, digest__in=own).exclude(report=report)
    found = same.filter(report__submitted_at__range=window)
    keys = set(found.values_list("report_id", flat=True)[:BATCH])
    said = {} if is_new else _said_of(report)
    confirmed = [key for key, state in said.items() if state == "same_people"]
    if confirmed:
        rows = CrimeReport.objects.filter(pk__in=confirmed, submitted_at__range=window)
        keys |= set(rows.values_list("pk", flat=True))
    return len({key for key in keys if said.get(key) not in {"rejected", "same_event"}})


def _said_of(report: CrimeReport) -> dict[UUID, str]:
    links = ProposedLink.objects.filter(Q(report=report) | Q(other=report))
    return {link.other_than(report.pk): link.state for link in links}


@transaction.atomic
def recount(report: CrimeReport, *, at: datetime, is_new: bool = False) -> bool:
    """Count one report anew and record the change; return whether there was one."""
    count = earlier(report, is_new=is_new)
    if count == report.earlier_reports:
        return False
    data = {"from": report.earlier_reports, "to": count}
    report.earlier_reports = count
    report.save(update_fields=["earlier_reports"])
    events.append(
        stream=report.stream,
        kind="report.repeat_counted",
        by=actors.system(),
        at=at,
        about=report,
        data=data,
    )
    return True


def due(at: datetime) -> Iterator[list[CrimeReport]]:
    """Yield, in batches, the reports of the window whose victim may be that of another, or was."""
    keys = MatchKey.objects.filter(
        of_victim=True,
        kind__in=match_kinds.VICTIM_IS_SAME_BY,
        report__submitted_at__gte=at - clocks.REPEAT_WITHIN,
    )
    many = keys.values("digest").annotate(reports=Count("report", distinct=True))
    shared = many.filter(reports__gt=1).values("digest")
    of_many = Q(pk__in=MatchKey.objects.filter(digest__in=shared).values("report_id"))
    rows = CrimeReport.objects.filter(submitted_at__gte=at - clocks.REPEAT_WITHIN)
    rows = rows.filter(of_many | Q(earlier_reports__gt=0)).order_by("pk")
    last: UUID | None = None
    while batch := list((rows.filter(pk__gt=last) if last else rows)[:BATCH]):
        last = batch[-1].pk
        yield batch
