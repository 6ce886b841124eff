"""Saved searches of the queue: looked at on a clock, and their owner is mailed what is new.

A mail holds references and nothing else. What somebody may no longer see is not in it, and a search
of somebody who left the desk stops.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from casefile.models import Force, User
from casefile.services import NotPermitted, Reason, Refused, access, clean, events, messages
from casefile.services.actors import Actor, of_user, system
from intake import clocks, queue_filters
from intake.models import CrimeReport, SavedSearch, SearchHit
from intake.queue_filters import FilterForm

PERIODS = {15: "Every 15 minutes", 60: "Every hour", 1440: "Once a day"}
MOST_SEARCHES = 20
MOST_A_MAIL = 200
LEFT = "Its owner no longer works at this crime desk."


@transaction.atomic
def save(
    *, name: str, filters: Mapping[str, str], every_minutes: int, by: Actor, at: datetime
) -> SavedSearch:
    """Save filters under a name; what waits already is not new.

    Raises:
        Refused: no name, no filter, another period, or very many searches already.
    """
    words = clean.text(name, field="name", limit=80)
    chosen = FilterForm(dict(filters)).chosen
    if not words:
        raise _refused("name", "Give the search a name.")
    if not chosen:
        raise _refused("name", "Choose a filter in the queue first.")
    if every_minutes not in PERIODS:
        raise _refused("every_minutes", "Choose how often from the list.")
    own = SavedSearch.objects.filter(owner=by.account, stopped_at=None)
    if own.count() >= MOST_SEARCHES:
        raise _refused("name", "Stop a search that you no longer need first.")
    search = SavedSearch.objects.create(
        owner=by.account,
        force=_force_of(by),
        name=words,
        filters=chosen,
        every_minutes=every_minutes,
        saved_at=at,
    )
    # The name stays out of the log of the force: people write names of others into it.
    _record(search, "search.saved", by, at, filters=chosen)
    return search


def _force_of(by: Actor) -> Force:
    return Force.objects.get(pk=by.force)


@transaction.atomic
def stop(*, search: SavedSearch, by: Actor, at: datetime, because: str = "") -> SavedSearch:
    """Stop a search for good; twice is once. Raises: NotPermitted, for another's search."""
    locked = SavedSearch.objects.select_for_update().get(pk=search.pk)
    if by.kind != "system" and locked.owner_id != by.id:
        raise NotPermitted("This is somebody else's search.")
    if locked.stopped_at is None:
        locked.stopped_at, locked.stopped_because = at, because
        locked.save(update_fields=["stopped_at", "stopped_because"])
        _record(locked, "search.stopped", by, at, reason=because)
    return locked


def _record(search: SavedSearch, kind: str, by: Actor, at: datetime, **data: object) -> None:
    stream = f"force:{search.force_id}"
    events.append(stream=stream, kind=kind, by=by, at=at, about=search, data=data)


def due(at: datetime) -> list[SavedSearch]:
    """Return the searches whose next look has come. One query."""
    running = SavedSearch.objects.filter(stopped_at=None).order_by("saved_at")
    return [search for search in running if is_due(search, at)]


def is_due(search: SavedSearch, at: datetime) -> bool:
    """Return whether a search is to be looked at now."""
    last = search.looked_at or search.saved_at
    return search.stopped_at is None and last + timedelta(minutes=search.every_minutes) <= at


@transaction.atomic
def look(*, search: SavedSearch, round_: int, at: datetime) -> list[CrimeReport]:
    """Look for what is new, note it and queue one mail; a round that was done does nothing."""
    rows = SavedSearch.objects.select_for_update(of=("self",)).select_related("owner")
    locked = rows.get(pk=search.pk)
    if locked.round != round_ or locked.stopped_at:
        return []
    actor = of_user(locked.owner)
    if not _may_search(locked, actor, at):
        stop(search=locked, by=system(on_behalf_of=locked.owner.name), at=at, because=LEFT)
        return []
    SavedSearch.objects.filter(pk=locked.pk).update(round=F("round") + 1, looked_at=at)
    found = [
        report
        for report in _new(locked, at)[:MOST_A_MAIL]
        if access.may(actor, "report.view", report, at=at)
    ]
    SearchHit.objects.bulk_create(
        SearchHit(search=locked, report=report, round=round_ + 1, found_at=at) for report in found
    )
    if found:
        _mail(locked, locked.owner, found, at)
    return found


def _may_search(search: SavedSearch, actor: Actor, at: datetime) -> bool:
    is_here = search.owner.is_active and actor.force == search.force_id
    return is_here and access.may(actor, "report.list", at=at)


def _new(search: SavedSearch, at: datetime) -> QuerySet[CrimeReport]:
    """Return what the filters find that came, or became so, since it was saved and is untold."""
    waiting = CrimeReport.objects.of_force(search.force_id).waiting()
    rows = queue_filters.narrowed(waiting, search.filters, user=search.owner_id, at=at)
    since = Q(submitted_at__gt=search.saved_at)
    ahead = queue_filters.clock_ahead(search.filters)
    if ahead is not None:
        since |= Q(clock_started_at__gt=clocks.started_when_due(search.saved_at + ahead))
    told = SearchHit.objects.filter(search=search)
    return rows.filter(since).exclude(pk__in=told.values("report_id"))


def _mail(search: SavedSearch, owner: User, found: list[CrimeReport], at: datetime) -> None:
    if not owner.email:
        return  # the page of the search shows what was found
    references = "\n".join(report.reference for report in found)
    messages.queue(
        recipient_id=owner.pk,
        channel="email",
        address=owner.email,
        template="saved_search",
        subject="Something new on your list",
        body=f"New since the last look: {len(found)}\n\n{references}\n\nSign in to read more.\n",
        key=f"search:{search.pk}:{search.round}",
        force=search.force,
        at=at,
    )


def _refused(field: str, message: str) -> Refused:
    return Refused(message, reasons=[Reason(field, message, field=field)], code=field)
