"""One question a page, the advice after an answer, and the things and files on a page."""

from collections.abc import Sequence
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from casefile import clock
from casefile.middleware import device_policy
from intake import automation, draft_files, drafts, engine, keeping
from intake.forms import PageForm, Upload
from intake.item_cards import ASIDE, CARDS, REMOVE, in_words
from intake.keeping import ChangedElsewhere
from intake.models import Draft
from intake.questions import FORMS
from intake.questions.rows import Page, Question
from intake.views import places
from intake.views.addresses import address, address_of, before_first, go_to, layout_of
from intake.views.files import files_of, take_files
from intake.views.public import attempt, show, with_draft, within_form_limit
from intake.words import say_for_reader


@within_form_limit
@with_draft
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, draft: Draft, number: int) -> HttpResponseBase:
    """Ask the questions of one page, and keep the answers."""
    return ask_page(request, draft, number)


def ask_page(request: HttpRequest, draft: Draft, number: int) -> HttpResponseBase:
    """Ask the questions of one page of a draft, whoever has it open, and keep the answers."""
    found = FORMS[draft.form].page_at(number)
    if found is None:
        raise Http404
    if not engine.may_open(FORMS[draft.form], found, draft.answers):
        return go_to(draft, engine.first_open(FORMS[draft.form], draft.answers))
    questions = engine.shown_questions(FORMS[draft.form], found, draft.answers)
    if any(row.takes_files for row in questions):
        draft_files.collect(draft=draft, at=clock.now())
    form = _page_form(request, draft, questions)
    if request.method != "POST":
        return _ask(request, draft, found, form)
    return _take(request, draft, found, form)


def _take(request: HttpRequest, draft: Draft, page: Page, form: PageForm) -> HttpResponse:
    """Keep the answers and go on, or show the page again with what is wrong."""
    automation.note_work(draft, request.POST.get("work", ""))
    kept = None
    if form.is_valid():
        try:
            kept = attempt(form, lambda: _keep(draft, page, form), besides=(ChangedElsewhere,))
        except ChangedElsewhere as refusal:
            return _ask_again(request, refusal.draft, page, form)
    if kept:
        return _after(kept, page, request.POST.get("action", ""))
    return _ask(request, draft, page, form, status=400)


def _page_form(request: HttpRequest, draft: Draft, questions: list[Question]) -> PageForm:
    is_sent, takes_voice = request.method == "POST", any(row.takes_voice for row in questions)
    return PageForm(
        questions,
        draft.answers,
        say=say_for_reader(),
        at=clock.now(),
        data=request.POST if is_sent else None,
        files=request.FILES if is_sent else None,
        voiced=draft_files.voiced(draft) if takes_voice else (),
    )


def _keep(draft: Draft, page: Page, form: PageForm) -> Draft:
    kept = keeping.keep_page(
        draft=draft,
        form=FORMS[draft.form],
        page=page,
        typed=form,
        version=str(form.data.get("version", "")),
    )
    for row in form.questions:
        if row.kind == "files":
            take_files(draft, row.key, cast(list[Upload], form.cleaned_data[row.key]))
            kept = drafts.keep(draft, {row.key: True})
    return kept


def _after(draft: Draft, page: Page, action: str) -> HttpResponse:
    form = FORMS[draft.form]
    if action == "add" or action.startswith(REMOVE):
        return redirect(address_of(draft, page))
    if advice := engine.advice_after(form, page, draft.answers):
        number = form.number_of(page)
        return redirect(address(draft, "advice", number=number, advice=advice.key))
    return _onward(draft, page)


def _onward(draft: Draft, page: Page) -> HttpResponse:
    """Go to the next page, or straight back to the answers when one of them was changed."""
    form = FORMS[draft.form]
    if draft.is_checking:
        return go_to(draft, engine.first_open(form, draft.answers))
    return go_to(draft, engine.page_after(form, page, draft.answers))


def _ask_again(request: HttpRequest, draft: Draft, page: Page, form: PageForm) -> HttpResponse:
    """Show what another window kept beside what was typed here, and ask which is right."""
    say = say_for_reader()
    form.add_error(None, say["changed_elsewhere"])
    stored = [
        {"key": say(row.text), "value": say.answer(row, draft.answers.get(row.key))}
        for row in form.questions
    ]
    return _ask(request, draft, page, form, status=409, stored=stored)


def _ask(
    request: HttpRequest,
    draft: Draft,
    page: Page,
    form: PageForm,
    *,
    status: int = 200,
    stored: Sequence[dict[str, str]] = (),
) -> HttpResponse:
    say, version = say_for_reader(), keeping.version_of(FORMS[draft.form], page, draft.answers)
    position = next((row.key for row in form.questions if row.kind == "position"), "")
    context = {
        "form": form,
        "draft": draft,
        "work": automation.puzzle(draft),
        "work_bits": automation.BITS,
        "keeps_here": not FORMS[draft.form].is_sensitive,
        # A page with errors was shown before: what it was shown with is what it is held against.
        "version": version if stored else str(form.data.get("version", "")) or version,
        "stored": stored,
        "onward": _onward(draft, page)["Location"] if stored else "",
        **_cards(draft, form),
        "position": position,
        "tiles_href": places.tiles_href(),
        "is_sensitive": FORMS[draft.form].is_sensitive,
        "title": say(page.title),
        "heading": say(page.heading) if page.heading else "",
        "intro": say(page.intro) if page.intro else "",
        "back_href": _back(draft, page),
        **layout_of(draft),
        **files_of(draft, form),
    }
    shown = show(request, "question.html", context, status=status)
    if context.get("voice") and context.get("sends_by_script"):
        shown.headers["Permissions-Policy"] = device_policy("microphone")
    return places.allow_position(shown) if position else shown


def _cards(draft: Draft, form: PageForm) -> dict[str, object]:
    """Return what is listed so far, and which fields of the next one are folded away."""
    row = next((row for row in form.questions if row.kind in CARDS), None)
    if row is None:
        return {}
    say, listed = say_for_reader(), draft.answers.get(row.key) or []
    return {
        "has_items": True,
        "aside": [f"{row.key}_{part}" for part in ASIDE],
        "folded": bool(set(CARDS[row.kind]) & ASIDE),
        "cards": [say(in_words(card, row.kind)) for card in listed],
    }


def _back(draft: Draft, page: Page) -> str:
    before = engine.page_before(FORMS[draft.form], page, draft.answers)
    if draft.is_checking and engine.first_open(FORMS[draft.form], draft.answers) is None:
        return address(draft, "check")
    return address_of(draft, before) if before else before_first(draft)


@with_draft
@require_GET
def advice(request: HttpRequest, draft: Draft, number: int, advice: str) -> HttpResponseBase:
    """Say what to do instead, or first, and how to go on."""
    return show_advice(request, draft, number, advice)


def show_advice(request: HttpRequest, draft: Draft, number: int, advice: str) -> HttpResponseBase:
    """Show advice that an answer of a draft leads to."""
    form = FORMS[draft.form]
    found, row = form.page_at(number), form.advice_page(advice)
    if found is None or row is None or not engine.may_open(form, found, draft.answers):
        raise Http404
    say = say_for_reader()
    context = {
        "title": say(row.title),
        "words": [say(words) for words in row.words],
        "back_href": address_of(draft, found),
        "onward": "" if row.stops else _onward(draft, found)["Location"],
        **layout_of(draft),
    }
    return show(request, "advice.html", context)
