"""Publishes advice to the homes near a burglary, without saying which home it was."""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from django.db import transaction

from casefile.rules import london, prevention
from casefile.services import Reason, Refused, clean, events
from casefile.services.actors import Actor
from intake.models import AreaAdvice, CrimeReport

# What in a report may say where somebody lives, or who they are.
_TELLING = ("offence.place", "contact.address", "reporter.", "victim.given", "victim.family")
_LETTERS = re.compile(r"[^\W\d_]+")


def is_fitting(report: CrimeReport) -> bool:
    """Return whether a report was recorded as a crime that raises the risk to homes near it."""
    if report.case is None:
        return False
    classes = report.case.crimes.values_list("home_office_class", flat=True)
    return prevention.raises_risk_nearby(classes)


@transaction.atomic
def publish(*, report: CrimeReport, area: str, by: Actor, at: datetime) -> AreaAdvice:
    """Publish advice to an area until the raised risk ends; once for each report.

    Raises:
        Refused: not such a crime, the risk is over, or the words could tell which home it was.
    """
    words = clean.text(area, field="area", limit=120)
    if not is_fitting(report):
        raise _refused("not_fitting", "Only a burglary of a home raises the risk to others.")
    happened = report.case.offence_from_at or report.clock_started_at  # type: ignore[union-attr]
    until_on = prevention.risk_ends_on(london.day_of(happened))
    if until_on < london.day_of(at):
        raise _refused("over", "The time of raised risk is over.")
    if problem := telling(words, report):
        raise _refused("telling", problem)
    made, is_new = AreaAdvice.objects.get_or_create(
        report=report,
        defaults={
            "force": report.force,
            "area": words,
            "until_on": until_on,
            "published_by": by.account,
            "published_at": at,
        },
    )
    if is_new:
        data = {"area": words, "until_on": until_on}
        events.append(
            stream=report.stream, kind="area_advice.published", by=by, at=at, about=made, data=data
        )
    return made


@transaction.atomic
def withdraw(*, advice: AreaAdvice, by: Actor, at: datetime) -> None:
    """Take area advice back; twice is once."""
    if not AreaAdvice.objects.filter(pk=advice.pk, withdrawn_at=None).update(withdrawn_at=at):
        return
    stream = advice.report.stream
    events.append(stream=stream, kind="area_advice.withdrawn", by=by, at=at, about=advice)


def telling(area: str, report: CrimeReport) -> str:
    """Return why the words of an area could tell which home it was; nothing when they do not."""
    if not area:
        return "Say which area, such as a neighbourhood."
    if any(sign.isdigit() for sign in area):
        return "Leave out numbers: no house number and no postcode."
    pairs = set(_pairs(area))
    for row in report.answers.filter(question__gt=""):
        if not row.feeds.startswith(_TELLING) or not isinstance(row.value, str):
            continue
        if found := pairs & set(_pairs(row.value)):
            return f"Leave out “{' '.join(min(found))}”: it stands in the report."
        if row.feeds.endswith("family_name") and row.value.lower() in area.lower():
            return "Leave out names of people."
    return ""


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield each two words that stand together: a street has two, a neighbourhood often one."""
    words = [word.lower() for word in _LETTERS.findall(text)]
    yield from pairwise(words)


def _refused(code: str, message: str) -> Refused:
    return Refused(message, reasons=[Reason(code, message, field="area")], code=code)
