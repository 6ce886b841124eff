"""Holds, two persons, days to undo, and a certificate: the only way to destroy stored bytes."""

from datetime import timedelta

import pytest

from casefile.models import CaseEvent, Disposal, StoredObject
from casefile.rules import retention as rules
from casefile.services import (
    NotPermitted,
    Refused,
    disposal,
    events,
    evidence,
    holds,
    retention,
    stages,
    store_scan,
)
from casefile.services.actors import of_user
from tests.factories import (
    AT,
    make_case,
    make_crime,
    make_hearing,
    make_photo,
    make_stored_object,
    make_suspect,
    make_user,
)

DAY = timedelta(days=1)
LATER = AT + 31 * DAY
WHY = "Six years have passed, and nobody needs them."


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.EVIDENCE_DIR = str(tmp_path / "evidence")
    return tmp_path / "evidence"


@pytest.fixture
def ended(case):
    """A case that is over, with an original and a copy made from it."""
    make_crime(case=case, stage="filed", home_office_class="49", outcome=18, outcome_at=AT)
    make_photo(case=case)
    make_stored_object(b"a copy made from it", case=case)
    return case


@pytest.fixture
def first(ended):
    return of_user(make_user("records_manager", name="Ann Reed", force=ended.force))


@pytest.fixture
def second(ended):
    return of_user(make_user("records_manager", name="Bea Stone", force=ended.force))


@pytest.fixture
def proposed(ended, first):
    return disposal.propose(case=ended, reason=WHY, by=first, at=AT)


@pytest.fixture
def approved(proposed, second):
    return disposal.approve(row=proposed, by=second, at=AT)


def bytes_left(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def run_due(at=LATER):
    for row in disposal.due(at):
        disposal.carry_out(row, at=at)


def codes(refusal):
    return {reason.code for reason in refusal.value.reasons}


def kinds(case):
    return list(
        CaseEvent.objects.filter(stream=case.stream)
        .order_by("sequence")
        .values_list("kind", flat=True)
    )


# Holds -------------------------------------------------------------------------------------------


def hold(case, by, kind="appeal"):
    return holds.place(case=case, kind=kind, reason="An appeal was lodged.", by=by, at=AT)


def test_with_a_hold_no_byte_vanishes_and_the_other_hold_still_holds(
    approved, ended, first, second, folder
):
    """EV-76: holds beat every rule, several at once, each removed by two persons."""
    before = bytes_left(folder)
    rows = [hold(ended, first), hold(ended, first, "coroner")]
    holds.ask_removal(row=rows[0], reason="It was dismissed.", by=first, at=AT)
    holds.agree_removal(row=rows[0], by=second, at=AT)

    with pytest.raises(stages.GuardsFailed) as refusal:
        run_due()

    assert codes(refusal) == {"held"}
    assert bytes_left(folder) == before


def test_who_asks_for_the_removal_of_a_hold_cannot_agree_to_it(ended, first, second):
    """EV-76: the removal of a hold takes two persons."""
    row = hold(ended, first)
    with pytest.raises(Refused, match="Nobody has asked"):
        holds.agree_removal(row=row, by=second, at=AT)
    holds.ask_removal(row=row, reason="It was dismissed.", by=first, at=AT)

    with pytest.raises(NotPermitted, match="Another person"):
        holds.agree_removal(row=row, by=first, at=AT)

    assert ended.holds.live().exists()
    assert holds.agree_removal(row=row, by=second, at=AT).removed_by_id == second.id


def test_a_hold_whose_removal_is_declined_stands_and_may_be_asked_for_again(ended, first, second):
    row = hold(ended, first)
    holds.ask_removal(row=row, reason="It was dismissed.", by=first, at=AT)

    holds.keep(row=row, by=second, at=AT)

    assert ended.holds.live().exists()
    holds.ask_removal(row=row, reason="It was dismissed.", by=second, at=AT)


@pytest.mark.parametrize("kind", rules.HOLDS)
def test_each_kind_of_hold_stops_a_proposal(ended, first, kind):
    """EV-76: appeal, CCRC, coroner, civil claim, complaint, inquiry, court order."""
    hold(ended, first, kind)

    with pytest.raises(Refused, match="held"):
        disposal.propose(case=ended, reason=WHY, by=first, at=AT)


def test_no_hold_is_placed_without_a_reason_or_a_kind_or_from_another_force(ended, first):
    elsewhere = of_user(make_user("records_manager", force=None, cps_area="North"))
    for given in ({"kind": "whim", "reason": "A reason."}, {"kind": "appeal", "reason": " "}):
        with pytest.raises(Refused):
            holds.place(case=ended, by=first, at=AT, **given)
    with pytest.raises(NotPermitted):
        hold(ended, elsewhere)


# Two persons -------------------------------------------------------------------------------------


def test_without_a_second_person_no_byte_vanishes(proposed, first, folder):
    """EV-77: a second person with authority approves; without, 0 bytes vanish."""
    before = bytes_left(folder)

    with pytest.raises(stages.GuardsFailed) as refusal:
        disposal.approve(row=proposed, by=first, at=AT)
    run_due(AT + 3650 * DAY)

    assert "own_proposal" in codes(refusal)
    assert bytes_left(folder) == before


def test_a_role_without_authority_neither_proposes_nor_approves(proposed, ended, officer):
    by = of_user(officer)
    for act in (
        lambda: disposal.propose(case=ended, reason=WHY, by=by, at=AT),
        lambda: disposal.approve(row=proposed, by=by, at=AT),
    ):
        with pytest.raises(NotPermitted):
            act()


def test_what_the_rules_say_against_it_is_shown_to_the_second_person(proposed):
    assert proposed.warnings[0] == "The rules keep these files until 17 November 2032."
    assert "Not all of these rules were checked against their source." in proposed.warnings


@pytest.mark.parametrize(
    ("result", "is_warned"), [("Adjourned for reports.", True), ("Guilty; 6 months.", False)]
)
def test_a_last_result_that_does_not_read_as_final_is_warned_of(ended, result, is_warned):
    suspect = make_suspect(case=ended, stage="charged")
    make_hearing(defendant=suspect, result="Guilty; 6 months.", at=AT - DAY)
    make_hearing(defendant=suspect, result=result, at=AT)

    found = disposal.warnings_about(retention.plan(ended, at=AT), AT)

    assert any("does not read as final" in warning for warning in found) is is_warned


def test_there_is_one_disposal_of_a_case_at_a_time(proposed, ended, first):
    with pytest.raises(Refused, match="under way"):
        disposal.propose(case=ended, reason=WHY, by=first, at=AT)


def test_a_case_that_goes_on_or_has_no_files_is_not_proposed(ended, case, first):
    StoredObject.objects.update(destroyed_at=AT)
    with pytest.raises(Refused, match="no files"):
        disposal.propose(case=ended, reason=WHY, by=first, at=AT)
    make_crime(case=ended, stage="recorded")
    with pytest.raises(Refused, match="not over"):
        disposal.propose(case=ended, reason=WHY, by=first, at=AT)


def test_files_of_a_crime_whose_class_is_not_known_are_neither_proposed_nor_destroyed(
    approved, ended, first, folder
):
    before = bytes_left(folder)
    ended.crimes.update(home_office_class="no class")

    with pytest.raises(Refused, match="Correct its class first"):
        disposal.propose(case=ended, reason=WHY, by=first, at=AT)
    with pytest.raises(stages.GuardsFailed) as refusal:
        run_due()

    assert codes(refusal) == {"kept"}
    assert bytes_left(folder) == before


def test_for_thirty_days_nothing_vanishes_and_it_can_be_undone(approved, first, folder):
    """EV-77: cooling-off of 30 days, with undo."""
    before = bytes_left(folder)
    run_due(AT + 30 * DAY - timedelta(seconds=1))

    disposal.undo(row=approved, reason="Needed after all.", by=first, at=AT + 29 * DAY)
    run_due()

    assert bytes_left(folder) == before
    assert Disposal.objects.get().stage == "undone"


def test_a_refused_proposal_destroys_nothing_and_another_may_follow(proposed, ended, second, first):
    disposal.refuse(row=proposed, reason="Still needed.", by=second, at=AT)
    run_due()

    assert disposal.propose(case=ended, reason=WHY, by=first, at=AT).stage == "proposed"


def test_files_that_came_after_the_proposal_stop_it(approved, ended, folder):
    make_stored_object(b"new evidence", case=ended)
    before = bytes_left(folder)

    with pytest.raises(stages.GuardsFailed) as refusal:
        run_due()

    assert codes(refusal) == {"new_files"}
    assert bytes_left(folder) == before


def test_a_hearing_that_is_listed_after_the_approval_stops_the_destroying(approved, ended, folder):
    before = bytes_left(folder)
    make_hearing(case=ended)

    with pytest.raises(stages.GuardsFailed) as refusal:
        run_due()

    assert codes(refusal) == {"not_over"}
    assert bytes_left(folder) == before


# Destroying --------------------------------------------------------------------------------------


def test_after_the_full_path_every_copy_is_gone_and_the_log_has_hash_and_no_content(
    approved, ended, folder
):
    """EV-78: an erasure's log holds who, when, item, hash, rule and approval; no content."""
    hashes = {f"sha256:{item.sha256}" for item in approved.items.all()}

    run_due()

    assert bytes_left(folder) == 0
    bodies = [events.body_of(e) for e in CaseEvent.objects.filter(kind="object.destroyed")]
    assert {body["sha256"] for body in bodies} == hashes
    assert all(set(body) == {"sha256", "size_bytes", "rules"} for body in bodies)
    assert not StoredObject.objects.exclude(original_name="", metadata={}).exists()
    received = CaseEvent.objects.filter(kind="object.received")
    assert {events.body_of(event) for event in received} == {None}
    assert not events.check(ended.stream).faults


def test_who_proposed_and_who_approved_is_on_the_record(approved, ended, first, second):
    run_due()

    row = Disposal.objects.get()
    assert (row.stage, row.proposed_by_id, row.approved_by_id) == ("destroyed", first.id, second.id)
    assert [kind for kind in kinds(ended) if kind.startswith("disposal.")] == [
        f"disposal.{word}" for word in ("proposed", "approved", "started", "completed")
    ]


def test_what_was_destroyed_is_refused_in_words_and_no_scan_takes_it_for_lost(approved, by):
    run_due()

    stored = StoredObject.objects.first()
    with pytest.raises(evidence.Destroyed, match="disposed of"):
        evidence.read(stored, by=by, at=AT)
    assert store_scan.scan_slice(at=AT).problems == 0


def test_a_stop_half_way_is_made_good_and_nothing_is_given_out_meanwhile(
    approved, by, folder, monkeypatch
):
    def stop():
        raise RuntimeError("the worker died")

    with pytest.raises(RuntimeError):
        disposal.carry_out(approved, at=LATER, renew=stop)
    with pytest.raises(evidence.Destroyed):
        evidence.read(StoredObject.objects.first(), by=by, at=AT)
    with pytest.raises(stages.WrongStage):
        disposal.undo(row=approved, reason="Too late now.", by=by_second(approved), at=LATER)

    run_due()

    assert bytes_left(folder) == 0


def by_second(row):
    return of_user(row.approved_by)


def test_a_hold_cannot_be_placed_once_destroying_began(approved, ended, first):
    Disposal.objects.update(stage="destroying")

    with pytest.raises(Refused, match="being destroyed"):
        hold(ended, first)


@pytest.mark.long
@pytest.mark.both
@pytest.mark.parametrize("point", ["disposal.begun", "disposal.destroyed"])
def test_a_worker_killed_while_destroying_leaves_nothing_half_done(
    committed_db, reached, settings, folder, point
):
    case = make_case()
    make_crime(case=case, stage="filed", home_office_class="49", outcome=18, outcome_at=AT)
    make_photo(case=case)
    make_stored_object(b"a copy", case=case)
    people = [of_user(make_user("records_manager", force=case.force)) for _ in range(2)]
    row = disposal.propose(case=case, reason=WHY, by=people[0], at=AT)
    disposal.approve(row=row, by=people[1], at=AT)
    code = (
        f"from django.conf import settings; settings.EVIDENCE_DIR = {settings.EVIDENCE_DIR!r}\n"
        "from datetime import timedelta\n"
        "from casefile.models import Disposal\nfrom casefile.services import disposal\n"
        "row = Disposal.objects.get()\n"
        "disposal.carry_out(row, at=row.destroys_from + timedelta(days=1))"
    )
    died = committed_db.run(code, CASEFILE_CRASHPOINT=f"{point}:1")

    run_due()

    reached(point, died.returncode, died.stderr)
    assert bytes_left(folder) == 0
    assert Disposal.objects.get().stage == "destroyed"
    assert kinds(case).count("object.destroyed") == 2
