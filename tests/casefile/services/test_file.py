"""Unused material, forms, submissions, checks, and what comes back from the prosecutor."""

from datetime import date, timedelta

import pytest

from casefile.models import CaseEvent
from casefile.rules.mg_forms import MG_FORMS
from casefile.services import (
    NotPermitted,
    Refused,
    decisions,
    file_checks,
    mg_forms,
    stages,
    submissions,
    unused,
)
from casefile.services.actors import of_user
from tests import factories
from tests.factories import SUMMER_NIGHT

pytestmark = pytest.mark.django_db
COMMENT = "I have read the file: identification and the recording meet the full test."


def list_item(case, by, at, **overrides):
    values = {"description": "The log of the call", "location": "Station", "origin": "log"}
    return unused.list_item(case=case, by=by, at=at, **{**values, **overrides})


def start(case, by, at, **overrides):
    values = {
        "build": "charge_request_ngap_fct",
        "cps_area": factories.AREA,
        "priority": "green",
        "code_test": "full",
        "unit": "ZD",
        **overrides,
    }
    return submissions.start(case=case, by=by, at=at, **values)


def sent(case, by, at):
    submission = start(case, by, at)
    submission.stage = "submitted"
    submission.submitted_at = at
    submission.save()
    return submission


def test_item_numbers_run_on_over_both_schedules(case, by, at):
    first = list_item(case, by, at)
    second = list_item(case, by, at, schedule="D", sensitivity_reason="A source")

    assert (first.item_number, second.item_number) == (1, 2)


def test_a_sensitive_item_needs_its_reason(case, by, at):
    with pytest.raises(Refused, match="why this is sensitive"):
        list_item(case, by, at, schedule="D")


def test_material_presumed_to_meet_the_test_is_answered_with_a_reason(case, by, at):
    item = list_item(case, by, at, presumption_class="b")

    with pytest.raises(Refused, match="Give the reason"):
        unused.examine(item=item, meets_test=False, reason="", by=by, at=at)


def test_new_material_after_sending_reopens_disclosure(case, by, at):
    sent(case, by, at)

    list_item(case, by, at)

    assert CaseEvent.objects.filter(stream=case.stream, kind="disclosure.reopened").exists()


def test_what_the_record_knows_is_not_typed_again(case, by, at):
    known = next(field for field in MG_FORMS["MG5"].fields if not field.is_typed)

    with pytest.raises(Refused, match="The record answers this box"):
        mg_forms.answer(case=case, code="MG5", answers={known.key: "x"}, by=by, at=at)


def test_an_answer_keeps_its_label_and_edition(case, by, at):
    form = mg_forms.answer(case=case, code="MG3", answers={"summary": "A robbery"}, by=by, at=at)

    assert form.edition
    assert form.answers.get().label


def test_one_file_is_open_at_a_time(case, by, at):
    start(case, by, at)

    with pytest.raises(Refused, match="open first"):
        start(case, by, at)


def test_starting_a_file_says_everything_that_is_wrong_at_once(case, by, at):
    with pytest.raises(Refused) as refusal:
        start(case, by, at, build="x", cps_area="", priority="x", code_test="x")

    assert {r.field for r in refusal.value.reasons} == {
        "build",
        "cps_area",
        "priority",
        "code_test",
    }


def test_an_unsigned_statement_stops_the_file(case, by, at):
    witness = factories.make_witness(case=case)
    factories.make_statement_version(
        statement=factories.make_statement(case=case, witness=witness.person)
    )

    found = file_checks.findings(start(case, by, at), on=at.date())

    assert [f.level for f in found if f.code == "ST01"] == ["block"]


def test_an_exhibit_named_but_not_recorded_is_found_from_the_words(case, by, at):
    witness = factories.make_witness(case=case)
    factories.make_statement_version(
        statement=factories.make_statement(case=case, witness=witness.person),
        narrative="I produce exhibit JS/9.",
    )

    found = file_checks.findings(start(case, by, at), on=at.date())

    assert "JS/9" in [f.about for f in found if f.code == "TR07"]


def test_the_officer_cannot_approve_the_own_file(case, officer, by, at):
    factories.make_user_role(user=officer, role="supervisor")
    submission = start(case, by, at)
    submissions.request_approval(submission=submission, by=of_user(officer), at=at)

    with pytest.raises(stages.GuardsFailed) as refusal:
        submissions.approve(submission=submission, comment=COMMENT, by=of_user(officer), at=at)

    assert "own_file" in [reason.code for reason in refusal.value.reasons]


def test_approval_without_comments_is_refused_and_leaves_nothing_behind(case, supervisor, by, at):
    submission = start(case, by, at)
    submissions.request_approval(submission=submission, by=by, at=at)

    with pytest.raises(stages.GuardsFailed):
        submissions.approve(submission=submission, comment="ok", by=of_user(supervisor), at=at)

    submission.refresh_from_db()
    assert (submission.stage, submission.approved_by) == ("awaiting_approval", None)


def test_a_file_is_checked_by_the_rules_of_its_day_in_london(case, supervisor, by, monkeypatch):
    submission, days = start(case, by, SUMMER_NIGHT), []
    submissions.request_approval(submission=submission, by=by, at=SUMMER_NIGHT)
    monkeypatch.setattr(file_checks, "findings", lambda _, on: days.append(on) or [])

    submissions.approve(
        submission=submission, comment=COMMENT, by=of_user(supervisor), at=SUMMER_NIGHT
    )

    assert set(days) == {date(2026, 7, 15)}


def test_a_returned_file_keeps_its_reason(case, supervisor, by, at):
    submission = start(case, by, at)
    submissions.request_approval(submission=submission, by=by, at=at)

    submissions.return_to_officer(
        submission=submission, reason="Mark the clip", by=of_user(supervisor), at=at
    )

    submission.refresh_from_db()
    assert (submission.stage, submission.returned_reason) == ("returned", "Mark the clip")


def test_a_rejection_needs_reasons_and_a_day(case, prosecutor, by, at):
    submission = sent(case, by, at)

    with pytest.raises(stages.GuardsFailed) as refusal:
        decisions.triage(submission=submission, is_accepted=False, by=of_user(prosecutor), at=at)

    assert {r.field for r in refusal.value.reasons} == {"reasons", "respond_by"}


def test_a_day_to_respond_by_is_past_at_midnight_in_london(case, prosecutor, by):
    submission = sent(case, by, SUMMER_NIGHT)

    with pytest.raises(decisions.BadDecision, match="respond by is past"):
        decisions.triage(
            submission=submission,
            is_accepted=False,
            respond_by=date(2026, 7, 14),
            by=of_user(prosecutor),
            at=SUMMER_NIGHT,
        )


def test_a_day_of_an_action_plan_is_past_at_midnight_in_london(case, prosecutor, by):
    submission, they = sent(case, by, SUMMER_NIGHT), of_user(prosecutor)
    decisions.triage(submission=submission, is_accepted=True, by=they, at=SUMMER_NIGHT)
    item = {"text": "Gym log", "reason": "Alibi", "due_on": date(2026, 7, 14)}

    with pytest.raises(decisions.BadDecision, match="Item 1: choose a day"):
        decisions.issue_plan(submission=submission, items=[item], by=they, at=SUMMER_NIGHT)


def test_no_police_credential_makes_a_prosecutors_decision(case, by, at):
    with pytest.raises(NotPermitted):
        decisions.triage(submission=sent(case, by, at), is_accepted=True, by=by, at=at)


def test_an_action_plan_item_without_its_reason_is_refused(case, prosecutor, by, at):
    submission, they = sent(case, by, at), of_user(prosecutor)
    decisions.triage(submission=submission, is_accepted=True, by=they, at=at)

    with pytest.raises(decisions.BadDecision, match="Item 1: give the reason"):
        decisions.issue_plan(
            submission=submission,
            items=[{"text": "Statement", "reason": " ", "due_on": at.date()}],
            by=they,
            at=at,
        )


def test_a_plan_is_answered_and_closed_by_the_decision(case, prosecutor, officer, by, at):
    suspect = factories.make_suspect(case=case, stage="released")
    submission, they = sent(case, by, at), of_user(prosecutor)
    decisions.triage(submission=submission, is_accepted=True, by=they, at=at)
    due = at.date() + timedelta(days=7)
    plan = decisions.issue_plan(
        submission=submission,
        items=[{"text": "Gym log", "reason": "Alibi", "due_on": due}],
        by=they,
        at=at,
    )
    item = plan.items.get()

    decisions.reply(item=item, reply="The log shows exit at 19:20.", by=by, at=at)
    decisions.decide(
        submission=submission,
        decisions=[decisions.Decided(suspect.pk, "nfa_evidential", "Not enough")],
        by=they,
        at=at,
    )

    item.refresh_from_db()
    suspect.refresh_from_db()
    assert (item.stage, suspect.stage) == ("closed", "no_further_action")


def test_every_suspect_is_decided(case, prosecutor, by, at):
    one, _ = (factories.make_suspect(case=case, stage="released") for _ in range(2))
    submission, they = sent(case, by, at), of_user(prosecutor)
    decisions.triage(submission=submission, is_accepted=True, by=they, at=at)

    with pytest.raises(stages.GuardsFailed, match="no decision yet"):
        decisions.decide(
            submission=submission,
            decisions=[decisions.Decided(one.pk, "nfa_evidential", "Not enough")],
            by=they,
            at=at,
        )
