"""What the page of a crime shows: its record, its history, what could solve it, its clocks."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from casefile.models import Case, RecordedCrime, SolvabilityFactor
from casefile.rules.allocation import TEAMS, Suggestion
from casefile.rules.cancellation import CANCEL_REASONS
from casefile.rules.crime_classes import N100
from casefile.rules.crime_flags import CRIME_FLAGS
from casefile.rules.crime_stages import ENDED, OPEN
from casefile.rules.outcomes import OUTCOMES
from casefile.rules.recording_rules import record_by
from casefile.rules.solvability import FACTORS, STATES
from casefile.services import access, allocation
from casefile.services.actors import Actor
from casefile.wording import plain, when

CRIMES = ["Crime", "Class", "Victim", "Stage", "Outcome"]
CLASSES = ["Class", "Since", "By", "Why"]
OUTCOME_HEADINGS = ["Outcome", "When", "By", "Why", "Warned"]
FACTOR_HEADINGS = ["Factor", "State", "What shows it", "By"]
TEAMS_HEADINGS = ["Team", "Suggested", "Rule", "By", "Why"]
YES_NO = {True: "Yes", False: "No", None: "Not known"}

# Text, page, action needed, stages in which it is offered; N100 has rows of its own.
STEPS = (
    ("Start the investigation", "desk:crime-start", "crime.work", ("recorded", "allocated")),
    ("Judge what could solve it", "desk:crime-solvability", "crime.work", OPEN),
    ("Decide which team takes it", "desk:crime-team", "crime.decide", OPEN),
    ("Record the victim's view", "desk:crime-view", "crime.work", (*OPEN, *ENDED)),
    ("Give it an outcome", "desk:crime-outcome", "crime.file", OPEN),
    ("Change its outcome", "desk:crime-outcome", "crime.file", ENDED),
    ("Take it up again", "desk:crime-reopen", "crime.decide", ENDED),
    ("List an offence inside it", "desk:crime-offence", "crime.work", (*OPEN, *ENDED)),
    ("Change its flags", "desk:crime-flags", "crime.work", (*OPEN, *ENDED)),
    ("Give it another class", "desk:crime-class", "crime.decide", (*OPEN, *ENDED)),
    ("Cancel the record", "desk:crime-cancel", "crime.cancel", (*OPEN, *ENDED)),
)
N100_STEPS = ("desk:crime-outcome",)


def details(crime: RecordedCrime, actor: Actor, at: datetime) -> dict[str, Any]:
    """Return the tables of the page. About ten queries."""
    suggestion = allocation.suggestion_for(crime)
    return {
        "facts": _facts(crime),
        "moments": _moments(crime),
        "reasons": _reasons(crime),
        "steps": _steps(crime, actor, at),
        "class_headings": CLASSES,
        "classes": _classes(crime),
        "outcome_headings": OUTCOME_HEADINGS,
        "outcomes": _outcomes(crime),
        "factor_headings": FACTOR_HEADINGS,
        "factors": _factors(crime),
        "suggestion": suggestion,
        "suggested_team": TEAMS[suggestion.team],
        "kept": _kept(suggestion),
        "team_headings": TEAMS_HEADINGS,
        "teams": _teams(crime),
    }


def rows(case: Case) -> list[list[Any]]:
    """Return the crimes of a case as rows of a table. One query."""
    found = case.crimes.select_related("victim__person").order_by("recorded_at", "reference")
    return [
        [
            {"text": crime.reference, "href": reverse("desk:crime", args=[crime.pk])},
            f"{crime.home_office_class} {crime.title}",
            crime.victim.person.name if crime.victim else "",
            {"stage": crime.stage},
            outcome_words(crime),
        ]
        for crime in found
    ]


def outcome_words(crime: RecordedCrime) -> str:
    """Return the outcome with its number, as staff say it; nothing while there is none."""
    return f"{crime.outcome} {OUTCOMES[crime.outcome].title}" if crime.outcome else ""


def _facts(crime: RecordedCrime) -> list[dict[str, Any]]:
    flags = ", ".join(CRIME_FLAGS[code].words for code in crime.flags if code in CRIME_FLAGS)
    return [
        {"key": "Class", "value": f"{crime.home_office_class} {crime.title}"},
        {"key": "Victim", "value": crime.victim.person.name if crime.victim else None},
        {"key": "Home", "value": crime.dwelling or None, "empty": "Not a burglary of a home"},
        {"key": "Offences inside it", "value": "\n".join(crime.included_offences), "empty": "None"},
        {"key": "Flags", "value": flags, "empty": "None"},
        {"key": "Counted by the Home Office", "value": YES_NO[crime.is_notifiable]},
        {"key": "Held on the national computer", "value": YES_NO[crime.is_recordable]},
        {"key": "Victim supports action", "value": YES_NO[crime.victim_supports]},
        {"key": "Outcome", "value": outcome_words(crime), "empty": "None yet"},
    ]


def _moments(crime: RecordedCrime) -> list[dict[str, Any]]:
    late = crime.recorded_at > record_by(crime.reported_at)
    recorded = when(crime.recorded_at) + (", late" if late else "")
    return [
        {"key": "First report", "value": when(crime.reported_at)},
        {"key": "To be recorded by", "value": when(record_by(crime.reported_at))},
        {"key": "Recorded", "value": recorded},
        {"key": "Allocated", "value": when(crime.allocated_at) if crime.allocated_at else None,
         "empty": "Not yet"},
        {"key": "Filed", "value": when(crime.filed_at) if crime.filed_at else None,
         "empty": "Not yet"},
        {"key": "Counting rules", "value": crime.rules_version, "empty": "Not noted"},
    ]  # fmt: skip


def _reasons(crime: RecordedCrime) -> list[dict[str, Any]]:
    is_n100 = crime.home_office_class == N100
    first = "Why it is not recorded as a crime" if is_n100 else "More likely than not, because"
    rows = [{"key": first, "value": crime.balance_reason, "empty": "Not noted"}]
    if not is_n100:
        key = "Nothing credible to the contrary, because"
        rows.append({"key": key, "value": crime.contrary_reason, "empty": "Not noted"})
    for key, value in (("Counted apart, because", crime.counting_reason),
                       ("Recorded late, because", crime.late_reason)):  # fmt: skip
        if value:
            rows.append({"key": key, "value": value})
    return rows


def _steps(crime: RecordedCrime, actor: Actor, at: datetime) -> list[dict[str, str]]:
    is_n100 = crime.home_office_class == N100
    steps = [
        {"text": text, "href": reverse(name, args=[crime.pk])}
        for text, name, action, stages in STEPS
        if crime.stage in stages
        and not (is_n100 and name in N100_STEPS)
        and access.may(actor, action, crime, at=at)
    ]
    if is_n100 and crime.stage in OPEN and access.may(actor, "crime.cancel", crime, at=at):
        href = reverse("desk:crime-close-n100", args=[crime.pk])
        steps.append({"text": "Close it without recording a crime", "href": href})
    return steps


def _classes(crime: RecordedCrime) -> list[list[Any]]:
    found = crime.classifications.select_related("classified_by").order_by("classified_at", "pk")
    rows = []
    for row in found:
        suggested = f"Suggested: {row.rule}" if row.rule else ""
        why = row.reason or suggested
        who = str(row.classified_by or "")
        rows.append([f"{row.home_office_class} {row.title}", when(row.classified_at), who, why])
    return rows


def _outcomes(crime: RecordedCrime) -> list[list[Any]]:
    found = crime.outcomes.select_related("recorded_by").order_by("recorded_at", "pk")
    rows = [
        [
            f"{row.of_which or row.outcome} {OUTCOMES[row.outcome].title}"
            + (f": {row.passed_to}" if row.passed_to else ""),
            when(row.recorded_at),
            str(row.recorded_by or ""),
            row.reason,
            "\n".join(row.warnings),
        ]
        for row in found
    ]
    cancelled = getattr(crime, "cancellation", None)
    if cancelled:
        reason = f"Cancelled, {cancelled.code}: {CANCEL_REASONS[cancelled.code].words}"
        who = str(cancelled.cancelled_by)
        rows.append([reason, when(cancelled.cancelled_at), who, cancelled.information, ""])
    return rows


def _factors(crime: RecordedCrime) -> list[list[Any]]:
    newest = allocation.factors_of(crime)
    rows: list[list[Any]] = []
    for code, factor in FACTORS.items():
        row = newest.get(code)
        colour = {"present": "green", "absent": "grey"}.get(row.state, "yellow") if row else "grey"
        state = {"text": STATES[row.state] if row else "Nobody has looked", "colour": colour}
        rows.append([factor.words, state, row.evidence if row else "", _judged_by(row)])
    return rows


def _judged_by(row: SolvabilityFactor | None) -> str:
    if row is None:
        return ""
    return "From the answers" if row.is_suggestion else str(row.recorded_by)


def _kept(suggestion: Suggestion) -> str:
    return "; ".join(row.words.lower() for row in suggestion.kept)


def _teams(crime: RecordedCrime) -> list[list[Any]]:
    found = crime.allocations.select_related("decided_by").order_by("decided_at", "pk")
    return [
        [
            TEAMS[row.team],
            TEAMS.get(row.suggested_team, plain(row.suggested_team)),
            row.rule,
            f"{row.decided_by}, {when(row.decided_at)}",
            row.reason or plain(row.not_investigated),
        ]
        for row in found
    ]
