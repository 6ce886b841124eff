"""What the queue can be narrowed to; the same filters under a name are a saved search."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet

from casefile.rules import london
from intake import clocks
from intake.form_names import FORM_NAMES
from intake.models import CrimeReport, DeskLease

SOON = timedelta(hours=4)


def _choices(field: str, **words: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=field, choices=[("", "Any"), *words.items()], required=False)


class FilterForm(forms.Form):
    """The filters as they stand in the address. A value that is none of these filters nothing."""

    form = _choices("Form", **FORM_NAMES)
    priority = _choices("Priority", high="High", standard="Standard", uncertain="Uncertain")
    clock = _choices(
        "24 hours", overdue="Overdue", soon=f"Less than {SOON.seconds // 3600} hours left"
    )
    reading = _choices("Reading", unread="Not read yet")
    whose = _choices(
        "Who has it", mine="I have it, or it is mine", held="Somebody has it", nobody="Nobody"
    )
    since = forms.DateField(
        label="First reported from",
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        required=False,
        error_messages={"invalid": "Enter the first day like 17/11/2026"},
    )
    until = forms.DateField(
        label="First reported to",
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        required=False,
        error_messages={"invalid": "Enter the last day like 17/11/2026"},
    )

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen, as it stands in an address; what is wrong is left out."""
        self.is_valid()
        return {name: _text(value) for name, value in self.cleaned_data.items() if value}


def _text(value: str | date) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


def words_of(filters: Mapping[str, str]) -> list[str]:
    """Return what a set of filters says, one phrase each."""
    form = FilterForm(dict(filters))
    told = []
    for name, value in form.chosen.items():
        field = form.fields[name]
        is_choice = isinstance(field, forms.ChoiceField)
        words = dict(field.choices)[value] if is_choice else value  # type: ignore[attr-defined]
        told.append(f"{field.label}: {words}")
    return told


def narrowed(
    rows: QuerySet[CrimeReport], filters: Mapping[str, str], *, user: UUID | None, at: datetime
) -> QuerySet[CrimeReport]:
    """Return those of the waiting reports that the filters leave. One query when `whose` is asked.

    `user` is whom "mine" means.
    """
    form = FilterForm(dict(filters))
    form.is_valid()
    given = form.cleaned_data
    plain = {name: given[name] for name in ("form", "priority") if given.get(name)}
    rows = rows.filter(**plain)
    if given.get("reading"):
        rows = rows.filter(first_read_at=None)
    rows = _by_clock(rows, given.get("clock", ""), at)
    rows = _by_day(rows, given)
    return _by_person(rows, given.get("whose", ""), user, at)


def _by_clock(rows: QuerySet[CrimeReport], clock: str, at: datetime) -> QuerySet[CrimeReport]:
    if clock == "overdue":
        return rows.filter(clock_started_at__lt=clocks.started_when_due(at))
    if clock == "soon":
        # What is overdue already has even less time left.
        return rows.filter(clock_started_at__lt=clocks.started_when_due(at + SOON))
    return rows


def _by_day(rows: QuerySet[CrimeReport], given: dict[str, Any]) -> QuerySet[CrimeReport]:
    if since := given.get("since"):
        rows = rows.filter(clock_started_at__gte=_midnight(since))
    if until := given.get("until"):
        rows = rows.filter(clock_started_at__lt=_midnight(until, days=1))
    return rows


def _midnight(day: date, *, days: int = 0) -> datetime:
    # A year far outside any report's life would leave what a database can compare.
    nearest = min(max(day, date(1900, 1, 1)), date(2200, 1, 1))
    return london.moment_of(nearest + timedelta(days=days), time())


def _by_person(
    rows: QuerySet[CrimeReport], whose: str, user: UUID | None, at: datetime
) -> QuerySet[CrimeReport]:
    if not whose:
        return rows
    held = DeskLease.objects.filter(expires_at__gt=at)
    if whose == "mine":
        own = list(held.filter(holder_id=user).values_list("report_id", flat=True))
        return rows.filter(Q(assigned_to_id=user) | Q(pk__in=own))
    taken = list(held.values_list("report_id", flat=True))
    if whose == "held":
        return rows.filter(pk__in=taken)
    return rows.filter(assigned_to=None).exclude(pk__in=taken)


def clock_ahead(filters: Mapping[str, str]) -> timedelta | None:
    """Return how long before it is due a report comes under these filters; None without a clock."""
    return {"overdue": timedelta(), "soon": SOON}.get(filters.get("clock", ""))
