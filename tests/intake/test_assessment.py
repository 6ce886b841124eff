"""What the desk is offered: a class for every form, and offences inside it."""

import pytest

from casefile.rules import registry
from intake import assessment
from intake.questions import FORMS
from tests.intake.walk import ANSWERS


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.code)
def test_every_form_points_to_a_class_whatever_is_answered(form):
    assert assessment.classes_for(form.code, {})


@pytest.mark.parametrize(("force", "code"), [("yes", "34B"), ("unsure", "34B"), ("no", "39")])
def test_force_makes_it_robbery(force, code):
    found = assessment.classes_for("robbery", ANSWERS | {"force": force})

    assert found[0].code == code
    assert len(found) == 2


def test_an_injury_is_listed_inside_the_robbery():
    inside = assessment.included_in("34B", ANSWERS)

    assert [row.title for row in inside] == ["Assault with injury"]
    assert assessment.included_in("34B", ANSWERS | {"injured": "no"}) == []


def test_conditions_name_questions_that_some_form_asks():
    asked = {row.key for form in FORMS.values() for row in form.questions}
    conditions = [c for row in assessment.RISKS for c in row.conditions]
    conditions += [c for row in assessment.CRIME_CLASSES for c in row.conditions]
    conditions += [row.when for row in assessment.INCLUDED_OFFENCES]

    assert {condition.question for condition in conditions} <= asked


def test_the_tables_stand_among_the_rules_with_their_sources():
    names = {table.name for table in registry.tables()}

    assert {"intake.advice", "intake.clocks", "intake.urgency", "intake.crime_classes"} <= names
