"""The life of a recorded crime: recorded, allocated, investigated, ended, and taken up again.

The stage of a report, of a suspect and of the rest is in stages.py, which holds these rows too.
"""

from casefile.rules.source import Source
from casefile.rules.transition import STAYS, Transition

LIFE = Source("Design of this product", "2026", "states of a crime", "verified")
REMOVING = Source("Home Office Crime Recording Rules", "2025", "general rules C", "verified")
CLASSIFYING = Source("Home Office Crime Recording Rules", "2025", "general rules B", "verified")
N100_RULE = Source("HMICFRS glossary", "2026", "classification N100", "verified")
OUTCOMES_RULE = Source("Home Office Crime Recording Rules", "2025", "general rules H", "verified")

REGISTRAR = ("crime_registrar",)
CRIME_DESK = ("crime_assessor", *REGISTRAR)
FILERS = ("supervisor", *REGISTRAR)
INVESTIGATORS = ("officer", "disclosure_officer", "supervisor")
OPEN = ("recorded", "allocated", "under_investigation")
ENDED = ("filed", "charged", "diverted")
LIVE = (*OPEN, *ENDED)


def _row(
    name: str,
    starts: tuple[str, ...],
    to_stage: str,
    roles: tuple[str, ...],
    event: str,
    source: Source,
    *guards: str,
) -> Transition:
    return Transition("crime", name, starts, to_stage, roles, f"crime.{event}", source, guards)


CRIME_TRANSITIONS = (
    _row("allocate", ("recorded",), "allocated", (*CRIME_DESK, "supervisor"), "allocated", LIFE),
    _row("investigate", ("recorded", "allocated"), "under_investigation",
         (*INVESTIGATORS, *CRIME_DESK), "investigation_started", LIFE),
    _row("charge", LIVE, "charged", ("custody_officer", *FILERS), "outcome_recorded",
         OUTCOMES_RULE, "is_a_crime", "outcome_fits"),
    _row("file", OPEN, "filed", FILERS, "outcome_recorded", OUTCOMES_RULE,
         "is_a_crime", "reason_given", "outcome_fits"),
    _row("divert", OPEN, "diverted", FILERS, "outcome_recorded", OUTCOMES_RULE,
         "is_a_crime", "reason_given", "outcome_fits"),
    _row("change_outcome", ENDED, STAYS, FILERS, "outcome_changed", OUTCOMES_RULE,
         "is_a_crime", "reason_given", "outcome_fits"),
    _row("reopen", ENDED, "under_investigation", (*FILERS, "crime_assessor"), "reopened", LIFE,
         "reason_given"),
    _row("reclassify", LIVE, STAYS, (*CRIME_DESK, "supervisor"), "reclassified", CLASSIFYING,
         "reason_given", "class_may_change"),
    _row("cancel", LIVE, "cancelled", REGISTRAR, "cancelled", REMOVING, "cancellation_is_proved"),
    _row("close_n100", OPEN, "filed", REGISTRAR, "n100_closed", N100_RULE,
         "is_n100", "reason_given"),
)  # fmt: skip
