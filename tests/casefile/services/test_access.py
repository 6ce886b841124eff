from datetime import timedelta

import pytest
from django.db import DatabaseError

from casefile.models import BreakGlass, Case, CaseEvent
from casefile.rules.permissions import PERMISSIONS, ROLES
from casefile.services import NotFound, NotPermitted, Refused, access, clean, events
from casefile.services.actors import of_user
from tests.factories import (
    AT,
    OTHER_AREA,
    OTHER_FORCE,
    make_actor,
    make_arrest,
    make_assigned_case,
    make_assignment,
    make_break_glass,
    make_case,
    make_exhibit,
    make_force,
    make_hand_over,
    make_sent_case,
    make_sent_submission,
    make_submission,
    make_user,
    make_user_role,
)

REASON = "A child may be at risk at the address tonight."


# Reach -------------------------------------------------------------------------------------------


def case_of_reach(reach, actor, *, is_own=True):
    """Return a case that the actor's reach covers, or the like of it that it does not."""
    if reach == "offered":
        return make_hand_over(**({"to_user": actor.user} if is_own else {}))
    if reach == "held":
        force = make_force() if is_own else make_force(OTHER_FORCE)
        return make_exhibit(case=make_case(force=force), held_by=actor.user)
    if reach == "area":
        return make_sent_case(actor.area if is_own else OTHER_AREA)
    force = make_force() if is_own else make_force(OTHER_FORCE)
    case = make_case(force=force)
    if reach == "assigned":
        make_assignment(case=case, user=actor.user)
    if reach == "custody":
        make_arrest(case=case)
    return case


def someone(role, reach):
    if reach == "area":
        return make_actor(role, force=None, cps_area="North")
    return make_actor(role)


ON_CASES = [row for row in PERMISSIONS if row.reach != "self"]


@pytest.mark.parametrize("row", ON_CASES, ids=lambda row: row.action)
def test_every_role_of_an_action_may_within_its_reach_and_not_beyond(db, row):
    for role in set(row.roles) & set(ROLES):
        actor = someone(role, row.reach)
        near = case_of_reach(row.reach, actor)
        far = case_of_reach(row.reach, actor, is_own=False)

        assert access.may(actor, row.action, near, at=AT), role
        assert not access.may(actor, row.action, far, at=AT), role


@pytest.mark.parametrize("row", ON_CASES, ids=lambda row: row.action)
def test_no_other_role_may_however_near_the_case(db, row):
    for role in set(ROLES) - {
        r for other in ON_CASES if other.action == row.action for r in other.roles
    }:
        actor = someone(role, row.reach)

        assert not access.may(actor, row.action, case_of_reach(row.reach, actor), at=AT), role


@pytest.mark.parametrize("action", ["case.view", "custody.view", "submission.view"])
def test_the_cases_that_are_listed_are_those_that_may_be_seen(db, action):
    row = next(row for row in PERMISSIONS if row.action == action)
    actor = someone(row.roles[0], row.reach)
    near = case_of_reach(row.reach, actor)
    case_of_reach(row.reach, actor, is_own=False)
    make_case()

    assert list(access.visible_to(actor, action)) == [near]


def test_a_case_is_listed_once_however_many_parts_one_has_in_it(db):
    officer = make_user("officer", "supervisor")
    case = make_assigned_case(officer)
    make_assignment(case=case, user=officer, role="disclosure_officer")

    assert access.visible_to(of_user(officer)).count() == 1


def test_a_part_of_a_case_is_reached_as_its_case_is(db, officer, stranger):
    exhibit = make_exhibit(case=make_assigned_case(officer))

    assert access.may(of_user(officer), "case.work", exhibit, at=AT)
    assert not access.may(of_user(stranger), "case.work", exhibit, at=AT)


def test_a_file_that_has_not_left_is_not_seen_by_its_area(db, prosecutor):
    draft, sent = make_submission(), make_sent_submission()

    assert not access.may(of_user(prosecutor), "submission.view", draft, at=AT)
    assert access.may(of_user(prosecutor), "submission.view", sent, at=AT)


def test_a_prosecutor_without_an_area_sees_nothing(db):
    make_sent_case(area="")
    actor = make_actor("prosecutor", force=None)

    assert not access.visible_to(actor, "submission.view").exists()


def test_nobody_without_a_force_matches_what_has_none(db):
    actor = make_actor("supervisor", force=None)

    assert not access.may(actor, "case.allocate", Case(), at=AT)


def test_a_role_or_a_part_that_was_taken_away_a_moment_ago_is_gone(db):
    user = make_user()
    role = make_user_role(user=user)
    case = make_case()
    part = make_assignment(case=case, user=user)
    assert access.may(of_user(user), "case.view", case, at=AT)

    part.revoked_at = AT
    part.save()
    assert not access.may(of_user(user), "case.view", case, at=AT)

    make_assignment(case=case, user=user, role="investigator")
    role.revoked_at = AT
    role.save()
    assert not access.may(of_user(user), "case.view", case, at=AT)


def test_an_action_that_is_in_no_table_is_an_error(db):
    with pytest.raises(KeyError):
        access.may(make_actor("officer"), "case.burn", at=AT)


# Refusals ----------------------------------------------------------------------------------------


def test_another_forces_case_does_not_exist_and_the_attempt_is_on_record(case, other_force_officer):
    actor = of_user(other_force_officer)

    with pytest.raises(NotFound):
        access.require(actor, "case.view", case, at=AT)

    entry = CaseEvent.objects.get(kind="case.refused")
    assert (entry.stream, entry.actor_id) == (case.access_stream, actor.id)
    assert events.body_of(entry) == {"action": "case.view"}


def test_what_may_be_seen_but_not_done_is_said_to_be_so(case, officer):
    with pytest.raises(NotPermitted, match="role does not allow"):
        access.require(of_user(officer), "file.approve", case, at=AT)

    assert CaseEvent.objects.filter(kind="case.refused").count() == 1


def test_a_custody_officer_who_sees_a_case_is_told_that_working_on_it_is_not_theirs(
    case, custody_officer
):
    make_arrest(case=case)

    with pytest.raises(NotPermitted):
        access.require(of_user(custody_officer), "case.work", case, at=AT)


def test_what_is_permitted_leaves_no_refusal(case, officer):
    access.require(of_user(officer), "case.view", case, at=AT)

    assert not CaseEvent.objects.exists()


def test_a_refusal_outside_any_case_is_on_the_stream_of_the_actors_force(officer):
    access.record_refusal(of_user(officer), "users.manage", at=AT)

    entry = CaseEvent.objects.get()
    assert (entry.kind, entry.stream) == ("access.refused", "force:77")


def test_an_attempt_that_cannot_be_recorded_is_still_refused(case, stranger, monkeypatch):
    monkeypatch.setattr(events, "append", unable)

    with pytest.raises(DatabaseError):
        access.require(of_user(stranger), "case.view", case, at=AT)


def unable(**_):
    raise DatabaseError("the log is read-only")


# Reads -------------------------------------------------------------------------------------------


def test_a_read_is_an_entry_of_the_access_stream_with_what_was_read_and_why(case, officer):
    access.record_read(of_user(officer), case, at=AT, what="desk:case", reason="Court tomorrow")

    entry = CaseEvent.objects.get()
    assert (entry.kind, entry.stream, entry.subject_id) == (
        "case.viewed",
        case.access_stream,
        case.pk,
    )
    assert events.body_of(entry) == {"what": "desk:case", "reason": "Court tomorrow"}


def test_a_list_is_recorded_with_each_hit_on_it(officer):
    access.record_list(of_user(officer), at=AT, what="desk:cases", hits=["1", "2"])

    entry = CaseEvent.objects.get()
    assert (entry.kind, entry.stream) == ("list.viewed", "force:77")
    assert events.body_of(entry)["hits"] == ["1", "2"]


# Emergency access --------------------------------------------------------------------------------


def test_emergency_access_lets_a_stranger_read_but_not_work_for_twelve_hours(case, stranger):
    actor = of_user(stranger)

    row = access.break_glass(case=case, by=actor, at=AT, reason=REASON)

    almost = AT + timedelta(hours=12) - timedelta(seconds=1)
    assert access.may(actor, "case.view", case, at=AT)
    assert access.may(actor, "case.view", case, at=almost)
    assert not access.may(actor, "case.work", case, at=AT)
    assert not access.may(actor, "case.view", case, at=row.ends_at)
    assert not access.may(actor, "case.view", case, at=AT - timedelta(seconds=1))


def test_emergency_access_is_to_one_case_by_one_person_and_never_listed(case, stranger, officer):
    access.break_glass(case=case, by=of_user(stranger), at=AT, reason=REASON)

    assert not access.may(of_user(stranger), "case.view", make_case(), at=AT)
    assert not access.may(make_actor("officer"), "case.view", case, at=AT)
    assert not access.visible_to(of_user(stranger)).exists()


def test_taking_emergency_access_is_recorded_with_its_reason(case, stranger):
    access.break_glass(case=case, by=of_user(stranger), at=AT, reason=f"  {REASON} ")

    entry = CaseEvent.objects.get(kind="break_glass.opened")
    assert entry.stream == case.access_stream
    assert events.body_of(entry) == {"reason": REASON}


@pytest.mark.parametrize("reason", ["", "   \n ", "urgent"])
def test_emergency_access_needs_a_reason(case, stranger, reason):
    with pytest.raises(Refused, match="Say why") as refusal:
        access.break_glass(case=case, by=of_user(stranger), at=AT, reason=reason)

    assert refusal.value.code == "reason_missing"
    assert not BreakGlass.objects.exists()


def test_a_reason_with_nul_is_refused(case, stranger):
    with pytest.raises(clean.BadText):
        access.break_glass(case=case, by=of_user(stranger), at=AT, reason=REASON + "\x00")


def test_emergency_access_stops_at_the_force_and_at_the_role(case, other_force_officer, auditor):
    for user in (other_force_officer, auditor):
        with pytest.raises(NotPermitted):
            access.break_glass(case=case, by=of_user(user), at=AT, reason=REASON)


def test_another_supervisor_reviews_emergency_access_once(case, supervisor):
    row = make_break_glass(case=case)

    access.review_break_glass(
        row=row, by=of_user(supervisor), at=AT, was_justified=False, note="No risk was known."
    )

    row.refresh_from_db()
    assert (row.reviewed_by, row.was_justified) == (supervisor, False)
    assert CaseEvent.objects.get().kind == "break_glass.reviewed"
    with pytest.raises(Refused, match="already"):
        access.review_break_glass(
            row=row, by=of_user(supervisor), at=AT, was_justified=True, note="Second thoughts."
        )


@pytest.mark.parametrize("who", ["self", "officer", "other force"])
def test_nobody_else_reviews_it(case, supervisor, officer, other_force_officer, who):
    user = {"self": supervisor, "officer": officer, "other force": other_force_officer}[who]
    row = make_break_glass(case=case, user=supervisor)

    with pytest.raises(NotPermitted):
        access.review_break_glass(
            row=row, by=of_user(user), at=AT, was_justified=True, note="It was fine."
        )

    assert BreakGlass.objects.get().reviewed_at is None
