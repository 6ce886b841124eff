"""Cases, crimes, people and ways to reach them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from casefile.models import CaseEvent, UnusedMaterial
from casefile.services import Refused, cases, contacts, crimes, messages, people
from tests import factories

pytestmark = pytest.mark.django_db


def kinds(case):
    events = CaseEvent.objects.filter(stream=case.stream).order_by("sequence")
    return list(events.values_list("kind", flat=True))


def test_opening_a_case_is_the_first_entry_of_its_stream(force, by, at):
    case = cases.open_case(
        force=force, title="Robbery", offence_place="A street", offence_from_at=at, by=by, at=at
    )

    assert kinds(case) == ["case.opened"]


def test_a_user_of_another_force_is_never_allocated(case, other_force_officer, by, at):
    with pytest.raises(Refused, match="works for this force"):
        cases.allocate(case=case, user=other_force_officer, role="investigator", by=by, at=at)


def test_the_urn_is_given_once_and_has_the_national_shape(case, by, at):
    cases.give_urn(case=case, unit="ZD", by=by, at=at)
    first = case.urn
    cases.give_urn(case=case, unit="ZD", by=by, at=at)

    assert case.urn == first
    assert len(first) == 11
    assert kinds(case).count("case.urn_given") == 1


def test_a_crime_is_not_recorded_before_it_was_reported(case, by, at):
    with pytest.raises(Refused, match="before it was reported"):
        crimes.record(
            case=case,
            home_office_class="34B",
            title="Robbery",
            reported_at=at + timedelta(hours=1),
            **factories.WHY_RECORDED,
            by=by,
            at=at,
        )


def test_crime_references_of_a_force_run_on(case, by, at):
    made = [
        crimes.record(
            case=case,
            home_office_class="34B",
            reported_at=at,
            **factories.WHY_RECORDED,
            by=by,
            at=at,
        )
        for _ in range(2)
    ]

    assert made[0].reference != made[1].reference


def test_one_human_is_victim_and_witness_at_once(case, by, at):
    person = people.record(case=case, given_names="Ada", family_name="Moor", by=by, at=at)

    victim = people.make_victim(person=person, by=by, at=at)
    witness = people.make_witness(person=person, kind="victim", by=by, at=at)

    assert victim.person == witness.person
    assert people.make_victim(person=person, by=by, at=at) == victim


def test_a_date_of_birth_to_come_is_refused(case, by, at):
    with pytest.raises(Refused, match="in the past"):
        people.record(
            case=case,
            given_names="Ada",
            family_name="Moor",
            born_on=at.date() + timedelta(days=1),
            by=by,
            at=at,
        )


def test_a_child_may_be_born_on_the_day_it_is_in_london(case, by):
    at = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # half an hour into July in London
    born_on = date(2026, 7, 1)

    person = people.record(
        case=case, given_names="Ada", family_name="Moor", born_on=born_on, by=by, at=at
    )

    assert person.born_on == born_on


def test_an_intimidated_victim_gets_enhanced_rights(case, by, at):
    person = people.record(case=case, given_names="Ada", family_name="Moor", by=by, at=at)
    victim = people.make_victim(person=person, by=by, at=at)
    witness = people.make_witness(person=person, kind="victim", by=by, at=at)

    people.assess_needs(
        witness=witness,
        is_vulnerable=False,
        is_intimidated=True,
        special_measures=["screen"],
        own_views="A screen, please.",
        by=by,
        at=at,
    )

    victim.refresh_from_db()
    assert victim.is_enhanced


def test_blank_dates_to_avoid_are_not_an_answer(case, by, at):
    witness = factories.make_witness(case=case)

    with pytest.raises(Refused, match="write none"):
        people.set_availability(witness=witness, is_willing=True, dates_to_avoid="  ", by=by, at=at)


def test_a_print_without_convictions_is_a_print_of_no_trace(case, by, at):
    person = people.record(case=case, given_names="Ada", family_name="Moor", by=by, at=at)

    row = people.record_print(
        person=person, printed_on=date(2026, 11, 16), convictions=[], by=by, at=at
    )

    assert row.is_no_trace


def test_nothing_may_be_used_until_a_plan_says_so(case, by, at):
    person = people.record(case=case, given_names="Ada", family_name="Moor", by=by, at=at)
    contacts.record(
        person=person,
        kind="email",
        value="Ada@example.com",
        is_safe=True,
        verified_how="in_person",
        by=by,
        at=at,
    )
    before = contacts.usable(person, "email")

    contacts.agree_plan(person=person, channels=["email"], by=by, at=at)

    assert before is None
    assert contacts.usable(person, "email").value == "ada@example.com"
    assert contacts.usable(person, "text") is None


def test_a_stolen_number_is_barred_for_everybody_in_the_case(case, by, at):
    person = people.record(case=case, given_names="Ada", family_name="Moor", by=by, at=at)
    friend = people.record(case=case, given_names="Bo", family_name="Lund", by=by, at=at)
    contacts.bar(person=person, kind="phone", value="07700 900461", reason="Stolen", by=by, at=at)
    contacts.record(
        person=friend, kind="phone", value="+44 7700 900461", is_safe=True, by=by, at=at
    )
    contacts.agree_plan(person=friend, channels=["text"], by=by, at=at)

    assert contacts.usable(friend, "text") is None
    with pytest.raises(messages.Barred):
        messages.queue(
            recipient_id=friend.pk,
            channel="text",
            address="+447700900461",
            template="file_sent",
            subject="",
            body="b",
            key="k",
            case=case,
            at=at,
        )


def test_the_same_key_twice_is_one_message(case, at):
    def queue():
        return messages.queue(
            recipient_id=case.pk,
            channel="email",
            address="ada@example.com",
            template="file_sent",
            subject="s",
            body="b",
            key="one-cause",
            case=case,
            at=at,
        )

    assert queue() == queue()


def test_a_third_party_position_cannot_be_blank(case, by, at):
    with pytest.raises(Refused):
        cases.record_third_party_position(case=case, position=" ", by=by, at=at)

    assert UnusedMaterial.objects.count() == 0
