"""Notes in the record which advice fits its crimes; the tracker and the receipt show the words."""

from datetime import datetime

from django.db import transaction

from casefile.models import Case, CaseEvent
from casefile.rules import prevention
from casefile.services import events
from casefile.services.actors import Actor


@transaction.atomic
def give(*, case: Case, by: Actor, at: datetime) -> list[str]:
    """Give the advice that fits the case's crimes and was not given yet; return its keys."""
    Case.objects.select_for_update().get(pk=case.pk)
    fitting = prevention.advice_for(case.crimes.values_list("home_office_class", flat=True))
    new = [row.key for row in fitting if row.key not in given(case)]
    if new:
        events.of_case(case, "advice.given", by=by, at=at, about=case, keys=new)
    return new


def given(case: Case) -> set[str]:
    """Return the keys of the advice given so far."""
    rows = CaseEvent.objects.filter(stream=case.stream, kind="advice.given")
    return {key for event in rows for key in (events.body_of(event) or {}).get("keys", [])}
