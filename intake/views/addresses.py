"""Where the pages of an unfinished report are: the public's by cookie, those of staff by id."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from intake import taking
from intake.channels import CHANNELS
from intake.models import Draft
from intake.questions import FORMS
from intake.questions.rows import Page

STAFF_LAYOUT = "crime_desk/taking/layout.html"


def address(draft: Draft, name: str, **given: Any) -> str:
    """Return the address of a page by its name, which is the same at both doors."""
    if draft.taken_by_id:
        return reverse(f"take:{name}", kwargs={"pk": draft.pk, **given})
    return reverse(f"intake:{name}", kwargs=given)


def address_of(draft: Draft, page: Page) -> str:
    """Return the address of a page: a number, which tells nothing to whoever reads it."""
    return address(draft, "question", number=FORMS[draft.form].number_of(page))


def before_first(draft: Draft) -> str:
    """Return the address of what comes before the first question."""
    return address(draft, "asked" if draft.taken_by_id else "start")


def go_to(draft: Draft, page: Page | None) -> HttpResponse:
    """Go to a page, or to the answers when none is left."""
    return redirect(address_of(draft, page) if page else address(draft, "check"))


def layout_of(draft: Draft) -> dict[str, Any]:
    """Return the layout of staff for a draft that they take down, and what stands at its top."""
    if draft.taken_by_id is None:
        return {}
    kept = taking.of(draft)
    bar = {
        "form": FORMS[draft.form].title.en,
        "channel": CHANNELS[kept.channel].words,
        "detail": f"Asked: {kept.name}" if kept.name else "",
    }
    return {"layout": STAFF_LAYOUT, "taking": bar}
