"""What the tracker's pages show, gathered from the published copies only."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from casefile.rules import london
from casefile.rules.source import Source
from victims import duties, rights
from victims.models import Duty, PublishedUpdate, TrackerAccount
from victims.tracker_rules import look_again_on
from victims.update_templates import TEMPLATES, Words, write_out


@dataclass(frozen=True)
class Entry:
    """One piece of news on a page. `cy` is None on an English page.

    `day` is a date to keep, `by_when` the day by which what happens next has happened.
    """

    id: UUID
    happened_at: datetime
    en: Words
    cy: Words | None
    by_when: date | None
    day: date | None
    is_new: bool


@dataclass(frozen=True)
class Silence:
    """Since when there has been no news, and the day by which somebody looks again."""

    since: date
    look_again_on: date
    is_overdue: bool


@dataclass(frozen=True)
class DutyLine:
    """One duty as its victim reads it; `state` is a name of PAGE_WORDS."""

    what: str
    state: str
    day: date | None
    source: Source


@dataclass(frozen=True)
class RightLine:
    """One right, what it gives, and the duties under it."""

    number: int
    title: str
    gives: str
    source: Source
    duties: list[DutyLine]


def entries(
    account: TrackerAccount, *, read_until: datetime | None, at: datetime, language: str
) -> list[Entry]:
    """Return the news a victim may see, newest first. One query."""
    shown = account.updates.visible(at).order_by("-happened_at", "-order")
    return [entry(update, read_until=read_until, language=language) for update in shown]


def entry(update: PublishedUpdate, *, read_until: datetime | None, language: str) -> Entry:
    """Return one piece of news as shown; it is new when published after the visit before."""
    is_new = read_until is not None and bool(
        update.published_at and update.published_at > read_until
    )
    row = TEMPLATES[update.template_id]
    welsh = write_out(row, update.variables, "cy") if language == "cy" else None
    english = Words(update.title, update.body, update.happens_next)
    by_when, day = (None, update.by_when) if row.date_in else (update.by_when, None)
    return Entry(update.pk, update.happened_at, english, welsh, by_when, day, is_new)


def silence(shown: list[Entry], *, at: datetime) -> Silence | None:
    """Return how long there has been nothing new; None on the day of news itself."""
    if not shown:
        return None
    today = london.day_of(at)
    since = london.day_of(max(entry.happened_at for entry in shown))
    again = look_again_on(since)
    return Silence(since, again, again < today) if since < today else None


def dates(
    account: TrackerAccount, *, read_until: datetime | None, at: datetime, language: str
) -> list[Entry]:
    """Return the news that names a day to keep and has not passed, soonest first. One query."""
    kept = [row.id for row in TEMPLATES.values() if row.date_in]
    today = london.day_of(at)
    shown = account.updates.visible(at).filter(template_id__in=kept, by_when__gte=today)
    return [
        entry(update, read_until=read_until, language=language)
        for update in shown.order_by("by_when", "pk")
    ]


def rights_of(account: TrackerAccount, *, at: datetime) -> list[RightLine]:
    """Return the twelve rights with their duties. One query.

    A duty whose news waits for a phone call is left out: its name would be the news.
    """
    lines: dict[int | None, list[DutyLine]] = {}
    for duty in _told(account):
        row = duties.row_of(duty)
        lines.setdefault(duties.right_of(row), []).append(_line(duty, row, at))
    return [
        RightLine(row.number, row.title, row.gives, row.source, lines.get(row.number, []))
        for row in rights.RIGHTS
    ]


def _told(account: TrackerAccount) -> list[Duty]:
    rows = account.duties.select_related("update").order_by("started_at", "code")
    silent = {row.id for row in TEMPLATES.values() if row.waits_for_call}
    held = {TEMPLATES[name].meets for name in silent}
    return [duty for duty in rows if duty.met_at or duty.code not in held]


def _line(duty: Duty, row: rights.NotificationRow, at: datetime) -> DutyLine:
    what = f"{row.event}: {row.tells[:1].lower()}{row.tells[1:]}"
    if duty.exception_reason:
        return DutyLine(what, "set_aside", None, row.source)
    if duty.met_at:
        state = "done_late" if duty.is_late(at) else "done"
        return DutyLine(what, state, london.day_of(duty.met_at), row.source)
    if duty.due_at is None:
        return DutyLine(what, "no_day", None, row.source)
    return DutyLine(what, "late" if duty.is_late(at) else "due", duty.due_on, row.source)
