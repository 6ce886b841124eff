"""Pages of a recorded crime: who sees and does what, and what they show."""

import pytest
from django.urls import reverse

from casefile.models import CaseEvent
from casefile.rules.solvability import FACTORS
from casefile.services import allocation
from casefile.services.actors import of_user
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
EVERY = (
    "desk:crime",
    "desk:crime-class",
    "desk:crime-offence",
    "desk:crime-flags",
    "desk:crime-start",
    "desk:crime-solvability",
    "desk:crime-team",
    "desk:crime-view",
    "desk:crime-outcome",
    "desk:crime-reopen",
    "desk:crime-cancel",
    "desk:crime-close-n100",
)


@pytest.fixture
def crime(case):
    return factories.make_crime(case=case, home_office_class="49", title="Other theft")


@pytest.fixture
def boss(client, supervisor, case):
    client.force_login(supervisor)
    return client


def at(name, crime):
    return reverse(name, args=[crime.pk])


def words(answer):
    return answer.content.decode()


def test_a_crime_shows_its_record_its_reasons_and_its_moments(boss, crime):
    crime.balance_reason = "She says that her bag was taken."
    crime.included_offences = ["Criminal damage"]
    crime.flags = ["alcohol"]
    crime.save()

    page = words(boss.get(at("desk:crime", crime)))

    for shown in (crime.reference, "She says that her bag was taken.", "Criminal damage",
                  "Alcohol", "Counted by the Home Office", "To be recorded by"):  # fmt: skip
        assert shown in page
    assert CaseEvent.objects.filter(stream=crime.case.access_stream).count() == 1


def test_the_case_lists_its_crimes(boss, crime):
    page = words(boss.get(reverse("desk:crimes", args=[crime.case_id])))

    assert at("desk:crime", crime) in page
    assert "49 Other theft" in page


def test_a_supervisor_files_a_crime_with_its_outcome(boss, crime, supervisor):
    form = {"outcome": "15", "is_suspect_identified": "yes", "victim_supports": "yes",
            "reason": "One witness, who is not sure."}  # fmt: skip

    assert boss.post(at("desk:crime-outcome", crime), form).status_code == 302

    page = words(boss.get(at("desk:crime", crime)))
    assert "15 Evidential difficulties" in page
    assert "One witness, who is not sure." in page
    assert "Take it up again" in page


def test_an_outcome_that_does_not_fit_is_shown_again_beside_its_box(boss, crime):
    form = {"outcome": "14", "is_suspect_identified": "yes", "victim_supports": "unknown",
            "reason": "Kept words."}  # fmt: skip

    answer = boss.post(at("desk:crime-outcome", crime), form)

    assert answer.status_code == 400
    page = words(answer)
    assert "for a crime without an identified suspect" in page
    assert "who was asked and does not support action" in page
    assert "Kept words." in page


@pytest.mark.parametrize("sent", ["", "99", "abc", "-1", "0"])
def test_an_outcome_that_is_none_is_refused(boss, crime, sent):
    form = {"outcome": sent, "is_suspect_identified": "no", "victim_supports": "yes", "reason": "x"}

    assert boss.post(at("desk:crime-outcome", crime), form).status_code == 400


def test_the_panel_is_judged_and_then_18_is_possible(boss, crime, supervisor):
    panel = dict.fromkeys(FACTORS, "absent")
    filed = {"outcome": "18", "is_suspect_identified": "no", "victim_supports": "yes",
             "reason": "Everything was looked for."}  # fmt: skip
    assert boss.post(at("desk:crime-outcome", crime), filed).status_code == 400

    bad = boss.post(at("desk:crime-solvability", crime), panel | {"cctv": "present"})
    done = boss.post(at("desk:crime-solvability", crime), panel)

    assert "Say what shows it" in words(bad)
    assert done.status_code == 302
    assert boss.post(at("desk:crime-outcome", crime), filed).status_code == 302


def test_the_team_is_suggested_with_its_rule_and_another_needs_a_reason(boss, crime):
    address = at("desk:crime-team", crime)

    page = words(boss.get(address))
    other = boss.post(address, {"team": "cid"})
    done = boss.post(address, {"team": "cid", "reason": "A series."})

    assert "Investigation by telephone and desk" in page
    assert "A16" in page
    assert "Say why it is not" in words(other)
    assert done.status_code == 302
    shown = words(boss.get(at("desk:crime", crime)))
    assert "A series." in shown
    assert "Under investigation" in shown


def test_a_class_is_found_by_words_and_the_history_stays(boss, crime):
    address = at("desk:crime-class", crime)

    found = words(boss.get(address, {"q": "pickpocket"}))
    done = boss.post(address, {"new_class": " 39 ", "reason": "Taken from her hand."})

    assert "?code=39" in found
    assert done.status_code == 302
    page = words(boss.get(at("desk:crime", crime)))
    assert "39 Theft from the person" in page
    assert "Taken from her hand." in page


@pytest.mark.parametrize("code", ["28A", "FRAUD", "zz", "49"])
def test_a_class_that_cannot_be_is_said_beside_its_box(boss, crime, code):
    answer = boss.post(at("desk:crime-class", crime), {"new_class": code, "reason": "x"})

    assert answer.status_code == 400


def test_the_victims_view_changes_nothing_by_itself(client, officer, crime):
    client.force_login(officer)
    form = {"supports": "no", "words": "I want no more of it."}

    assert client.post(at("desk:crime-view", crime), form).status_code == 302

    crime.refresh_from_db()
    assert (crime.stage, crime.outcome, crime.victim_supports) == ("recorded", None, False)


def test_an_officer_starts_the_investigation_and_files_nothing(client, officer, crime):
    client.force_login(officer)

    page = words(client.get(at("desk:crime", crime)))
    assert "Start the investigation" in page
    assert "Give it an outcome" not in page
    assert client.post(at("desk:crime-start", crime)).status_code == 302
    for name in ("desk:crime-outcome", "desk:crime-class", "desk:crime-cancel"):
        assert client.post(at(name, crime), {}).status_code == 403
    crime.refresh_from_db()
    assert crime.stage == "under_investigation"


def test_the_crime_desk_sees_the_crime_and_no_way_into_the_case(client, crime_assessor, crime):
    client.force_login(crime_assessor)

    page = words(client.get(at("desk:crime", crime)))

    assert "Give it another class" in page
    assert "Cancel the record" not in page
    assert reverse("desk:people", args=[crime.case_id]) not in page
    assert client.get(reverse("desk:case", args=[crime.case_id])).status_code in {403, 404}


def test_who_has_no_part_in_it_gets_nothing(client, stranger, other_force_officer, crime):
    for user in (stranger, other_force_officer):
        client.force_login(user)
        assert {client.get(at(name, crime)).status_code for name in EVERY} == {404}


def test_the_registrar_watches_late_cancelled_n100_and_sign_offs(client, crime_registrar, crime):
    crime.late_reason = "It came in by post."
    crime.reported_at = crime.recorded_at.replace(day=1)
    crime.save()
    kept = factories.make_crime(
        home_office_class="N100", is_notifiable=False, balance_reason="The facts are unclear."
    )
    client.force_login(crime_registrar)
    given = {"code": "C3", "information": "The same theft is 77/00009/26."}
    other = factories.make_crime()
    assert client.post(at("desk:crime-cancel", other), given).status_code == 302

    page = words(client.get("/desk/reports/registrar/", HTTP_X_DEMO_MOMENT=AT.isoformat()))

    assert "It came in by post." in page
    assert kept.reference in page
    assert "The facts are unclear." in page
    assert "The same theft is 77/00009/26." in page


@pytest.mark.parametrize("name", EVERY[1:])
def test_hostile_words_are_refused_or_kept_and_never_break_a_page(client, crime, name):
    everybody = factories.make_user("crime_registrar", "supervisor", "officer")
    factories.make_assignment(case=crime.case, user=everybody)
    client.force_login(everybody)
    allocation.give(crime=crime, by=of_user(everybody), at=AT)
    hostile = "\x00<script>alert(1)</script>{{7*7}}'; --" + "a" * 9000
    keys = ("new_class", "reason", "title", "words", "information", "passed_to", "code", "team")
    form = dict.fromkeys(keys, hostile) | {"outcome": hostile, "flags": hostile, "supports": "no"}

    answer = client.post(at(name, crime), form)

    assert answer.status_code in {302, 400}
    assert "<script>alert(1)" not in words(answer)
