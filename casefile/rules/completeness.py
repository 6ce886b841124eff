"""`CHECKS`: what prosecutors reject files for, as rows, and one evaluator of them all.

A row that is not verified warns and never blocks, whatever level it names.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casefile.rules import completeness_checks as checks
from casefile.rules.file_builds import BUILDS, CHARGE_REQUESTS
from casefile.rules.file_facts import (
    ApprovalFacts,
    ContactFacts,
    ExhibitFacts,
    FileFacts,
    InterviewFacts,
    PersonFacts,
    StatementFacts,
)
from casefile.rules.registry import Rule, register
from casefile.rules.source import ALWAYS, InForce, Source

__all__ = [
    "CHECKS",
    "TRIAGE_REASONS",
    "ApprovalFacts",
    "CheckRow",
    "ContactFacts",
    "ExhibitFacts",
    "FileFacts",
    "Finding",
    "InterviewFacts",
    "PersonFacts",
    "StatementFacts",
    "evaluate",
]

Level = Literal["block", "warn", "info"]
Cure = Literal[
    "approval",
    "exhibits",
    "forms",
    "interviews",
    "officer",
    "people",
    "schedules",
    "statements",
    "third_party",
]
_ORDER = ("block", "warn", "info")

TRIAGE = Source(
    "CPS design history: priority review of charge requests",
    "April 2026",
    "non-compliant reasons",
    "verified",
)
ASSESSMENT = Source(
    "CPS prototype: Director's Guidance Assessment", "July 2026", "failure reasons", "verified"
)
SIGNATURE = Source("Criminal Procedure Rules; CJA 1967 s.9", "2020", "rule 16.2", "verified")
EXHIBITS = Source(
    "CPS legal guidance: Exhibits", "as read in November 2026", "what an exhibit is", "verified"
)
OWN_RULE = Source("This product's own rule", "", "drawn from why files fail", "recalled")

EVERY_BUILD = tuple(BUILDS)
REFERRALS = ("early_advice", *CHARGE_REQUESTS)
BUILT_FILES = tuple(build for build in BUILDS if build != "early_advice")
CONTESTED = (
    "charge_request_ngap_fct",
    "first_hearing_ngap",
    "sent_to_crown_court",
    "trial_upgrade",
)
FOR_COURT = ("first_hearing_ngap", "sent_to_crown_court", "trial_upgrade")
BEFORE_COURT = tuple(build for build in BUILT_FILES if build not in FOR_COURT)


@dataclass(frozen=True)
class CheckRow:
    """One check. `message` may use {about}; `cure` names the page where it is put right.

    The part of `code` before a full stop is the reason that prosecutors tick, where they have one.
    """

    code: str
    title: str
    level: Level
    builds: tuple[str, ...]
    message: str
    cure: Cure
    source: Source
    check: Callable[[FileFacts, date], Iterator[str]]
    in_force: InForce = ALWAYS

    @property
    def effective_level(self) -> Level:
        if self.level == "block" and not self.source.is_verified:
            return "warn"
        return self.level


@dataclass(frozen=True)
class Finding:
    """One thing wrong with a file, with the mark of the rule it breaks."""

    code: str
    title: str
    level: Level
    message: str
    about: str
    cure: Cure
    source: Source


TRIAGE_REASONS: dict[str, str] = {
    "TR01": "Case material not correctly received",
    "TR02": "No or missing disclosure schedule",
    "TR03": "No MG3",
    "TR04": "No or incomplete supervisor's comments",
    "TR05": "No domestic abuse checklist",
    "TR06": "No or missing MG11s",
    "TR07": "No or missing exhibits",
    "TR08": "No summary of interview",
    "TR09": "Missing suspect's previous convictions",
    "TR10": "Missing victim's or witness's previous convictions",
    "TR11": "Hard media not provided",
    "TR12": "Third-party material not provided",
    "TR13": "Incomplete contact details of the officer in the case",
}


def _triage(
    code: str,
    level: Level,
    builds: tuple[str, ...],
    message: str,
    cure: Cure,
    check: Callable[[FileFacts, date], Iterator[str]],
    source: Source = TRIAGE,
) -> CheckRow:
    title = TRIAGE_REASONS[code.split(".")[0]]
    return CheckRow(code, title, level, builds, message, cure, source, check)


CHECKS: tuple[CheckRow, ...] = (
    _triage("TR01", "block", EVERY_BUILD, "{about} was not stored whole. Send it again.",
            "exhibits", checks.material_not_received),
    _triage("TR02", "block", CONTESTED, "The schedule {about} is not in the file, nil or not.",
            "schedules", checks.schedule_missing),
    _triage("TR03", "block", REFERRALS, "There is no {about}.", "forms", checks.referral_missing),
    _triage("TR04", "block", REFERRALS,
            "A supervisor must say how the evidence meets the test and why it goes to the CPS.",
            "approval", checks.comments_missing),
    _triage("TR04.2", "block", REFERRALS, "Someone other than the officer in the case approves.",
            "approval", checks.supervisor_is_officer),
    _triage("TR05", "block", BUILT_FILES, "The case is flagged domestic abuse: add the {about}.",
            "people", checks.abuse_checklist_missing),
    _triage("TR06", "block", BUILT_FILES, "{about} is a key witness without a signed statement.",
            "statements", checks.key_witness_without_statement),
    _triage("TR07", "block", BUILT_FILES, "A statement names {about}, which is not on the list.",
            "exhibits", checks.cited_exhibit_missing),
    _triage("TR07.2", "warn", BUILT_FILES, "{about} is not attached. Attach it or say why not.",
            "exhibits", checks.exhibit_neither_attached_nor_explained),
    _triage("TR08", "block", BUILT_FILES, "Say what {about} said in interview, or why not asked.",
            "interviews", checks.interview_not_told),
    _triage("TR09", "block", BUILT_FILES, "Add the print of previous convictions of {about}.",
            "people", checks.suspect_print_missing),
    _triage("TR09.2", "info", BUILT_FILES, "The print of {about} is over four weeks old.",
            "people", checks.suspect_print_old, OWN_RULE),
    _triage("TR10", "warn", CONTESTED, "Look up previous convictions of {about}.",
            "people", checks.witness_print_missing),
    _triage("TR11", "warn", BUILT_FILES, "{about} cannot be opened by the prosecutor.",
            "exhibits", checks.media_unreachable),
    _triage("TR12", "warn", (*CHARGE_REQUESTS, *FOR_COURT),
            "Say who else holds material, or that nobody does.", "third_party",
            checks.third_party_position_missing),
    _triage("TR13", "block", EVERY_BUILD, "The officer in the case has no {about}.", "officer",
            checks.officer_contact_incomplete),
    CheckRow("ST01", "Unsigned statement served", "block", EVERY_BUILD,
             "The statement of {about} is not signed, or was changed after signing.",
             "statements", SIGNATURE, checks.unsigned_statement_served),
    # At a request for a charge the statement may still be to come, and the prosecutor is told.
    CheckRow("EX01", "Exhibit that no statement produces", "block", FOR_COURT,
             "No statement produces {about}.", "exhibits", EXHIBITS,
             checks.exhibit_without_statement),
    CheckRow("EX01.2", "Exhibit that no statement produces yet", "warn", BEFORE_COURT,
             "No statement produces {about}.", "exhibits", EXHIBITS,
             checks.exhibit_without_statement),
    CheckRow("EX02", "Clip without its recording", "block", BUILT_FILES,
             "{about} has no parent exhibit.", "exhibits", OWN_RULE, checks.clip_without_parent),
    CheckRow("EX03", "Recording not clipped", "warn", BUILT_FILES,
             "{about} is a key recording: mark the part that matters.", "exhibits", ASSESSMENT,
             checks.recording_not_clipped),
    CheckRow("EX04", "File that says where it was made", "warn", EVERY_BUILD,
             "The file of {about} carries a position, perhaps of a home. Disclose a copy without.",
             "exhibits", OWN_RULE, checks.position_disclosed),
    CheckRow("EX05", "Exhibit that somebody else produces", "warn", BUILT_FILES,
             "Only others' statements name {about}.", "exhibits", OWN_RULE,
             checks.exhibit_not_produced_by_its_producer),
    CheckRow("DI01", "Presumed material undecided", "warn", CONTESTED,
             "Decide whether {about} meets the disclosure test.", "schedules", ASSESSMENT,
             checks.presumption_undecided),
    CheckRow("WI01", "Special measures not considered", "warn", BUILT_FILES,
             "Assess what {about} needs to give evidence.", "people", ASSESSMENT,
             checks.special_measures_not_considered),
    CheckRow("WI02", "No word on the personal statement", "warn", BUILT_FILES,
             "Say whether {about} was offered a personal statement.", "people", ASSESSMENT,
             checks.personal_statement_unknown),
    CheckRow("WI03", "Availability unknown", "block", FOR_COURT,
             "Record dates that {about} cannot attend, or that there are none.", "people", OWN_RULE,
             checks.availability_unknown),
)  # fmt: skip


def evaluate(facts: FileFacts, build: str, on: date) -> list[Finding]:
    """Return every finding of a build on that day, blocking ones first.

    Raises: KeyError for an unknown build.
    """
    if build not in BUILDS:
        raise KeyError(build)
    rows = (row for row in CHECKS if build in row.builds and row.in_force.covers(on))
    findings = [_finding(row, about) for row in rows for about in row.check(facts, on)]
    return sorted(findings, key=lambda finding: (_ORDER.index(finding.level), finding.code))


def _finding(row: CheckRow, about: str) -> Finding:
    message = row.message.format(about=about)
    return Finding(row.code, row.title, row.effective_level, message, about, row.cure, row.source)


def _plain(row: CheckRow) -> str:
    effect = {"block": "stops the file", "warn": "warns", "info": "is mentioned"}
    message = row.message.format(about="the item")
    message = message[0].upper() + message[1:]
    return f"{row.title}: {effect[row.effective_level]}. {message}"


register(
    "completeness",
    "Checks before a file is sent",
    "The reasons for which prosecutors send files back, and our own, looked for beforehand.",
    (Rule(row.code, _plain(row), row.source, row.in_force) for row in CHECKS),
)
