"""Words that a reporter adds, and answers to the desk, reach the case whenever they come."""

from datetime import timedelta

import pytest

from casefile.services.actors import of_user
from casefile.worker import loop
from intake import asking, carrying
from tests import factories
from tests.intake.carrying.test_table import AT, answered_report

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=2)


@pytest.fixture
def assessor(db):
    return of_user(factories.make_user("crime_assessor"))


def open_case(report, by):
    case = factories.make_case(force=report.force)
    report.case = case
    report.save()
    carrying.carry_over(report=report, case=case, by=by, at=LATER)
    return case


def said(case):
    return [row.words for row in case.reported_facts.filter(feed="report.added")]


def listed(case):
    return [row.text for row in case.unused_material.filter(description__startswith="Words")]


def test_what_was_added_before_the_case_is_carried_with_the_rest_and_once(assessor):
    report = answered_report("theft")
    asking.add(report=report, text="The ring was my aunt's.", at=AT)

    case = open_case(report, assessor)
    loop.drain()

    assert said(case) == ["The ring was my aunt's."]
    assert len(listed(case)) == 1


def test_what_is_added_after_the_case_was_opened_follows_it(assessor):
    report = answered_report("theft")
    case = open_case(report, assessor)

    asking.add(report=report, text="Call canary@example.com about the ring.", at=LATER)
    loop.drain()
    loop.drain()

    assert said(case) == ["Call canary@example.com about the ring."]
    assert "canary@example.com" not in listed(case)[0]
    assert "about the ring" in listed(case)[0]


def test_an_answer_to_the_desk_stands_with_its_question(assessor):
    report = answered_report("theft")
    question = asking.ask(report=report, text="Which ring?", by=assessor, at=AT)
    case = open_case(report, assessor)

    asking.answer(question=question, text="The gold one.", at=LATER)
    loop.drain()

    fact = case.reported_facts.get(feed="report.added")
    assert (fact.label, fact.words) == ("Which ring?", "The gold one.")
    assert listed(case) == ["Which ring?\nThe gold one."]


def test_what_is_added_to_a_report_without_a_case_stays_with_it(assessor):
    report = answered_report("theft")

    asking.add(report=report, text="The ring was my aunt's.", at=AT)

    assert loop.drain() >= 1
    assert report.additions.count() == 1
