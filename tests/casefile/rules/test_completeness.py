from dataclasses import replace
from datetime import date

import pytest

from casefile.rules import completeness
from casefile.rules.completeness import (
    CHECKS,
    TRIAGE_REASONS,
    ApprovalFacts,
    ContactFacts,
    ExhibitFacts,
    FileFacts,
    InterviewFacts,
    PersonFacts,
    StatementFacts,
)

ON = date(2026, 11, 24)
SUSPECT = PersonFacts("s1", "Dean Marsh", "suspect", printed_on=date(2026, 11, 16))
VICTIM = PersonFacts(
    "v1",
    "Aisha Karim",
    "victim",
    printed_on=date(2026, 11, 16),
    personal_statement="taken",
    is_availability_known=True,
)
STATEMENT = StatementFacts(
    "st1", "v1", "Aisha Karim", "I was shown MB/1 and the clip MB/1/1.", is_signed=True
)
VIDEO = ExhibitFacts("MB/1", "video", producer="Mia Bell")
CLIP = ExhibitFacts("MB/1/1", "video", producer="Mia Bell", parent="MB/1", is_clip=True)
COMPLETE = FileFacts(
    officer_in_case_id="o1",
    contact=ContactFacts("hall@example.com", "07700 900001", "duty desk"),
    approval=ApprovalFacts("o2", "Every point to prove is met; robbery must go to the CPS."),
    people=(SUSPECT, VICTIM),
    statements=(STATEMENT,),
    exhibits=(VIDEO, CLIP),
    interviews=(InterviewFacts("s1", "Dean Marsh", was_held=True, has_summary=True),),
    forms=frozenset({"MG3", "MG6C", "MG6D", "MG6E"}),
    third_party_position="The gym holds its entry log.",
)


def without_form(code):
    return {"forms": COMPLETE.forms - {code}}


BROKEN = {
    "TR01": {"not_received": ("PL/2",)},
    "TR02": without_form("MG6D"),
    "TR03": without_form("MG3"),
    "TR04": {"approval": ApprovalFacts("o2", " ok ")},
    "TR04.2": {"approval": replace(COMPLETE.approval, by_id="o1")},
    "TR05": {"flags": frozenset({"domestic_abuse"})},
    "TR06": {"people": (*COMPLETE.people, replace(VICTIM, id="w9", name="Tom Reed"))},
    "TR07": {"statements": (replace(STATEMENT, text=STATEMENT.text + " I produce TR/1."),)},
    "TR07.2": {"exhibits": (VIDEO, replace(CLIP, is_attached=False))},
    "TR08": {"interviews": (InterviewFacts("s1", "Dean Marsh", was_held=True),)},
    "TR09": {"people": (replace(SUSPECT, printed_on=None), VICTIM)},
    "TR09.2": {"people": (replace(SUSPECT, printed_on=date(2026, 10, 26)), VICTIM)},
    "TR10": {"people": (SUSPECT, replace(VICTIM, printed_on=None))},
    "TR11": {"unreachable_media": ("MB/1",)},
    "TR12": {"third_party_position": " "},
    "TR13": {"contact": ContactFacts("hall@example.com", "07700 900001")},
    "ST01": {"statements": (STATEMENT, replace(STATEMENT, id="st2", is_signed=False))},
    "EX01": {"exhibits": (VIDEO, CLIP, ExhibitFacts("PL/2", "physical"))},
    "EX01.2": {"exhibits": (VIDEO, CLIP, ExhibitFacts("PL/2", "physical"))},
    "EX02": {"exhibits": (VIDEO, replace(CLIP, parent="MB/7"))},
    "EX03": {
        "exhibits": (VIDEO,),
        "statements": (replace(STATEMENT, text="I saw MB/1."),),
    },
    "EX04": {"carrying_position": ("MB/1",)},
    "EX05": {"exhibits": (VIDEO, replace(CLIP, producer_id="w2"))},
    "DI01": {"presumed_items_undecided": ("item 2",)},
    "WI01": {"people": (SUSPECT, replace(VICTIM, is_vulnerable_or_intimidated=True))},
    "WI02": {"people": (SUSPECT, replace(VICTIM, personal_statement=""))},
    "WI03": {"people": (SUSPECT, replace(VICTIM, is_availability_known=False))},
}


def found(build="charge_request_ngap_fct", **changes):
    return completeness.evaluate(replace(COMPLETE, **changes), build, ON)


def test_every_check_has_a_broken_file_of_its_own():
    assert list(BROKEN) == [row.code for row in CHECKS]


def test_every_triage_reason_has_a_check():
    assert {row.code.split(".")[0] for row in CHECKS} >= set(TRIAGE_REASONS)


@pytest.mark.parametrize("build", completeness.EVERY_BUILD)
def test_a_complete_file_has_no_findings(build):
    assert found(build) == []


@pytest.mark.parametrize("row", CHECKS, ids=lambda row: row.code)
def test_a_broken_file_is_found_and_nothing_else(row):
    codes = [finding.code for finding in found(row.builds[-1], **BROKEN[row.code])]

    # A recording that lost its only clip also leaves the clip's recording unmarked.
    allowed = {"EX02": {"EX02", "EX03"}}.get(row.code, {row.code})
    assert row.code in codes
    assert set(codes) <= allowed


@pytest.mark.parametrize("row", CHECKS, ids=lambda row: row.code)
def test_a_row_that_is_not_verified_never_blocks(row):
    assert row.source.is_verified or row.effective_level != "block"


@pytest.mark.parametrize("row", CHECKS, ids=lambda row: row.code)
def test_each_row_applies_to_known_builds(row):
    assert row.builds
    assert set(row.builds) <= set(completeness.BUILDS)


def test_a_finding_names_what_it_is_about_and_carries_its_source():
    (finding,) = found(**BROKEN["TR07"])

    assert finding.about == "TR/1"
    assert "TR/1" in finding.message
    assert finding.source.checked == "verified"
    assert (finding.level, finding.cure) == ("block", "exhibits")


@pytest.mark.parametrize(("build", "level"), [("first_hearing_ngap", "block"),
                                              ("charge_request_tt", "warn")])  # fmt: skip
def test_an_exhibit_that_no_statement_produces_stops_a_file_for_court(build, level):
    """EV-19: at a request for a charge it is a warning, since the statement may be to come."""
    changes = {"exhibits": (VIDEO, CLIP, ExhibitFacts("PL/2", "physical"))}

    finding = next(row for row in found(build, **changes) if row.about == "PL/2")

    assert (finding.level, finding.message) == (level, "No statement produces PL/2.")


def test_an_exhibit_that_is_not_on_the_list_stops_every_built_file():
    """EV-19: what a served statement names is on the list."""
    changes = {"statements": (replace(STATEMENT, text=STATEMENT.text + " I produce TR/1."),)}

    assert [(row.level, row.about) for row in found("charge_request_tt", **changes)] == [
        ("block", "TR/1")
    ]


def test_a_statement_may_name_an_exhibit_as_it_was_formerly_known():
    """EV-15, EV-19: signed words are not undone by a correction."""
    corrected = replace(VIDEO, reference="LB/1", former=("MB/1",))

    assert found("trial_upgrade", exhibits=(corrected, replace(CLIP, parent="LB/1"))) == []


def test_an_exhibit_named_by_another_forces_custom_counts_as_produced():
    exhibit = ExhibitFacts("EBT189", "photo")
    statement = replace(STATEMENT, text=STATEMENT.text + " I took the photograph (EBT189).")

    assert found(exhibits=(VIDEO, CLIP, exhibit), statements=(statement,)) == []


def test_a_statement_left_out_of_the_package_neither_produces_nor_needs_a_signature():
    draft = replace(STATEMENT, id="st2", text="PL/9", is_signed=False, is_in_package=False)

    assert found(statements=(STATEMENT, draft)) == []


def test_a_suspect_who_was_not_interviewed_needs_a_reason():
    absent = InterviewFacts("s1", "Dean Marsh", was_held=False)
    explained = replace(absent, reason_not_held="Not fit to be interviewed.")

    assert [f.code for f in found(interviews=(absent,))] == ["TR08"]
    assert found(interviews=(explained,)) == []


def test_a_second_interview_without_a_summary_is_found():
    second = InterviewFacts("s1", "Dean Marsh", was_held=True)

    assert [f.code for f in found(interviews=(*COMPLETE.interviews, second))] == ["TR08"]


def test_blocking_findings_come_first():
    changes = BROKEN["TR12"] | BROKEN["TR09"] | BROKEN["EX01"]

    assert [finding.level for finding in found(**changes)] == ["block", "warn", "warn"]


def test_an_uncontested_request_is_not_asked_for_schedules():
    assert found("charge_request_gap_fct", **without_form("MG6C")) == []


def test_an_unknown_build_is_refused():
    with pytest.raises(KeyError):
        found("everything")
