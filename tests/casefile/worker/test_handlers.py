"""Handlers of the record itself."""

from casefile.models import CaseEvent
from casefile.services import crimes, prevention
from casefile.services.actors import system
from casefile.worker import loop
from tests import factories


def test_advice_follows_a_recorded_crime_once_however_often_it_is_asked_for(db):
    case = factories.make_case()
    crimes.record(
        case=case, home_office_class="44", title="Theft of a pedal cycle",
        reported_at=factories.AT, **factories.WHY_RECORDED, by=system(), at=factories.AT,
    )  # fmt: skip

    loop.drain()
    prevention.give(case=case, by=system(), at=factories.AT)

    assert prevention.given(case) == {"bike", "number-list"}
    assert CaseEvent.objects.filter(stream=case.stream, kind="advice.given").count() == 1
