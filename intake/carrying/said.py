"""What was said and has no box of its own: kept as said; and cameras, as lines of enquiry."""

from datetime import datetime, timedelta

from casefile.models import Case, Person
from casefile.rules import london
from casefile.services import reported, unused
from casefile.services.actors import Actor
from intake.carrying.facts import Answer, Facts
from intake.carrying.people import Cast
from intake.carrying.table import place_of

# Days within which film is asked for, by how long it was said to be kept; a rule of ours, since
# nobody sets how long a private camera keeps its film.
FILM_DAYS = {"day": 0, "week": 2, "month": 7, "longer": 7}
USUAL_FILM_DAYS = 7


def keep(case: Case, cast: Cast, facts: Facts, said_at: datetime, by: Actor, at: datetime) -> None:
    """Keep in the case what was said, and list the film that was spoken of."""
    rows = [
        reported.Said(row.feeds, row.question, row.label, row.words or str(row.value), row.value,
                      _about(row.feeds, cast))
        for row in facts.answers
        if _is_kept(row, facts)
    ]  # fmt: skip
    reported.keep(case=case, said=rows, said_at=said_at, by=by, at=at)
    _list_film(case, facts, by, at)


def _is_kept(row: Answer, facts: Facts) -> bool:
    """Return whether an answer is kept as said: it has no box, or its box holds another answer."""
    place = place_of(row.feeds)
    return place == "said" or (place == "case" and row != facts.all(row.feeds)[0])


def _about(feed: str, cast: Cast) -> Person | None:
    if feed.startswith(("victim.", "risk.")):
        return cast.victim.person
    return cast.reporter if feed.startswith(("needs.", "report.")) else None


def _list_film(case: Case, facts: Facts, by: Actor, at: datetime) -> None:
    days = FILM_DAYS.get(facts.text("cameras.kept"), USUAL_FILM_DAYS)
    kept = facts.lines("cameras.kept")
    for row in facts.all("cameras.described"):
        told = f"\nKept for: {kept}" if kept else ""
        unused.add_line(
            case=case,
            description=f"Ask for the film of cameras named in the report: {row.value}{told}",
            points="both",
            status="outstanding",
            due_on=london.day_of(at) + timedelta(days=days),
            by=by,
            at=at,
        )
