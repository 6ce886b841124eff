"""Job handlers of the crime desk: each does its work once, however often it is called."""

from datetime import timedelta
from typing import Any

from casefile import clock
from casefile.models import CaseEvent
from casefile.rules import london
from casefile.services import jobs
from casefile.services.jobs import Claim
from intake import desk_questions, leases, passing_on, report_files, searches
from intake.models import ReportFile, SavedSearch

LOOK_EVERY = timedelta(minutes=1)
REMIND_EVERY = timedelta(hours=1)


def look_for_new(*, claim: Claim, **kwargs: Any) -> None:
    """Have every saved search looked at whose time has come, each by a job of its own."""
    now = clock.now()
    with claim.committing():
        for search in searches.due(now):
            jobs.enqueue(
                "intake.desk_tasks.look_once",
                key=f"search:{search.pk}:{search.round}",
                payload={"search_id": str(search.pk), "round_": str(search.round)},
                at=now,
            )


def look_once(*, claim: Claim, search_id: str, round_: str, **kwargs: Any) -> None:
    """Look at one saved search and queue its mail."""
    search = SavedSearch.objects.get(pk=search_id)
    with claim.committing():
        searches.look(search=search, round_=int(round_), at=clock.now())


def remind_reporters(*, claim: Claim, **kwargs: Any) -> None:
    """Remind reporters of questions whose day to answer is near."""
    now = clock.now()
    for question in desk_questions.due_for_reminder(london.day_of(now)):
        claim.renew(now=clock.real())
        desk_questions.remind(question=question, at=now)


def give_back_reports(*, claim: Claim, event_id: str, subject_id: str, **kwargs: Any) -> None:
    """Give back what a person had open who signed out; what they took since then stays theirs."""
    event = CaseEvent.objects.get(pk=event_id)
    with claim.committing():
        if event.actor_id:
            leases.release_all(user=event.actor_id, before=event.at)


def copy_file(*, claim: Claim, file_id: str, original_id: str, **kwargs: Any) -> None:
    """Seal a file again for the force that received its report, with a receipt of its own.

    Where the first force has not sealed it yet, another job looks again soon.
    """
    original = ReportFile.objects.select_related("stored").get(pk=original_id)
    file = ReportFile.objects.select_related("report__force").get(pk=file_id)
    if original.stored is None:
        again = {"file_id": file_id, "original_id": original_id}
        now = clock.real()
        key = f"copy:{file_id}:{now.isoformat()}"
        with claim.committing():
            jobs.enqueue(passing_on.COPY, key=key, payload=again, at=now, after=now + LOOK_EVERY)
        return
    report_files.seal_again(
        file=file, original=original.stored, claim=claim, now=clock.real, at=clock.now()
    )
