"""The lives of report, suspect, charge, statement, submission and the rest, as one table.

`services/stages.py` has the one function that moves anything; `services/guards.py` the guards.
"""

from dataclasses import dataclass

from casefile.rules.permissions import role_words
from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

DESIGN = Source("Design of this product", "2026", "states", "verified")
DG6 = Source("Director's Guidance on Charging", "6th edition", "charging authority", "secondary")
CJA = Source("Criminal Justice Act 1967", "as amended", "section 9", "verified")
CPIA = Source("CPIA Code of Practice", "2020", "retention and revelation", "recalled")
HOCR = Source("Home Office Crime Recording Rules", "2025", "general rules A", "secondary")


@dataclass(frozen=True)
class Transition:
    """One permitted move: who may make it (roles), which guards must pass, what event it is."""

    subject: str
    name: str
    from_stages: tuple[str, ...]
    to_stage: str
    roles: tuple[str, ...]
    event: str
    source: Source
    guards: tuple[str, ...] = ()


CRIME_DESK = ("crime_assessor", "crime_registrar")
INVESTIGATORS = ("officer", "disclosure_officer", "supervisor")
CPS = ("prosecutor", "prosecutor_system")

TRANSITIONS = (
    Transition("report", "record", ("submitted",), "recorded", CRIME_DESK, "report.recorded", HOCR),
    Transition(
        "report",
        "close_as_incident",
        ("submitted",),
        "incident_only",
        CRIME_DESK,
        "report.closed_as_incident",
        HOCR,
        ("reason_given",),
    ),
    Transition(
        "report",
        "transfer",
        ("submitted",),
        "transferred",
        CRIME_DESK,
        "report.transferred",
        HOCR,
        ("reason_given",),
    ),
    Transition(
        "suspect",
        "arrest",
        ("suspected", "released"),
        "arrested",
        (*INVESTIGATORS, "custody_officer", "custody_system"),
        "suspect.arrested",
        DESIGN,
    ),
    Transition(
        "suspect",
        "release",
        ("arrested",),
        "released",
        (*INVESTIGATORS, "custody_officer", "custody_system"),
        "suspect.released",
        DESIGN,
    ),
    Transition(
        "suspect",
        "authorise_charge",
        ("arrested", "released"),
        "charge_authorised",
        CPS,
        "suspect.charge_authorised",
        DG6,
    ),
    Transition(
        "suspect",
        "charge",
        ("charge_authorised",),
        "charged",
        ("custody_officer",),
        "suspect.charged",
        DG6,
    ),
    Transition(
        "suspect",
        "take_no_further_action",
        ("arrested", "released"),
        "no_further_action",
        CPS,
        "suspect.no_further_action",
        DG6,
    ),
    Transition("charge", "authorise", ("proposed",), "authorised", CPS, "charge.authorised", DG6),
    Transition("charge", "refuse", ("proposed",), "refused", CPS, "charge.refused", DG6),
    Transition(
        "charge",
        "record",
        ("authorised",),
        "recorded",
        ("custody_officer",),
        "charge.recorded",
        DG6,
        ("charge_matches_advice",),
    ),
    Transition(
        "statement",
        "finalise",
        ("draft",),
        "final",
        INVESTIGATORS,
        "statement.finalised",
        CJA,
        ("narrative_present", "no_contact_details_in_statement"),
    ),
    Transition(
        "statement",
        "sign",
        ("final",),
        "signed",
        INVESTIGATORS,
        "statement.signed",
        CJA,
        ("text_unchanged_since_final",),
    ),
    Transition(
        "exhibit",
        "void",
        ("held",),
        "void",
        INVESTIGATORS,
        "exhibit.voided",
        DESIGN,
        ("reason_given", "exhibit_not_served"),
    ),
    Transition(
        "unused_material",
        "examine",
        ("listed", "examined"),
        "examined",
        INVESTIGATORS,
        "unused_material.examined",
        CPIA,
    ),
    Transition(
        "submission",
        "request_approval",
        ("draft", "returned"),
        "awaiting_approval",
        INVESTIGATORS,
        "submission.approval_requested",
        DG6,
    ),
    Transition(
        "submission",
        "return",
        ("awaiting_approval",),
        "returned",
        ("supervisor",),
        "submission.returned",
        DG6,
        ("reason_given",),
    ),
    Transition(
        "submission",
        "approve",
        ("awaiting_approval",),
        "approved",
        ("supervisor",),
        "submission.approved",
        DG6,
        ("supervisor_is_not_the_officer", "supervisor_commented", "no_blocking_findings"),
    ),
    Transition(
        "submission",
        "submit",
        ("approved",),
        "submitted",
        ("system",),
        "submission.submitted",
        DG6,
        ("bundle_built",),
    ),
    Transition("submission", "accept", ("submitted",), "accepted", CPS, "triage.accepted", DG6),
    Transition(
        "submission",
        "reject",
        ("submitted",),
        "rejected",
        CPS,
        "triage.rejected",
        DG6,
        ("triage_reasons_given",),
    ),
    Transition(
        "submission",
        "decide",
        ("accepted",),
        "decided",
        CPS,
        "submission.decided",
        DG6,
        ("every_suspect_decided",),
    ),
    Transition(
        "action_plan_item",
        "reply",
        ("open",),
        "replied",
        INVESTIGATORS,
        "action_plan_item.replied",
        DG6,
        ("reply_given",),
    ),
    Transition(
        "action_plan_item",
        "close",
        ("replied", "open"),
        "closed",
        CPS,
        "action_plan_item.closed",
        DG6,
    ),
)

FIRST_STAGES = {
    "report": "submitted",
    "suspect": "suspected",
    "charge": "proposed",
    "statement": "draft",
    "exhibit": "held",
    "unused_material": "listed",
    "submission": "draft",
    "action_plan_item": "open",
}
_BY_NAME = {(row.subject, row.name): row for row in TRANSITIONS}


def transition(subject: str, name: str) -> Transition:
    """Return the row of a transition.

    Raises:
        KeyError: no such transition for this subject.
    """
    return _BY_NAME[subject, name]


def stages_of(subject: str) -> set[str]:
    """Return every stage that a subject can be in."""
    rows = [row for row in TRANSITIONS if row.subject == subject]
    return {FIRST_STAGES[subject]} | {row.to_stage for row in rows}


def _plain(row: Transition) -> str:
    starts = " or ".join(row.from_stages).replace("_", " ")
    move = f"From {starts} to {row.to_stage.replace('_', ' ')}, by {role_words(row.roles)}."
    checks = ", ".join(row.guards).replace("_", " ")
    return f"{move} Checked first: {checks}." if checks else move


register(
    "stages",
    "How things move on",
    "Each step in the life of a report, a suspect, a charge, a statement or a file.",
    (Rule(f"{row.subject}.{row.name}", _plain(row), row.source) for row in TRANSITIONS),
)
