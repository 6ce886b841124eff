"""Arrests, interviews, charges proposed, advised and recorded, bail and hearings."""

from datetime import date, timedelta

import pytest

from casefile.rules import identifiers
from casefile.services import (
    NotPermitted,
    Refused,
    charges,
    custody,
    hearings,
    interviews,
    people,
    stages,
)
from casefile.services.actors import of_user
from tests import factories
from tests.factories import SUMMER_NIGHT

pytestmark = pytest.mark.django_db


@pytest.fixture
def suspect(case, by, at):
    person = people.record(case=case, given_names="Dan", family_name="Moss", by=by, at=at)
    return people.make_suspect(person=person, by=by, at=at)


def arrest(suspect, officer, by, at, sequence=7, **overrides):
    asn = identifiers.make_asn(year=2026, force="29", unit="ZD", system="00", sequence=sequence)
    producer = people.officer_witness(case=suspect.case, user=officer, by=by, at=at)
    values = {"asn": asn, "arrested_at": at, "place": "A flat", "grounds": "Seen", **overrides}
    return custody.record_arrest(suspect=suspect, arrested_by=producer, by=by, at=at, **values)


def test_an_arrest_moves_the_suspect_and_owns_the_number(suspect, officer, by, at):
    made = arrest(suspect, officer, by, at)

    suspect.refresh_from_db()
    assert suspect.stage == "arrested"
    assert identifiers.check_asn(made.asn) == []


def test_a_number_with_a_wrong_check_letter_is_refused(suspect, officer, by, at):
    with pytest.raises(Refused) as refusal:
        arrest(suspect, officer, by, at, asn="0901VK0100000342547A")

    assert refusal.value.reasons[0].field == "asn"


def test_a_number_is_used_once(suspect, officer, case, by, at):
    arrest(suspect, officer, by, at)
    other = factories.make_suspect(case=case)

    with pytest.raises(Refused, match="in use already"):
        arrest(other, officer, by, at)


def test_an_interview_that_ends_before_it_starts_is_refused(suspect, officer, by, at):
    with pytest.raises(Refused) as refusal:
        interviews.record(
            suspect=suspect,
            place="Station",
            started_at=at,
            ended_at=at - timedelta(minutes=1),
            interviewers=[],
            others_present="",
            caution_given=True,
            recording_reference="",
            prepared_statement="",
            summary="",
            by=by,
            at=at,
        )

    assert {reason.code for reason in refusal.value.reasons} == {"times", "nobody", "summary"}


def test_a_charge_needs_an_offence_of_the_national_list(suspect, by, at):
    with pytest.raises(Refused, match="national list"):
        charges.propose(
            suspect=suspect,
            cjs_code="XX00000",
            particulars="Robbed",
            from_on=date(2026, 11, 13),
            place="A street",
            by=by,
            at=at,
        )


def test_an_offence_is_charged_from_its_day_in_london(suspect, by):
    factories.make_offence_code()

    def propose(on):
        return charges.propose(
            suspect=suspect,
            cjs_code="TH68023",
            particulars="Robbed Ada Moor",
            from_on=on,
            place="A street",
            by=by,
            at=SUMMER_NIGHT,
        )

    assert propose(date(2026, 7, 15)).from_on == date(2026, 7, 15)
    with pytest.raises(Refused, match="in the past"):
        propose(date(2026, 7, 16))


@pytest.fixture
def authorised(suspect, officer, by, at):
    factories.make_offence_code()
    arrest(suspect, officer, by, at)
    charge = charges.propose(
        suspect=suspect,
        cjs_code="TH68023",
        particulars="Robbed Ada Moor",
        from_on=date(2026, 11, 13),
        place="A street",
        by=by,
        at=at,
    )
    system = factories.make_actor("prosecutor")
    stages.move(subject=charge, transition="authorise", by=system, at=at)
    stages.move(subject=suspect, transition="authorise_charge", by=system, at=at)
    factories.make_charging_decision(
        submission=factories.make_submission(case=suspect.case),
        suspect=suspect,
        charge=charge,
        decision="charge_authorised",
        advised_offence_id="TH68023",
        advised_particulars="Robbed Ada Moor",
    )
    return charge


def put(charge, **overrides):
    return charges.Put(
        **{"charge": charge, "cjs_code": "TH68023", "particulars": "Robbed Ada Moor", **overrides}
    )


def test_only_a_custody_officer_charges(authorised, by, at):
    with pytest.raises(NotPermitted):
        charges.put(suspect=authorised.suspect, puts=[put(authorised)], by=by, at=at)


def test_what_was_advised_and_recorded_reconciles(authorised, custody_officer, at):
    charges.put(
        suspect=authorised.suspect, puts=[put(authorised)], by=of_user(custody_officer), at=at
    )

    assert [row.difference for row in charges.reconcile(authorised.case)] == [""]


def test_other_words_than_advised_need_an_explanation(authorised, custody_officer, at):
    by = of_user(custody_officer)
    with pytest.raises(stages.GuardsFailed, match="differs from what the prosecutor authorised"):
        charges.put(
            suspect=authorised.suspect, puts=[put(authorised, particulars="Robbed")], by=by, at=at
        )

    changed = put(authorised, particulars="Robbed", difference_reason="Shortened by the court")
    charges.put(suspect=authorised.suspect, puts=[changed], by=by, at=at)

    assert [row.difference for row in charges.reconcile(authorised.case)] == ["changed wording"]


def test_an_authorised_charge_not_yet_put_is_missing(authorised):
    assert [row.difference for row in charges.reconcile(authorised.case)] == ["missing"]


def test_bail_is_to_a_day_to_come_and_every_condition_has_its_reason(suspect, by, at):
    with pytest.raises(Refused, match="later moment"):
        custody.grant_bail(
            suspect=suspect, surrender_to="Court", surrender_at=at, conditions=[], by=by, at=at
        )
    with pytest.raises(Refused, match="reason for it"):
        custody.grant_bail(
            suspect=suspect,
            surrender_to="Court",
            surrender_at=at + timedelta(days=28),
            conditions=[("Stay away", "")],
            by=by,
            at=at,
        )


def test_a_hearing_is_listed_once(suspect, by, at):
    def list_it():
        return hearings.list_hearing(
            defendant=suspect,
            court_name="Northgate Magistrates' Court",
            at_court=at + timedelta(days=28),
            by=by,
            at=at,
        )

    assert list_it() == list_it()


def test_a_hearing_in_the_past_is_refused(suspect, by, at):
    with pytest.raises(Refused, match="in the future"):
        hearings.list_hearing(defendant=suspect, court_name="Court", at_court=at, by=by, at=at)
