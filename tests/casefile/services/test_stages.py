from concurrent.futures import ThreadPoolExecutor

import pytest
from django.apps import apps
from django.db import connections

from casefile.models import CaseEvent
from casefile.rules import stages as rules
from casefile.rules.events import EVENT_KINDS
from casefile.rules.permissions import ROLES
from casefile.rules.transition import STAYS
from casefile.services import NotPermitted, clean, events, guards, stages
from casefile.services.actors import of_user
from tests.factories import (
    AT,
    make_actor,
    make_exhibit,
    make_statement_version,
    make_submission,
    make_suspect,
    make_triage,
    make_unused_material,
)

WITHOUT_ACCOUNT = {"witness", "system", "custody_system", "prosecutor_system", "court_system"}
COMMENT = "The recording and two independent witnesses place him there; identity is not in doubt."


# The table ---------------------------------------------------------------------------------------


def lives():
    return {getattr(model, "life", None): model for model in apps.get_models()}


@pytest.mark.parametrize("row", rules.TRANSITIONS, ids=lambda row: f"{row.subject}.{row.name}")
def test_every_row_names_things_that_exist(row):
    assert row.subject in lives()
    assert set(row.roles) <= set(ROLES) | WITHOUT_ACCOUNT
    assert set(row.guards) <= set(guards.GUARDS)
    family = {"report": "report", "complaint": "force"}.get(row.subject, "case")
    assert EVENT_KINDS[row.event].family == family
    assert row.source.document


@pytest.mark.parametrize("subject", rules.FIRST_STAGES)
def test_every_stage_can_be_reached(subject):
    reached = {rules.FIRST_STAGES[subject]}
    for _ in rules.TRANSITIONS:
        for row in rules.TRANSITIONS:
            if row.subject == subject and reached & set(row.from_stages):
                reached |= {row.to_stage} - {STAYS}

    assert reached == rules.stages_of(subject)
    named = {s for r in rules.TRANSITIONS if r.subject == subject for s in r.from_stages}
    assert named <= reached


def test_no_transition_is_named_twice_and_every_guard_is_used():
    names = [(row.subject, row.name) for row in rules.TRANSITIONS]

    assert len(names) == len(set(names))
    assert {name for row in rules.TRANSITIONS for name in row.guards} == set(guards.GUARDS)


def test_every_row_begins_where_its_model_begins():
    for subject, model in lives().items():
        if subject in rules.FIRST_STAGES:
            assert model._meta.get_field("stage").default == rules.FIRST_STAGES[subject]


def test_no_police_role_makes_a_prosecutors_decision():
    police = {"officer", "supervisor", "disclosure_officer", "custody_officer", "crime_assessor"}

    for row in rules.TRANSITIONS:
        if row.event.startswith(("charge.authorised", "charge.refused", "triage.")):
            assert not police & set(row.roles), row.name


# The move ----------------------------------------------------------------------------------------


def arrest(suspect, by):
    return stages.move(subject=suspect, transition="arrest", by=by, at=AT, data={"place": "here"})


@pytest.mark.both
def test_a_move_changes_the_stage_and_records_the_event(by):
    suspect = make_suspect()

    moved = arrest(suspect, by)

    suspect.refresh_from_db()
    event = CaseEvent.objects.get()
    assert (moved.stage, suspect.stage) == ("arrested", "arrested")
    assert (event.kind, event.stream, event.subject_id) == (
        "suspect.arrested",
        suspect.case.stream,
        suspect.pk,
    )
    assert events.body_of(event) == {
        "transition": "arrest",
        "to_stage": "arrested",
        "place": "here",
    }


def test_a_charged_suspect_cannot_be_arrested_for_it_again(by):
    suspect = make_suspect(stage="charged")

    with pytest.raises(stages.WrongStage, match="This suspect is charged; that step starts from"):
        arrest(suspect, by)

    assert not CaseEvent.objects.exists()


def test_the_stage_in_the_database_counts_and_not_the_one_in_hand(by):
    suspect = make_suspect()
    type(suspect).objects.update(stage="charged")

    with pytest.raises(stages.WrongStage):
        arrest(suspect, by)


def test_a_role_that_may_not_is_refused(auditor):
    suspect = make_suspect()

    with pytest.raises(NotPermitted):
        arrest(suspect, of_user(auditor))

    suspect.refresh_from_db()
    assert suspect.stage == "suspected"


@pytest.mark.parametrize("role", ["officer", "supervisor", "custody_officer"])
def test_no_police_credential_authorises_a_charge(db, role):
    suspect = make_suspect(stage="arrested")

    with pytest.raises(NotPermitted):
        stages.move(
            subject=suspect, transition="authorise_charge", by=make_actor(role), at=AT, data={}
        )


def test_an_unknown_transition_is_an_error(by):
    with pytest.raises(KeyError):
        stages.move(subject=make_suspect(), transition="vanish", by=by, at=AT)


def test_every_guard_gives_all_its_reasons_at_once(prosecutor):
    submission = make_submission(stage="submitted")

    with pytest.raises(stages.GuardsFailed) as refusal:
        stages.move(subject=submission, transition="reject", by=of_user(prosecutor), at=AT)

    assert [reason.code for reason in refusal.value.reasons] == [
        "reasons_missing",
        "respond_by_missing",
    ]
    submission.refresh_from_db()
    assert submission.stage == "submitted"


def test_two_guards_that_both_refuse_are_both_heard(supervisor):
    submission = make_submission(stage="awaiting_approval", started_by=supervisor)

    with pytest.raises(stages.GuardsFailed) as refusal:
        stages.move(subject=submission, transition="approve", by=of_user(supervisor), at=AT)

    assert {"own_file", "TR04"} <= {reason.code for reason in refusal.value.reasons}


@pytest.mark.both
def test_of_two_who_move_at_once_one_is_told_that_it_is_done(committed_db):
    suspect, actors = make_suspect(), [make_actor("officer"), make_actor("officer")]

    def try_it(by):
        try:
            return arrest(suspect, by).stage
        except stages.WrongStage:
            return "refused"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(try_it, actors))

    assert outcomes == ["arrested", "refused"]
    assert CaseEvent.objects.filter(kind="suspect.arrested").count() == 1


# Guards ------------------------------------------------------------------------------------------


def codes(guard, subject, by=None, **data):
    return [reason.code for reason in guards.GUARDS[guard](subject, by, AT, data)]


@pytest.mark.parametrize(
    ("guard", "field", "code"),
    [
        ("reason_given", "reason", "reason_missing"),
        ("reply_given", "reply", "reply_missing"),
        ("supervisor_commented", "comment", "TR04"),
    ],
)
def test_words_that_are_needed_are_asked_for(guard, field, code):
    assert codes(guard, None) == codes(guard, None, **{field: "  \n"}) == [code]
    assert codes(guard, None, **{field: COMMENT}) == []


@pytest.mark.parametrize("reason", ["before\x00after", "x" * 200_001])
def test_words_that_cannot_be_kept_move_nothing(case, by, reason):
    exhibit = make_exhibit(case=case)

    with pytest.raises(clean.BadText) as refused:
        stages.move(subject=exhibit, transition="void", by=by, at=AT, data={"reason": reason})

    assert [found.field for found in refused.value.reasons] == ["reason"]
    assert type(exhibit).objects.get().stage == exhibit.stage


def test_a_file_is_not_approved_by_who_built_it_or_whose_case_it_is(case, officer, supervisor):
    built = make_submission(case=case, started_by=supervisor)
    own = make_submission(case=case)

    assert codes("supervisor_is_not_the_officer", built, of_user(supervisor)) == ["own_file"]
    assert codes("supervisor_is_not_the_officer", own, of_user(officer)) == ["own_file"]
    assert codes("supervisor_is_not_the_officer", own, of_user(supervisor)) == []


def test_a_statement_without_words_is_not_fixed(db):
    assert codes("narrative_present", make_statement_version(narrative=" ")) == [
        "narrative_missing"
    ]


def test_an_exhibit_that_was_sent_keeps_its_reference(case):
    exhibit = make_exhibit(case=case)
    assert codes("exhibit_not_served", exhibit) == []

    make_submission(case=case, stage="submitted", submitted_at=AT)

    assert codes("exhibit_not_served", exhibit) == ["already_sent"]


def test_a_file_with_an_undecided_suspect_is_not_decided(case):
    suspect = make_suspect(case=case)

    assert codes("every_suspect_decided", make_submission(case=case)) == ["suspect_undecided"]
    assert suspect.case == case


@pytest.mark.parametrize("make", [make_suspect, make_exhibit, make_unused_material])
def test_the_case_of_a_part_is_found(case, make):
    assert guards.case_of(make(case=case)) == case


def test_the_case_of_a_part_of_a_part_is_found(db):
    version, triage = make_statement_version(), make_triage()

    assert guards.case_of(version) == version.statement.case
    assert guards.case_of(triage) == triage.submission.case
    assert guards.case_of(None) is None
