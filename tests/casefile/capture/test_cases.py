"""What a tablet is lent: the officer's own cases with what a doorstep needs, forms and numbers."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from casefile.capture.models import DeviceLease
from casefile.capture.services import packs
from casefile.models import CaseEvent
from casefile.rules.capture_forms import CHANGEABLE, FORMS
from casefile.rules.property_statuses import STATUSES
from casefile.rules.special_measures import SPECIAL_MEASURES
from casefile.services import events
from tests import factories


def test_the_list_has_the_officers_cases_tasks_and_visits_and_nobody_elses(tablet, case):
    crime = factories.make_crime(case=case)
    line = factories.make_line_of_enquiry(case=case, status="outstanding", description="Ask Pat")
    visit = factories.make_visit(victim=factories.make_victim(case=case), officer=tablet.officer)
    factories.make_case(title="Somebody else's")

    body = tablet.get("cases/").body

    assert [(row["id"], row["reference"]) for row in body["cases"]] == [
        (str(case.pk), crime.reference)
    ]
    assert [row["id"] for row in body["tasks"]] == [str(line.pk)]
    assert [row["id"] for row in body["visits"]] == [str(visit.pk)]


def test_every_case_that_is_listed_is_on_the_record(tablet, case):
    """EV-80: each hit of a list is an entry of who looked."""
    tablet.get("cases/")

    event = CaseEvent.objects.filter(kind="list.viewed").latest("sequence")
    assert events.body_of(event)["hits"] == [str(case.pk)]


def test_reading_a_pack_is_on_the_record_with_the_device(tablet, case):
    """EV-80: one consultation entry with that actor and item."""
    tablet.get(f"cases/{case.pk}/")

    event = CaseEvent.objects.get(kind="case.viewed", case_id=case.pk)
    assert event.actor_id == tablet.officer.pk
    assert events.body_of(event)["device"] == str(tablet.id)


def test_a_pack_that_cannot_be_logged_is_not_given(tablet, case, monkeypatch):
    """EV-80: fail closed."""

    def full(**_):
        raise OSError("the log cannot be written")

    monkeypatch.setattr(events, "append", full)
    with pytest.raises(OSError, match="cannot be written"):
        tablet.get(f"cases/{case.pk}/")


def test_a_pack_has_what_is_needed_at_the_door(tablet, case):
    victim = factories.make_victim(case=case)
    factories.make_contact_plan(
        person=victim.person, safe_to_visit="no", code_word="marmalade", times="After six"
    )
    factories.make_contact_point(person=victim.person, value="pat@example.com")
    factories.make_photo(case=case)

    body = tablet.get(f"cases/{case.pk}/").body

    (person,) = [row for row in body["people"] if row["id"] == str(victim.person_id)]
    assert person["warnings"] == ["A visit is not safe"]
    assert person["safe_contact"]["code_word"] == "Code word: marmalade"
    assert person["contacts"][0]["value"] == "pat@example.com"
    assert set(person["fields"]) == {*CHANGEABLE["person"], *CHANGEABLE["victim"]}
    assert person["fields"]["injury"] == "Cut lip"
    assert body["exhibits"][0]["kind"] == "photo"


def test_a_pack_says_how_much_of_the_history_it_holds(tablet, case, by, at, monkeypatch):
    monkeypatch.setattr(packs, "_HISTORY", 2)
    for _ in range(3):
        events.of_case(case, "person.changed", by=by, at=at)

    body = tablet.get(f"cases/{case.pk}/").body

    assert len(body["history"]) == 2
    assert body["history_count"] == CaseEvent.objects.filter(stream=case.stream).count() > 2


def test_the_day_of_the_offence_is_londons(tablet, case):
    case.offence_from_at = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    case.save()

    assert "1 July 2026" in tablet.get(f"cases/{case.pk}/").body["summary"]


def test_the_list_says_when_a_case_last_changed(tablet, case, by, at):
    before = tablet.get("cases/").body["cases"][0]["updated_at"]
    events.of_case(case, "person.changed", by=by, at=at.replace(year=2027))

    after = tablet.get("cases/").body["cases"][0]["updated_at"]

    assert after > before


@pytest.mark.parametrize("who", ["stranger", "other_force_officer"])
def test_a_case_of_somebody_else_is_not_there(request, make_tablet, tablet, case, who):
    user = request.getfixturevalue(who)
    tablet.wire.client.force_login(user)
    if who == "other_force_officer":
        assert tablet.get(f"cases/{case.pk}/").body["code"] == "device_unknown"
        return

    answer = tablet.get(f"cases/{case.pk}/")

    assert answer.status == 404
    assert CaseEvent.objects.filter(kind="case.refused", actor_id=user.pk).exists()


# Forms -------------------------------------------------------------------------------------------


def test_the_forms_are_those_of_the_servers_tables(tablet):
    body = tablet.get("forms/").body

    by_kind = {form["kind"]: form for form in body["forms"]}
    assert set(by_kind) == {form.kind for form in FORMS}
    status = next(q for q in by_kind["property"]["questions"] if q["name"] == "status")
    assert dict(status["choices"]) == STATUSES
    measures = by_kind["special_measures"]["questions"][1]["choices"]
    assert {words for words, _ in measures} == {rule.words for rule in SPECIAL_MEASURES.values()}


def test_no_form_asks_a_thing_twice_and_all_depend_on_what_was_asked_before():
    for form in FORMS:
        names = [question.name for question in form.questions]
        assert len(set(names)) == len(names)
        for place, question in enumerate(form.questions):
            assert question.shown_if is None or question.shown_if[0] in names[:place]


# Numbers -----------------------------------------------------------------------------------------


def test_a_block_is_lent_once_however_often_it_is_asked_for(tablet, case):
    """EV-14: a leased block of numbers per case and producer."""
    lease_id = uuid4()

    first = tablet.lease(case, 20, lease_id=lease_id).body
    again = tablet.lease(case, 20, lease_id=lease_id).body

    assert first == again
    assert (first["initials"], first["first"], first["last"]) == ("JH", 1, 20)
    assert DeviceLease.objects.count() == 1


def test_an_officer_with_numbers_is_a_witness_once_they_produce_something(tablet, case):
    """A tablet borrows numbers in each case of its officer; that alone makes nobody a witness."""
    tablet.lease(case, 5)
    before = case.witnesses.count()
    body = {"description": "A knife", "seal_number": "B123"}
    tablet.seal("exhibit", case, body, reference=tablet.reference(case))

    assert tablet.sync()[0]["outcome"] == "accepted"
    assert (before, case.witnesses.get().person.user) == (0, tablet.officer)


def test_two_tablets_of_one_officer_have_blocks_without_a_number_in_common(make_tablet, case):
    """EV-14: two offline devices of one officer cannot mint the same number."""
    officer = case.assignments.get(role="officer_in_case").user
    one, two = make_tablet(officer), make_tablet(officer)

    first, second = one.lease(case, 50).body, two.lease(case, 50).body

    assert first["initials"] == second["initials"]
    assert (first["last"], second["first"]) == (50, 51)


def test_the_id_of_another_block_is_refused(make_tablet, tablet, case):
    lease_id = uuid4()
    tablet.lease(case, 5, lease_id=lease_id)
    other, witness = make_tablet(tablet.officer), factories.make_person(case=case)

    of_another_tablet = other.lease(case, 5, lease_id=lease_id)
    of_another_producer = tablet.lease(case, 5, witness.pk, lease_id)

    assert of_another_tablet.body["code"] == "lease_taken"
    assert of_another_producer.body["code"] == "lease_taken"


def test_somebody_outside_the_case_produces_nothing(tablet, case):
    elsewhere = factories.make_person()

    answer = tablet.lease(case, 5, producer=elsewhere.pk)

    assert (answer.status, answer.body["code"]) == (422, "producer")


def test_no_block_is_lent_for_a_case_of_somebody_else(tablet):
    assert tablet.lease(factories.make_case(), 5).status == 404


def test_a_pack_names_the_blocks_that_the_device_holds(tablet, case):
    lease = tablet.lease(case, 5).body

    assert tablet.get(f"cases/{case.pk}/").body["leases"][0]["id"] == lease["id"]
