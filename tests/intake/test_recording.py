"""Recording a report as a crime: everything typed once is carried over."""

import io
from datetime import UTC, datetime, timedelta

import pytest

from casefile.models import Case, CaseEvent, ContactPoint, RecordedCrime, StoredObject
from casefile.services import Refused, contacts, events
from casefile.services.actors import of_user
from intake import services
from tests import factories
from tests.intake.test_services import AT, CALLED_AT, SILENCE
from tests.intake.walk import IMEI, make_report, make_report_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(crime_assessor, officer, supervisor):
    """Record a report, as the desk usually does."""

    def act(report, **overrides):
        values = {
            "home_office_class": "34B",
            "included_offences": ["Assault with injury"],
            "title": "Robbery, Northgate station",
            "level": "standard",
            "balance_reason": "She says that a man hit her and took her phone.",
            "contrary_reason": "Nothing known speaks against it.",
            "officer": officer,
            "supervisor": supervisor,
        } | overrides
        return services.record_as_crime(report=report, by=of_user(crime_assessor), at=AT, **values)

    return act


def test_one_crime_is_recorded_with_the_injury_inside_it(record):
    report = make_report()

    case = record(report)

    crime = RecordedCrime.objects.get()
    assert (crime.home_office_class, crime.title) == ("34B", "Robbery of personal property")
    assert crime.included_offences == ["Assault with injury"]
    assert crime.reported_at == report.clock_started_at
    assert crime.reference not in {report.reference, report.incident_reference}
    assert (report.stage, report.case) == ("recorded", case)


def test_the_case_takes_place_and_time_from_the_report(record):
    case = record(make_report())

    assert case.offence_place == "Pavement outside Northgate station"
    assert case.offence_from_at == datetime(2026, 11, 13, 19, 42, tzinfo=UTC)


def test_the_victim_is_carried_over_with_wishes_and_loss(record):
    case = record(make_report())

    victim = case.victims.get()
    assert victim.person.name == "Aisha Karim"
    assert str(victim.person.born_on) == "2007-03-27"
    assert victim.injury == "Cut lip"
    assert victim.loss == f"Phone: Acorn 12, black, IMEI {IMEI}"
    assert victim.wants_visit is True
    assert victim.wants_support_referral is True
    assert case.witnesses.get().kind == "victim"


def test_the_stolen_number_is_barred_and_email_alone_may_be_used(record):
    case = record(make_report())

    person = case.victims.get().person
    stolen = ContactPoint.objects.get(person=person, kind="phone")
    assert stolen.value == "+447700900123"
    assert stolen.barred_reason
    email = contacts.usable(person, "email", only_verified=False)
    assert email.value == "aisha@example.com"
    assert contacts.usable(person, "email") is None
    assert contacts.usable(person, "text") is None
    assert contacts.usable(person, "post") is None
    assert person.contact_plans.get().code_word == "heron"


def test_a_report_for_somebody_else_makes_two_people(record):
    other = {
        "for_whom": "other",
        "victim_given_names": "Lena",
        "victim_family_name": "Voss",
        "relation": "Neighbour",
    }

    case = record(make_report(**other))

    assert case.victims.get().person.name == "Lena Voss"
    assert {w.person.name: w.kind for w in case.witnesses.all()} == {
        "Lena Voss": "victim",
        "Aisha Karim": "lay",
    }
    assert not case.victims.get().person.contact_points.exists()
    assert case.unused_material.get().about.name == "Aisha Karim"


def test_an_interpreter_is_carried_over(record):
    case = record(make_report(help=["interpreter"], language="Polish"))

    person = case.victims.get().person
    assert person.needs_interpreter
    assert person.language == "Polish"


def test_photos_become_part_of_the_case(record):
    report = make_report()
    stored = factories.make_stored_object(b"a photo", force=report.force)
    StoredObject.objects.filter(pk=stored.pk).update(case=None)
    make_report_file(report, stored)

    case = record(report)

    assert list(case.stored_objects.all()) == [stored]


def test_log_call_and_account_are_listed_as_unused(record, crime_assessor):
    report, by = make_report(), of_user(crime_assessor)
    services.import_incident(
        force=report.force,
        number="1911-131126",
        opened_at=CALLED_AT,
        text="19:44 caller: a man hit her",
        audio=io.BytesIO(SILENCE),
        audio_name="999.wav",
        by=by,
        at=AT,
    )
    services.link_incident(report=report, number="1911-131126", by=by, at=AT)

    case = record(report)

    items = {item.presumption_class: item for item in case.unused_material.all()}
    assert set(items) == {"a", "b", "e"}
    assert items["a"].content.case == case
    assert items["b"].text == "19:44 caller: a man hit her"
    assert "A man hit me and took my phone." in items["e"].text
    assert case.incident_reference == "1911-131126"
    assert RecordedCrime.objects.get().reported_at == CALLED_AT


def test_the_account_holds_nothing_by_which_the_victim_can_be_reached(record):
    case = record(make_report())

    text = case.unused_material.get().text
    for private in ("aisha@example.com", "Invented Way", "heron", "900123", "March 2007"):
        assert private not in text


def test_officer_and_supervisor_are_allocated_and_the_visit_is_booked(record, officer, supervisor):
    visit_at = AT + timedelta(hours=3)

    case = record(make_report(), visit_at=visit_at)

    held = {row.role: row.user for row in case.assignments.all()}
    assert held == {"officer_in_case": officer, "supervisor": supervisor}
    booked = next(e for e in case_events(case) if e.kind == "visit.booked")
    assert datetime.fromisoformat(events.body_of(booked)["visit_at"]) == visit_at


def test_both_chains_hold_afterwards(record):
    report = make_report()

    case = record(report)

    assert events.check(case.stream).faults == [] == events.check(report.stream).faults
    kinds = [event.kind for event in case_events(case)]
    assert kinds[0] == "case.opened"
    assert "crime.recorded" in kinds


@pytest.mark.parametrize(
    "wrong",
    [
        {"home_office_class": "28A"},
        {"home_office_class": "FRAUD"},
        {"balance_reason": " "},
        {"visit_at": AT - timedelta(days=1)},
        {"title": "a\x00"},
    ],
)
def test_a_refused_recording_leaves_nothing_behind(record, wrong):
    report = make_report()

    with pytest.raises(Refused):
        record(report, **wrong)

    report.refresh_from_db()
    assert report.stage == "submitted"
    assert not Case.objects.exists()


def test_staff_of_another_force_cannot_be_given_the_case(record, other_force_officer):
    with pytest.raises(Refused, match="this force"):
        record(make_report(), officer=other_force_officer)

    assert not Case.objects.exists()


def test_a_report_is_recorded_once(record):
    report = make_report()
    record(report)

    with pytest.raises(Refused):
        record(report)

    assert Case.objects.count() == 1


def case_events(case):
    return CaseEvent.objects.filter(stream=case.stream).order_by("sequence")
