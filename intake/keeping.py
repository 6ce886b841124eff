"""Keeps the answers of one page, and finds when another window changed them meanwhile."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from casefile.services import Refused
from intake import drafts, item_cards
from intake.forms import PageForm
from intake.models import Draft
from intake.questions.rows import Answers, Page, ReportForm


class ChangedElsewhere(Refused):
    """The page was kept with other answers after it was shown; `draft` holds them."""

    code = "changed_elsewhere"

    def __init__(self, draft: Draft) -> None:
        super().__init__("This answer was changed in another window.")
        self.draft = draft


def version_of(form: ReportForm, page: Page, answers: Answers) -> str:
    """Return what stands for the kept answers of a page; it changes when one of them does."""
    kept = {row.key: answers[row.key] for row in form.on_page(page.key) if row.key in answers}
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:16]


@transaction.atomic
def keep_page(
    *, draft: Draft, form: ReportForm, page: Page, typed: PageForm, version: str
) -> Draft:
    """Keep what was typed on a page that was shown at `version`; blank: it does not matter.

    Things are added to those kept by now, so that two windows lose none; the same sent twice is
    kept once.

    Raises:
        ChangedElsewhere: another window kept other answers; Refused: the draft was closed.
    """
    locked = drafts.lock(draft)
    answers = typed.answers_as_json(locked.answers)
    is_stale = bool(version) and version != version_of(form, page, locked.answers)
    if is_stale and _would_lose(typed, answers, locked.answers):
        raise ChangedElsewhere(locked)
    drafts.add(locked, answers)
    return locked


def _would_lose(typed: PageForm, answers: Mapping[str, Any], kept: Answers) -> bool:
    """Return whether keeping the answers takes something away that was not seen."""
    if str(typed.data.get("action", "")).startswith(item_cards.REMOVE):
        return True
    adds_only = {row.key for row in typed.questions if row.kind in item_cards.CARDS}
    return any(
        key in kept and kept[key] != value for key, value in answers.items() if key not in adds_only
    )
