"""What goes into one version of the file: which forms, about whom, by the matrix of builds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from casefile.models import Case, MGForm, Submission
from casefile.rules.file_builds import RequiredItem, required_items


@dataclass(frozen=True)
class FormItem:
    """One form of the file. `about` is the row it is about, or None for the case as a whole.

    By form: MG4 and MG4A a Suspect, MG2 a Witness, MG11 and MG11B a StatementVersion, MG15 an
    Interview, PRECONS a ConvictionPrint, MG20 the Submission.
    """

    code: str
    about: Any = None


def forms_of(submission: Submission, *, on: date) -> list[FormItem]:
    """Return the forms of this version of the file, in the order of the matrix, each once."""
    found: list[FormItem] = []
    for item in required_items(submission.build, on):
        for code in item.forms:
            found += [form for form in _expand(submission, item, code) if form not in found]
    if submission.version > 1:
        found.append(FormItem("MG20", submission))
    return found


def _expand(submission: Submission, item: RequiredItem, code: str) -> Iterator[FormItem]:
    case = submission.case
    if code in _PER_ROW:
        rows = _PER_ROW[code](case)
        yield from (FormItem(code, row) for row in rows)
    elif item.need == "must" or MGForm.objects.filter(case=case, code=code).exists():
        yield FormItem(code)


def _witnesses_with_needs(case: Case) -> list[Any]:
    rows = case.witnesses.select_related("person").order_by("number")
    return [w for w in rows if w.is_vulnerable or w.is_intimidated or w.special_measures]


def _charged(case: Case) -> list[Any]:
    return list(case.suspects.filter(stage="charged").order_by("number"))


def _on_conditional_bail(case: Case) -> list[Any]:
    return [
        suspect
        for suspect in _charged(case)
        if suspect.bails.filter(ended_at=None, conditions__isnull=False).exists()
    ]


def statement_versions(case: Case) -> list[Any]:
    """Return the newest version of each statement, victims and key witnesses first."""
    rows = case.statements.select_related("witness__witness").order_by(
        "witness__witness__number", "number"
    )
    return [version for row in rows if (version := row.current)]


def newest_prints(case: Case) -> list[Any]:
    """Return the newest conviction print of each person."""
    newest: dict[Any, Any] = {}
    for row in case.conviction_prints.select_related("person").order_by("printed_on"):
        newest[row.person_id] = row
    return list(newest.values())


_PER_ROW: dict[str, Callable[[Case], list[Any]]] = {
    "MG2": _witnesses_with_needs,
    "MG4": _charged,
    "MG4A": _on_conditional_bail,
    "MG11": statement_versions,
    "MG11B": statement_versions,
    "MG15": lambda case: list(case.interviews.order_by("started_at")),
    "PRECONS": newest_prints,
}
