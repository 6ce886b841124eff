"""The lives of report, crime, suspect, charge, statement, submission and the rest, as one table.

`services/stages.py` has the one function that moves anything; `services/guards.py` the guards.
"""

from casefile.rules.crime_stages import CRIME_TRANSITIONS, N100_RULE
from casefile.rules.disposal_stages import DISPOSAL_TRANSITIONS
from casefile.rules.exhibit_stages import EXHIBIT_TRANSITIONS
from casefile.rules.permissions import role_words
from casefile.rules.registry import Rule, register
from casefile.rules.source import Source
from casefile.rules.transition import STAYS, Transition

DESIGN = Source("Design of this product", "2026", "states", "verified")
DG6 = Source("Director's Guidance on Charging", "6th edition", "charging authority", "secondary")
CJA = Source("Criminal Justice Act 1967", "as amended", "section 9", "verified")
CPIA = Source("CPIA Code of Practice", "2020", "retention and revelation", "recalled")
HOCR = Source("Home Office Crime Recording Rules", "2025", "general rules A", "secondary")
CRIME_DESK = ("crime_assessor", "crime_registrar")
INVESTIGATORS = ("officer", "disclosure_officer", "supervisor")
CPS = ("prosecutor", "prosecutor_system")

TRANSITIONS = (
    Transition(
        "report",
        "record",
        ("submitted",),
        "recorded",
        CRIME_DESK,
        "report.recorded",
        HOCR,
        ("not_held_by_another",),
    ),
    Transition(
        "report",
        "keep_under_n100",
        ("submitted",),
        "n100",
        CRIME_DESK,
        "report.kept_under_n100",
        N100_RULE,
        ("not_held_by_another",),
    ),
    Transition(
        "report",
        "close_as_incident",
        ("submitted",),
        "incident_only",
        (*CRIME_DESK, "supervisor"),
        "report.closed_as_incident",
        HOCR,
        ("reason_given", "not_held_by_another"),
    ),
    Transition(
        "report",
        "transfer",
        ("submitted",),
        "transferred",
        CRIME_DESK,
        "report.transferred",
        HOCR,
        ("reason_given", "not_held_by_another"),
    ),
    Transition(
        "report",
        "pass_to_intelligence",
        ("submitted",),
        "intel_only",
        CRIME_DESK,
        "report.passed_to_intelligence",
        DESIGN,
        ("reason_given", "not_held_by_another"),
    ),
    Transition(
        "report",
        "refer",
        ("submitted",),
        "referred",
        CRIME_DESK,
        "report.referred",
        DESIGN,
        ("reason_given", "not_held_by_another"),
    ),
    *CRIME_TRANSITIONS,
    *DISPOSAL_TRANSITIONS,
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
        (*INVESTIGATORS, "witness"),  # by a link, on their own device
        "statement.signed",
        CJA,
        ("text_unchanged_since_final",),
    ),
    *EXHIBIT_TRANSITIONS,
    Transition(
        "complaint",
        "answer",
        ("received",),
        "answered",
        ("complaints_officer",),
        "complaint.answered",
        DESIGN,
    ),
    Transition(
        "appeal",
        "publish",
        ("draft",),
        "published",
        ("supervisor",),
        "appeal.published",
        DESIGN,
        ("appeal_is_not_own", "appeal_names_nobody"),
    ),
    Transition(
        "appeal",
        "withdraw",
        ("draft", "published"),
        "withdrawn",
        INVESTIGATORS,
        "appeal.withdrawn",
        DESIGN,
        ("reason_given",),
    ),
    Transition(
        "footage_request",
        "receive",
        ("asked",),
        "received",
        INVESTIGATORS,
        "footage.received",
        DESIGN,
    ),
    Transition(
        "footage_request",
        "give_up",
        ("asked",),
        "given_up",
        INVESTIGATORS,
        "footage.given_up",
        DESIGN,
    ),
    Transition(
        "visit",
        "keep",
        ("booked",),
        "kept",
        INVESTIGATORS,
        "visit.kept",
        DESIGN,
        ("visit_has_begun",),
    ),
    Transition(
        "visit",
        "cancel",
        ("booked",),
        "cancelled",
        INVESTIGATORS,
        "visit.cancelled",
        DESIGN,
        ("reason_given",),
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
    "crime": "recorded",
    "suspect": "suspected",
    "charge": "proposed",
    "statement": "draft",
    "exhibit": "held",
    "hand_over": "offered",
    "officer_hand_over": "offered",
    "unused_material": "listed",
    "appeal": "draft",
    "footage_request": "asked",
    "visit": "booked",
    "complaint": "received",
    "submission": "draft",
    "action_plan_item": "open",
    "disposal": "proposed",
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
    return {FIRST_STAGES[subject]} | {row.to_stage for row in rows if row.to_stage != STAYS}


def _plain(row: Transition) -> str:
    starts = " or ".join(row.from_stages).replace("_", " ")
    ends = row.to_stage.replace("_", " ") or "the same stage"
    move = f"From {starts} to {ends}, by {role_words(row.roles)}."
    checks = ", ".join(row.guards).replace("_", " ")
    return f"{move} Checked first: {checks}." if checks else move


register(
    "stages",
    "How things move on",
    "Each step in the life of a report, a crime, a suspect, a charge, a statement or a file.",
    (Rule(f"{row.subject}.{row.name}", _plain(row), row.source) for row in TRANSITIONS),
)
