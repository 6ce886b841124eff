"""The files of a report, and what is listed as unused material because of it."""

import re
from datetime import datetime
from typing import Any

import phonenumbers
from django.db import transaction

from casefile.models import Case, Person
from casefile.rules import london
from casefile.services import evidence, unused
from casefile.services.actors import Actor
from casefile.services.reported import Said
from intake.carrying.facts import Facts, facts_of
from intake.carrying.table import PRIVATE
from intake.channels import CHANNELS
from intake.models import CrimeReport, ReportFile

LEFT_OUT = "[how to reach somebody: left out]"
_EMAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().]+")
# Words that name a person who saw it often give a number, too.
_ABOUT_OTHERS = frozenset({"witnesses.described"})
_SHORTEST = 4


def attach(report: CrimeReport, case: Case, by: Actor, at: datetime) -> None:
    """Make the sealed files of a report, and of its incident, part of the case."""
    for file in report.files.select_related("stored"):
        attach_late(file=file, by=by, at=at)
    if report.incident and (audio := report.incident.audio) and audio.case_id is None:
        evidence.attach_to_case(stored=audio, case=case, by=by, at=at)


@transaction.atomic
def attach_late(*, file: ReportFile, by: Actor, at: datetime) -> bool:
    """Make one file part of its report's case, once it is sealed and the case is there.

    A file may be sealed after the report was recorded; asked again, nothing happens.
    """
    case, stored = file.report.case, file.stored
    if case is None or stored is None or stored.case_id is not None:
        return False
    evidence.attach_to_case(stored=stored, case=case, by=by, at=at)
    return True


def list_unused(report: CrimeReport, case: Case, reporter: Person, by: Actor, at: datetime) -> None:
    """List what is presumed to be disclosed: the call, the log, and the account that was given."""
    log = report.incident
    if log and log.audio:
        _list_item(case, f"Recording of the 999 call, incident {log.number}", "a", by, at,
                   content=log.audio)  # fmt: skip
    if log:
        _list_item(case, f"Incident log {log.number}", "b", by, at, text=log.text)
    sent_on = f"{london.day_of(report.submitted_at):%-d %B %Y}"
    description = f"Account given {CHANNELS[report.channel].account} {sent_on}"
    _list_item(case, description, "e", by, at, text=report_in_words(report), about=reporter)


def list_added(report: CrimeReport, case: Case, one: Said, by: Actor, at: datetime) -> None:
    """List words that were added to a report, without how to reach people."""
    words = _without(_private_values(facts_of(report)), one.words, "")
    description = f"Words added to the report {report.reference}"
    _list_item(case, description, "e", by, at, text=f"{one.label}\n{words}")


def _list_item(
    case: Case, description: str, letter: str, by: Actor, at: datetime, **details: Any
) -> None:
    unused.list_item(
        case=case,
        description=description,
        location="Electronic case record",
        origin="report",
        presumption_class=letter,
        by=by,
        at=at,
        **details,
    )


def report_in_words(report: CrimeReport) -> str:
    """Return the questions and answers of a report as text, without how to reach people.

    What was given as a way to reach somebody is taken out of the other answers, too.
    """
    private = _private_values(facts_of(report))
    rows = report.answers.order_by("position").exclude(shown="")
    return "\n\n".join(
        f"{row.label}\n{_without(private, row.shown, row.feeds)}"
        for row in rows
        if row.feeds not in PRIVATE
    )


def _private_values(facts: Facts) -> list[str]:
    values = {
        str(row.value) for row in facts.answers if row.feeds.startswith(("contact.", "plan.proxy"))
    }
    values |= {line for value in values for line in value.splitlines()}
    return sorted((v for v in values if len(v) >= _SHORTEST), key=len, reverse=True)


def _without(private: list[str], words: str, feed: str) -> str:
    for value in private:
        words = re.sub(re.escape(value), LEFT_OUT, words, flags=re.IGNORECASE)
    if feed not in _ABOUT_OTHERS:
        return words
    for match in reversed(list(phonenumbers.PhoneNumberMatcher(words, "GB"))):
        words = words[: match.start] + LEFT_OUT + words[match.end :]
    return _EMAIL.sub(LEFT_OUT, words)
