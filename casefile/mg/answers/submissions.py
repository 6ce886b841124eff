"""Answers about what a submission holds, the prosecutor's action plan and the replies to it."""

from datetime import datetime
from typing import Any

from casefile.mg.answers import Resolver
from casefile.mg.case_file import CaseFile, person_of
from casefile.models import ActionPlanItem, Exhibit, StatementVersion, Submission
from casefile.rules import london
from casefile.rules.mg_forms import MG_FORMS
from casefile.services import file_contents


def _change(file: CaseFile, made_at: datetime | None) -> str:
    previous = file.previous_submission
    if previous is None or previous.submitted_at is None or made_at is None:
        return "New"
    return "New" if made_at > previous.submitted_at else "Sent before"


def _form_row(file: CaseFile, form: file_contents.FormItem) -> dict[str, Any]:
    row, about = MG_FORMS[form.code], form.about
    person = None if isinstance(about, Submission) else person_of(about)
    made_at = _made_at(about)
    return {
        "title": f"{form.code} {row.name}" + (f": {person.name}" if person else ""),
        "reference": "",
        "item_on": london.day_of(made_at) if made_at else file.on,
        "change": _change(file, made_at) if made_at else "Brought up to date",
        "disclosable": row.disclosable,
    }


def _made_at(about: Any) -> datetime | None:
    """Return when the matter of a form came into being; None for one written anew each time."""
    if isinstance(about, StatementVersion):
        return about.signature.signed_at if about.is_signed else about.taken_at
    return getattr(about, "ended_at", None)


def _exhibit_row(file: CaseFile, exhibit: Exhibit) -> dict[str, Any]:
    return {
        "title": exhibit.description,
        "reference": exhibit.reference,
        "item_on": london.day_of(exhibit.captured_at),
        "change": _change(file, exhibit.recorded_at),
        "disclosable": True,
    }


def _items(file: CaseFile, about: Any) -> list[dict[str, Any]] | None:
    if file.submission is None:
        return None
    # The back sheet goes with its statement, and the sensitive schedule by a route of its own.
    shown = (
        form
        for form in file_contents.forms_of(file.submission, on=file.on)
        if form.code != "MG11B" and MG_FORMS[form.code].in_main_bag
    )
    rows = [_form_row(file, form) for form in shown]
    return rows + [_exhibit_row(file, row) for row in file.exhibits if row.content]


def _reply(file: CaseFile, item: ActionPlanItem) -> dict[str, Any]:
    return {
        "number": str(item.number),
        "action": item.text,
        "due_on": item.due_on,
        "reply": item.reply,
        "items": ", ".join(file.title_of(found) for found in item.answered_with),
    }


def _answered_here(file: CaseFile) -> list[ActionPlanItem]:
    previous = file.previous_submission
    since = previous.submitted_at if previous else None
    replied = [item for item in file.plan_items if item.replied_at]
    return [i for i in replied if since is None or (i.replied_at and i.replied_at > since)]


def _open_items(file: CaseFile) -> list[ActionPlanItem]:
    return [item for item in file.plan_items if item.stage == "open"]


def _outstanding(item: ActionPlanItem) -> dict[str, Any]:
    return {"number": str(item.number), "action": item.text, "due_on": item.due_on}


def _action(item: ActionPlanItem) -> dict[str, Any]:
    return _outstanding(item) | {"reason": item.reason}


ANSWERS: dict[str, Resolver] = {
    "action_plan.outstanding_table": lambda file, about: (
        [_outstanding(item) for item in _open_items(file)] or None
    ),
    "action_plan.replies_table": lambda file, about: (
        [_reply(file, item) for item in _answered_here(file)] or None
    ),
    "action_plan.table": lambda file, about: [_action(i) for i in file.plan_items] or None,
    "submission.items_table": _items,
}
