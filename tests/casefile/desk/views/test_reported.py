"""What was said in a report stands in the case; who was described is nobody before an officer."""

import json

import pytest
from django.urls import reverse

from casefile.models import Person, ReportedFact, Suspect
from tests import factories


@pytest.fixture
def fact(robbery):
    def make(feed, words, value, *, about=None):
        return ReportedFact.objects.create(
            case=robbery.case,
            about=about,
            position=robbery.case.reported_facts.count() + 1,
            feed=feed,
            question=feed,
            label=f"Question of {feed}",
            words=words,
            content=json.dumps(value),
            said_at=factories.AT,
        )

    return make


def see(client, page, subject):
    return client.get(reverse(page, args=[subject.pk])).content.decode()


def test_what_was_said_is_shown_by_topic(client, desk, robbery, fact):
    fact("offence.entry", "A window", ["window"])
    fact("risk.answers", "Yes", "yes")

    page = see(client, "desk:said", robbery.case)

    assert page.index("What happened") < page.index("A window") < page.index("Risk")
    assert "Nobody has assessed them" in page


def test_a_case_without_a_report_says_so(client, desk, robbery):
    assert "did not begin with a report" in see(client, "desk:said", robbery.case)


def test_needs_that_were_said_stand_beside_the_assessment_and_set_nothing(
    client, desk, robbery, fact
):
    fact("needs.help", "An interpreter", ["interpreter"], about=robbery.victim)
    fact("victim.effect", "They are under 18", ["under_18"], about=robbery.victim)
    witness = robbery.victim.witness

    page = see(client, "desk:needs", witness)

    assert "Asked for an interpreter, never one of the family" in page
    assert "record a parent or guardian" in page
    assert "record a parent or guardian" in see(client, "desk:person", robbery.victim)
    witness.refresh_from_db()
    assert not witness.is_vulnerable


def test_a_described_person_is_nobody_until_an_officer_says_who(client, desk, robbery):
    before = Suspect.objects.filter(case=robbery.case).count()
    described = factories.make_described_person(
        case=robbery.case, words="He is called Sam Poe", is_known="yes", relation="A neighbour"
    )

    page = see(client, "desk:people", robbery.case)
    assert "He is called Sam Poe" in page
    assert "Confirm who it is" in page
    assert Suspect.objects.filter(case=robbery.case).count() == before

    response = desk("desk:identify", described, person="new", given_names="Sam", family_name="Poe")

    assert response.status_code == 302
    described.refresh_from_db()
    assert described.person == Person.objects.get(family_name="Poe")
    assert described.person.suspect.stage == "suspected"


def test_somebody_of_the_case_can_be_the_witness_described(desk, robbery):
    described = factories.make_described_person(case=robbery.case, role="witness")

    desk("desk:identify", described, person=str(robbery.witness.pk))

    described.refresh_from_db()
    assert described.person == robbery.witness
    assert described.person.witness.kind == "key"


def test_a_description_is_matched_once_and_never_across_cases(desk, robbery):
    described = factories.make_described_person(case=robbery.case, role="witness")
    stranger = factories.make_person()

    assert desk("desk:identify", described, person=str(stranger.pk)).status_code == 400
    assert desk("desk:identify", described, person=str(robbery.witness.pk)).status_code == 302
    again = desk("desk:identify", described, person="new", family_name="Poe")
    assert again.status_code == 400
    assert not Person.objects.filter(family_name="Poe").exists()


def test_somebody_new_needs_a_name(desk, robbery):
    described = factories.make_described_person(case=robbery.case)

    response = desk("desk:identify", described, person="new")

    assert response.status_code == 400
    assert b"Enter the name" in response.content
