"""The clocks of the law on a case, as a table of its first page shows them: red before due."""

from datetime import datetime
from typing import Any

from casefile.models import Case
from casefile.rules.statutory_clocks import Running
from casefile.services import statutory_clocks
from casefile.wording import when

HEADINGS = ["Clock", "About", "Due", "State", "Rule"]
STATES = {"late": ("Late", "red"), "soon": ("Due soon", "red"), "running": ("Running", "blue")}


def of_case(case: Case, at: datetime) -> list[list[Any]]:
    """Return one row for each clock that runs, the next one due first."""
    return [_row(running, at) for running in statutory_clocks.of_case(case)]


def _row(running: Running, at: datetime) -> list[Any]:
    text, colour = STATES[running.state(at)]
    source = running.row.source
    mark = "" if source.is_verified else ", not verified"
    return [
        running.row.title,
        running.about,
        when(running.due_at),
        {"text": text, "colour": colour},
        f"{source}{mark}",
    ]
