"""What the desk is shown of risk on a report: each suggestion with the rule that fired and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from casefile.rules import london
from casefile.rules.source import Source
from intake import first_look, prompts, risk
from intake.models import CrimeReport, ReportAnswer

Rows = Mapping[str, ReportAnswer]


@dataclass(frozen=True)
class Shown:
    """A suggestion as it is shown: its words, the answers it rests on, and its source."""

    element: str
    words: str
    source: Source
    is_alarm: bool
    because: tuple[str, ...] = ()
    quotes: list[prompts.Found] = field(default_factory=list)


def panel(report: CrimeReport, rows: list[ReportAnswer]) -> dict[str, Any]:
    """Return what the panel of risk shows: alarms, and the other suggestions by element."""
    answers = {row.question: row.value for row in rows} | first_look.later_words(report)
    by_key = {row.question: row for row in rows}
    fired = risk.suggestions(answers, london.day_of(report.submitted_at))
    shown = [_of_answers(row, by_key) for row in fired] + _of_words(answers)
    return {
        "alarms": [row for row in shown if row.is_alarm],
        "notes": [row for row in shown if not row.is_alarm],
    }


def answer_words(row: ReportAnswer) -> str:
    """Return a question with its answer in one line."""
    mark = "" if row.label.endswith("?") else ":"
    return f"{row.label}{mark} {', '.join(row.shown.splitlines())}"


def _of_answers(row: risk.RiskRow, by_key: Rows) -> Shown:
    asked = [condition.question for condition in row.conditions]
    asked = [*asked, "born_on"] if row.under else asked
    because = tuple(answer_words(by_key[key]) for key in dict.fromkeys(asked) if key in by_key)
    return Shown(risk.ELEMENTS[row.element], row.words, row.source, row.is_alarm, because)


def _of_words(answers: Mapping[str, Any]) -> list[Shown]:
    shown: dict[str, Shown] = {}
    for hit in prompts.found(answers):
        row = hit.prompt
        entry = Shown("Words in the account", row.words, row.source, row.is_alarm)
        shown.setdefault(row.words, entry).quotes.append(hit)
    return list(shown.values())
