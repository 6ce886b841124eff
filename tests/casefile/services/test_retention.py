"""Planning by the rules when the files of an ended case are reviewed."""

import dataclasses
from datetime import timedelta

import pytest

from casefile.models import CaseEvent, Disposal, RetentionPlan
from casefile.rules import retention as rules
from casefile.services import retention
from tests.factories import (
    AT,
    make_arrest,
    make_charge,
    make_crime,
    make_hearing,
    make_photo,
    make_recorded_charge,
    make_suspect,
)

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.EVIDENCE_DIR = str(tmp_path / "evidence")
    return tmp_path / "evidence"


@pytest.fixture
def ended(case):
    """A case that is over, with an original."""
    make_crime(case=case, stage="filed", home_office_class="49", outcome=18, outcome_at=AT)
    make_photo(case=case)
    return case


def bytes_left(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def test_an_ended_case_is_planned_by_its_worst_crime_and_its_outcome(ended):
    plan = retention.plan(ended, at=AT)

    assert (plan.group, plan.outcome, plan.ended_on) == ("undetected", "undetected", AT.date())
    assert plan.rules == ["RET4"]


def test_a_report_of_rape_that_waits_is_kept_as_long_as_a_rape(case):
    make_crime(case=case, stage="filed", home_office_class="N100", is_notifiable=False)

    assert retention.plan(case, at=AT).group == "public_protection"


def test_a_cancelled_crime_does_not_decide_the_group(case):
    make_crime(case=case, stage="filed", home_office_class="49", outcome=15, outcome_at=AT)
    make_crime(case=case, stage="cancelled", home_office_class="1")

    assert retention.plan(case, at=AT).group == "other"


def test_a_case_that_goes_on_has_no_plan(case):
    assert retention.plan(case, at=AT) is None
    make_crime(case=case, stage="under_investigation")
    assert retention.plan(case, at=AT) is None


def charge(case, **put):
    """A charge of the case that was put to a defendant, by default at AT."""
    suspect = make_suspect(case=case, stage="charged")
    return make_recorded_charge(arrest=make_arrest(suspect=suspect), **put).charge


def test_a_charged_case_is_over_when_the_court_has_dealt_with_each_defendant(case):
    make_crime(case=case, stage="charged", outcome=1, outcome_at=AT)
    put = charge(case)
    assert retention.outcome_of(case) is None

    make_hearing(defendant=put.suspect, result="Guilty; 6 months.", at=AT)

    assert retention.outcome_of(case) == "prosecuted"


def test_a_charge_that_was_put_after_the_last_hearing_is_not_over(ended):
    put = charge(ended, charged_at=AT + DAY)
    make_hearing(defendant=put.suspect, result="Guilty; 6 months.", at=AT)

    assert retention.outcome_of(ended) is None


def test_a_charged_crime_without_a_charge_on_record_is_not_over(case):
    """Charged by post, or before this record began: what the court decided is not known here."""
    make_crime(case=case, stage="charged", outcome=1, outcome_at=AT)

    assert retention.outcome_of(case) is None


def test_a_case_with_an_adjourned_hearing_and_a_later_one_listed_is_not_over(ended):
    """An adjournment is an outcome of that day, and not of the case."""
    put = charge(ended)
    make_hearing(defendant=put.suspect, result="Adjourned for 14 days.", at=AT)
    make_hearing(defendant=put.suspect, at=AT + 14 * DAY)

    assert retention.outcome_of(ended) is None


@pytest.mark.parametrize("stage", rules.UNDECIDED_CHARGES)
def test_a_case_with_a_charge_that_is_not_decided_or_not_put_is_not_over(ended, stage):
    make_charge(case=ended, stage=stage)

    assert retention.outcome_of(ended) is None


def test_a_changed_rule_plans_anew_shows_the_difference_and_deletes_nothing(
    ended, folder, monkeypatch
):
    """EV-75: changing a rule never deletes at once; it re-plans and shows a difference."""
    retention.plan(ended, at=AT)
    shorter = tuple(dataclasses.replace(row, review_months=1) for row in rules.RETENTION)
    monkeypatch.setattr(rules, "RETENTION", shorter)
    monkeypatch.setattr(rules, "EDITION", "2027-01")
    before = bytes_left(folder)

    list(retention.plan_all(at=AT + 60 * DAY))

    plan = RetentionPlan.objects.get(case=ended)
    changed = {name: (old, new) for name, old, new in retention.differences(plan)}
    assert changed["review_on"] == ("2032-11-17", "2026-12-17")
    assert changed["edition"] == ("2026-11", "2027-01")
    assert bytes_left(folder) == before
    assert not Disposal.objects.exists()


def test_planning_again_with_nothing_new_changes_nothing(ended):
    retention.plan(ended, at=AT)
    retention.plan(ended, at=AT + DAY)

    assert CaseEvent.objects.filter(kind="retention.planned").count() == 1


def test_a_case_that_is_taken_up_again_loses_its_plan_and_nothing_else(ended, folder):
    retention.plan(ended, at=AT)
    before = bytes_left(folder)
    make_crime(case=ended, stage="under_investigation")

    assert retention.plan(ended, at=AT) is None
    assert bytes_left(folder) == before
    assert not RetentionPlan.objects.exists()
