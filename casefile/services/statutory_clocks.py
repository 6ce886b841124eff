"""Which clocks of the law run on a case now. The rows are in rules/statutory_clocks.py."""

from collections.abc import Iterator

from casefile.models import Arrest, Bail, Case, Charge, RecordedCrime
from casefile.rules import london
from casefile.rules.crime_stages import OPEN
from casefile.rules.statutory_clocks import (
    CLOCKS,
    Running,
    charge_limitation_due,
    class_limitation_due,
    detention_due,
    first_bail_due,
)

HELD = ("arrested", "charge_authorised")
NOT_PUT = ("proposed", "authorised")


def of_case(case: Case) -> list[Running]:
    """Return the clocks that run on a case, the next one due first. Four queries."""
    found = [*_detention(case), *_bail(case), *_charges(case), *_crimes(case)]
    return sorted(found, key=lambda running: running.due_at)


def _detention(case: Case) -> Iterator[Running]:
    rows = Arrest.objects.filter(case=case, released_at=None, suspect__stage__in=HELD)
    for row in rows.select_related("suspect__person"):
        due = detention_due(row.arrested_at)
        yield Running(CLOCKS["detention"], row.suspect.person.name, due)


def _bail(case: Case) -> Iterator[Running]:
    rows = Bail.objects.filter(suspect__case=case, ended_at=None)
    for row in rows.select_related("suspect__person"):
        name = row.suspect.person.name
        yield Running(CLOCKS["bail"], name, row.surrender_at)
        if row.suspect.stage in {"arrested", "released"}:
            yield Running(CLOCKS["first_bail"], name, first_bail_due(row.granted_at))


def _charges(case: Case) -> Iterator[Running]:
    rows = Charge.objects.filter(case=case, stage__in=NOT_PUT)
    for row in rows.select_related("offence", "suspect__person"):
        due = charge_limitation_due(row.offence.category, row.from_on, row.offence_id)
        if due:
            about = f"{row.suspect.person.name}: {row.offence.title}"
            yield Running(CLOCKS["limitation"], about, due)


def _crimes(case: Case) -> Iterator[Running]:
    began = case.offence_from_at
    if began is None:
        return
    for row in RecordedCrime.objects.filter(case=case, stage__in=OPEN):
        due = class_limitation_due(
            row.home_office_class,
            london.day_of(began),
            reported_on=london.day_of(row.reported_at),
            is_domestic_abuse="domestic_abuse" in row.flags,
        )
        if due:
            yield Running(CLOCKS["limitation"], f"{row.reference}: {row.title}", due)
