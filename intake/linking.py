"""What a person says of two reports that share keys: the same event, the same people, or neither.

Nothing is merged: both reports stay as they are, each with the entry in its log.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from casefile.services import NotFound, Reason, Refused, access, clean, events
from casefile.services.actors import Actor
from intake import match_kinds, matching, repeats
from intake.models import CrimeReport, ProposedLink

MOST_SHOWN = 10
STATES = {
    "same_event": "The same event, told twice",
    "same_people": "The same people, but another event",
    "rejected": "They do not belong together",
}
KINDS = {"same_event": "confirmed", "same_people": "confirmed", "rejected": "rejected"}


@dataclass(frozen=True)
class Proposal:
    """Another report that shares keys with one, and what was said of the two so far."""

    report: CrimeReport
    kinds: frozenset[str]
    score: int
    link: ProposedLink | None


@transaction.atomic
def decide(
    *,
    report: CrimeReport,
    other: CrimeReport,
    state: str,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> ProposedLink:
    """Say what two reports are to each other; said again, the last word holds and both are logged.

    Raises:
        Refused: an unknown answer, or a report and itself.
        NotFound: the other is of another force, or closed to the actor.
    """
    if not access.may(by, "report.view", other, at=at):
        raise NotFound("There is nothing here.")
    if state not in STATES or report.pk == other.pk:
        message = "Say what the two reports are to each other."
        raise Refused(message, reasons=[Reason("state", message, field="state")])
    words = clean.text(reason, field="reason")
    kinds = matching.shared(report, other)
    first, second = sorted((report, other), key=lambda row: row.pk)
    link, _ = ProposedLink.objects.update_or_create(
        report=first,
        other=second,
        defaults={
            "score": match_kinds.score(kinds),
            "why": sorted(kinds),
            "state": state,
            "reason": words,
            "decided_by": by.account,
            "decided_at": at,
        },
    )
    for one, another in ((report, other), (other, report)):
        _record(one, another, link, by, at)
        repeats.recount(one, at=at)
    return link


def _record(
    report: CrimeReport, other: CrimeReport, link: ProposedLink, by: Actor, at: datetime
) -> None:
    events.append(
        stream=report.stream,
        kind=f"report.link_{KINDS[link.state]}",
        by=by,
        at=at,
        about=link,
        data={
            "to": other.reference,
            "result": STATES[link.state],
            "why": link.why,
            "reason": link.reason,
        },
    )


def proposals(report: CrimeReport, actor: Actor) -> list[Proposal]:
    """Return the reports that may belong with one, confirmed and closest first. Five queries."""
    matches = {match.key: match for match in matching.of_report(report)}
    links = _links(report)
    wanted = [*links, *list(matches)[: 5 * MOST_SHOWN]]
    rows = CrimeReport.objects.open_to(actor).filter(pk__in=wanted).select_related("case")
    found = [_proposal(row, matches.get(row.pk), links.get(row.pk)) for row in rows]
    return sorted(found, key=_order)[:MOST_SHOWN]


def _links(report: CrimeReport) -> dict[UUID, ProposedLink]:
    rows = ProposedLink.objects.filter(Q(report=report) | Q(other=report))
    return {row.other_than(report.pk): row for row in rows.select_related("decided_by")}


def _proposal(
    row: CrimeReport, match: matching.Match | None, link: ProposedLink | None
) -> Proposal:
    kinds = match.kinds if match else frozenset(link.why if link else ())
    return Proposal(row, kinds, match_kinds.score(kinds), link)


def _order(row: Proposal) -> tuple[int, int]:
    places = {"same_event": 0, "same_people": 0, "rejected": 2}
    return places[row.link.state] if row.link else 1, -row.score


def why_recorded_already(report: CrimeReport) -> dict[str, str]:
    """Return ground and reason to offer where a person said that it is one event told twice."""
    told = ProposedLink.objects.filter(Q(report=report) | Q(other=report), state="same_event")
    link = told.select_related("report", "other").order_by("-decided_at").first()
    if link is None:
        return {}
    other = link.other if link.report_id == report.pk else link.report
    return {
        "ground": "recorded_already",
        "reason": f"The same event as report {other.reference}.",
    }
