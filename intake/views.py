"""Pages of the public form: start, one question a page, advice, check answers, receipt, exit.

Every page works without scripts. Nothing a person wrote stands in an address.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casefile import clock, gates
from casefile.forms import attempt
from casefile.models import Force
from intake import drafts, engine, services
from intake.forms import PageForm, Upload
from intake.models import CrimeReport, Draft
from intake.questions import FORMS
from intake.questions.rows import Page
from intake.start_form import StartForm
from intake.words import Say, say_for_reader

COOKIE = "__Host-report" if settings.HTTPS else "report"
NEUTRAL_SITE = "https://www.bbc.co.uk/weather"
LANGUAGES = {"en": "en-gb", "cy": "cy"}
DraftView = Callable[..., HttpResponseBase]


def public_page(view: DraftView) -> DraftView:
    """Open a page to anybody; `?lang=` changes the language by a cookie and is taken off again."""

    @gates.public
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        language = LANGUAGES.get(request.GET.get("lang", ""))
        if language is None:
            return view(request, *args, **kwargs)
        response = redirect(request.path)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", secure=settings.HTTPS
        )
        return response

    return opened


def with_draft(view: DraftView) -> DraftView:
    """Open a page to the browser that holds an unfinished report; others begin at the start."""

    @public_page
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        draft = _draft_of(request)
        if draft is None:
            return redirect("intake:start")
        if CrimeReport.objects.filter(pk=draft.pk).exists():
            return redirect("intake:receipt")
        return view(request, draft, *args, **kwargs)

    return opened


def _draft_of(request: HttpRequest) -> Draft | None:
    token = request.COOKIES.get(COOKIE, "")
    return drafts.of_token(token, at=clock.real()) if token else None


def _page(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    say = say_for_reader()
    return render(request, f"intake/{template}", {"say": say, **context}, status=status)


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponseBase:
    """Say what this is and how to leave it; begin a form on POST."""
    say = say_for_reader()
    forces = list(drafts.forces_open())
    form = StartForm(forces, say, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and forces:
        return _begin(form.cleaned_data["form"], form.cleaned_data["force"])
    status = 400 if form.errors else 200
    return _page(request, "start.html", {"form": form, "is_open": bool(forces)}, status=status)


def _begin(code: str, force: Force) -> HttpResponse:
    _, token = drafts.start(form=code, force=force, at=clock.real())
    response = redirect("intake:question", page=FORMS[code].pages[0].key)
    response.set_cookie(COOKIE, token, httponly=True, samesite="Lax", secure=settings.HTTPS)
    return response


@with_draft
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, draft: Draft, page: str) -> HttpResponseBase:
    """Ask the questions of one page, and keep the answers."""
    found = FORMS[draft.form].page(page)
    if found is None:
        raise Http404
    if not engine.may_open(FORMS[draft.form], found, draft.answers):
        return _go_to(draft, engine.first_open(FORMS[draft.form], draft.answers))
    form = _page_form(request, draft, found)
    if request.method != "POST":
        return _ask(request, draft, found, form)
    kept = attempt(form, lambda: _keep(draft, found, form)) if form.is_valid() else None
    if kept:
        return _after(kept, found, request.POST.get("action", ""))
    return _ask(request, draft, found, form, status=400)


def _page_form(request: HttpRequest, draft: Draft, page: Page) -> PageForm:
    is_sent = request.method == "POST"
    return PageForm(
        engine.shown_questions(FORMS[draft.form], page, draft.answers),
        draft.answers,
        say=say_for_reader(),
        at=clock.now(),
        data=request.POST if is_sent else None,
        files=request.FILES if is_sent else None,
    )


def _keep(draft: Draft, page: Page, form: PageForm) -> Draft:
    answers = form.answers_as_json()
    for row in form.questions:
        if row.kind == "photos":
            uploads = cast(list[Upload], form.cleaned_data[row.key])
            drafts.add_photos(draft, uploads, is_demonstration=settings.DEMO, at=clock.now())
            answers[row.key] = True
    return drafts.keep(draft, answers)


def _after(draft: Draft, page: Page, action: str) -> HttpResponse:
    form = FORMS[draft.form]
    if action == "add":
        return redirect("intake:question", page=page.key)
    if advice := engine.advice_after(form, page, draft.answers):
        return redirect("intake:advice", page=page.key, advice=advice.key)
    return _onward(draft, page)


def _onward(draft: Draft, page: Page) -> HttpResponse:
    """Go to the next page, or straight back to the answers when one of them was changed."""
    form = FORMS[draft.form]
    if draft.is_checking:
        return _go_to(draft, engine.first_open(form, draft.answers))
    return _go_to(draft, engine.page_after(form, page, draft.answers))


def _go_to(draft: Draft, page: Page | None) -> HttpResponse:
    return redirect("intake:question", page=page.key) if page else redirect("intake:check")


def _ask(
    request: HttpRequest, draft: Draft, page: Page, form: PageForm, *, status: int = 200
) -> HttpResponse:
    say = say_for_reader()
    has_photos = any(row.kind == "photos" for row in form.questions)
    context = {
        "form": form,
        "title": say(page.title),
        "heading": say(page.heading) if page.heading else "",
        "intro": say(page.intro) if page.intro else "",
        "back_href": _back(draft, page),
        "has_photos": has_photos,
        "photos": draft.photos.order_by("added_at", "pk") if has_photos else [],
        "takes_photos": has_photos and drafts.takes_photos(is_demonstration=settings.DEMO),
    }
    return _page(request, "question.html", context, status=status)


def _back(draft: Draft, page: Page) -> str:
    before = engine.page_before(FORMS[draft.form], page, draft.answers)
    if draft.is_checking and engine.first_open(FORMS[draft.form], draft.answers) is None:
        return reverse("intake:check")
    return reverse("intake:question", args=[before.key]) if before else reverse("intake:start")


@with_draft
@require_POST
def remove_photo(request: HttpRequest, draft: Draft, photo: UUID) -> HttpResponseBase:
    """Take a photo out of the unfinished report."""
    drafts.remove_photo(draft, photo)
    return redirect("intake:question", page="photos")


@with_draft
@require_GET
def advice(request: HttpRequest, draft: Draft, page: str, advice: str) -> HttpResponseBase:
    """Say what to do instead, or first, and how to go on."""
    form = FORMS[draft.form]
    found, row = form.page(page), form.advice_page(advice)
    if found is None or row is None or not engine.may_open(form, found, draft.answers):
        raise Http404
    say = say_for_reader()
    context = {
        "title": say(row.title),
        "words": [say(words) for words in row.words],
        "back_href": reverse("intake:question", args=[found.key]),
        "onward": "" if row.stops else _onward(draft, found)["Location"],
    }
    return _page(request, "advice.html", context)


@with_draft
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    """Show every answer with a way to change it, and send the report."""
    form = FORMS[draft.form]
    if (open_page := engine.first_open(form, draft.answers)) is not None:
        return _go_to(draft, open_page)
    if request.method == "POST" and request.POST.get("form_token") == str(draft.pk):
        services.submit(draft=draft, say=say_for_reader(), at=clock.now())
        return redirect("intake:receipt")
    Draft.objects.filter(pk=draft.pk).update(is_checking=True)
    context = {
        "rows": _rows(draft, say_for_reader()),
        "token": str(draft.pk),
        "back_href": reverse(
            "intake:question", args=[engine.shown_pages(form, draft.answers)[-1].key]
        ),
    }
    return _page(request, "check.html", context, status=400 if request.method == "POST" else 200)


def _rows(draft: Draft, say: Say) -> list[dict[str, str]]:
    rows = []
    for page, answers in engine.answered(FORMS[draft.form], draft.answers):
        for answer in answers:
            is_photos = answer.question.kind == "photos"
            value = _photo_names(draft) if is_photos else say.answer(answer.question, answer.value)
            rows.append(
                {
                    "key": say(answer.question.text),
                    "value": value,
                    "href": reverse("intake:question", args=[page.key]),
                    "action": say["change"],
                }
            )
    return rows


def _photo_names(draft: Draft) -> str:
    return "\n".join(draft.photos.order_by("added_at", "pk").values_list("name", flat=True))


@public_page
@require_GET
def receipt(request: HttpRequest) -> HttpResponseBase:
    """Show the reference, what was received and what happens next, to the browser that sent it."""
    draft = _draft_of(request)
    report = CrimeReport.objects.filter(pk=draft.pk).first() if draft else None
    if report is None:
        return redirect("intake:start")
    answers = {row.question: row.value for row in report.answers.all()}
    context = {
        "report": report,
        "files": [file.stored for file in report.files.select_related("stored")],
        "wants_support": answers.get("support") == "yes",
        "is_silent": answers.get("ways") == ["none"],
        "stage_words": say_for_reader()[f"stage_{report.stage}"],
        "decision": getattr(report, "decision", None),
    }
    return _page(request, "receipt.html", context)


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponseBase:
    """Forget everything about the unfinished report and go to a neutral site."""
    drafts.wipe(request.COOKIES.get(COOKIE, ""))
    response = redirect(NEUTRAL_SITE)
    for name in (COOKIE, settings.LANGUAGE_COOKIE_NAME):
        response.delete_cookie(name)
    return response
