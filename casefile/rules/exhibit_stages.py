"""The lives of an exhibit and of hand-overs, as rows of the table in stages.py."""

from casefile.rules.permissions import HANDLERS, INVESTIGATORS
from casefile.rules.source import Source
from casefile.rules.transition import Transition

DESIGN = Source("Design of this product", "2026", "states", "verified")
CONTINUITY = Source("HSE Enforcement Guide", "", "physical evidence: continuity", "verified")
IMAGING = Source("Police Digital Imaging Procedure", "1.0", "take images, delete none", "secondary")
PRINCIPLE_4 = Source(
    "ACPO Good Practice Guide for Digital Evidence", "5", "principle 4", "verified"
)

EXHIBIT_TRANSITIONS = (
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
        "exhibit",
        "set_aside",
        ("held",),
        "not_used",
        INVESTIGATORS,
        "exhibit.not_used",
        IMAGING,
        ("reason_given", "exhibit_not_named"),
    ),
    Transition(
        "exhibit",
        "use_again",
        ("not_used",),
        "held",
        INVESTIGATORS,
        "exhibit.used_again",
        IMAGING,
        ("reason_given",),
    ),
    Transition(
        "hand_over",
        "accept",
        ("offered",),
        "accepted",
        (*HANDLERS, "custody_officer"),
        "hand_over.accepted",
        CONTINUITY,
        ("is_receiver", "seal_is_as_offered"),
    ),
    Transition(
        "hand_over",
        "refuse",
        ("offered",),
        "refused",
        (*HANDLERS, "custody_officer"),
        "hand_over.refused",
        CONTINUITY,
        ("is_receiver", "reason_given"),
    ),
    Transition(
        "hand_over",
        "withdraw",
        ("offered",),
        "withdrawn",
        HANDLERS,
        "hand_over.withdrawn",
        CONTINUITY,
        ("is_giver", "reason_given"),
    ),
    *(
        Transition(
            "officer_hand_over",
            name,
            ("offered",),
            stage,
            INVESTIGATORS,
            event,
            PRINCIPLE_4,
            guards,
        )
        for name, stage, event, guards in (
            ("accept", "accepted", "officer.handed_over", ("is_receiver",)),
            ("refuse", "refused", "officer.hand_over_refused", ("is_receiver", "reason_given")),
            ("withdraw", "withdrawn", "officer.hand_over_withdrawn", ("is_giver", "reason_given")),
        )
    ),
)
