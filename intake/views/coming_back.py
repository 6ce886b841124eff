"""Hearing back of a report that was sent: the code, coming back with it, and its messages."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from casefile import clock
from casefile.services import slow_down
from intake import asking, coming_back, passing_on, progress
from intake.forms import Words
from intake.models import CrimeReport, DeskQuestion, ReportAddition
from intake.questions import FORMS
from intake.views.public import attempt, draft_of, public_page, show, wait
from intake.views.saving import ReturnForm, SaveForm
from intake.words import Say, say_for_reader

COOKIE = "__Host-news" if settings.HTTPS else "news"


class MoreForm(forms.Form):
    """Words of the reporter: an answer to one question, or something to add."""

    def __init__(self, say: Say, name: str, data: object = None, *, prefix: str = "") -> None:
        super().__init__(data, prefix=prefix or None)  # type: ignore[arg-type]
        hints = {"add_more": say["add_more_hint"]}
        missing = {"add_more": say["add_missing"]}
        self.fields["text"] = Words(
            label=say[name],
            help_text=hints.get(name, ""),
            max_length=asking.LONGEST_ANSWER,
            widget=forms.Textarea(attrs={"autocomplete": "off"}),
            error_messages={
                "required": missing.get(name, say["answer_missing"]),
                "max_length": say.too_long(asking.LONGEST_ANSWER),
            },
        )


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def hear_back(request: HttpRequest) -> HttpResponseBase:
    """Give the browser that sent a report a code to come back with, once it asks for one."""
    report = _sent_by(request)
    if report is None:
        return redirect("intake:start")
    is_sent = request.method == "POST"
    form = SaveForm(say_for_reader(), request.POST if is_sent else None)
    if is_sent and form.is_valid():
        secret, at = form.cleaned_data["secret"], clock.now()
        code = attempt(form, lambda: coming_back.give(report=report, secret=secret, at=at))
        if code:
            return show(request, "code_given.html", {"code": code})
    context = {
        "form": form,
        "is_sensitive": FORMS[report.form].is_sensitive,
        "is_again": hasattr(report, "come_back"),
    }
    return show(request, "hear_back.html", context, status=400 if is_sent else 200)


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request: HttpRequest) -> HttpResponseBase:
    """Open the messages of a report with its code and secret."""
    is_sent = request.method == "POST"
    form = ReturnForm(say_for_reader(), request.POST if is_sent else None)
    if is_sent and form.is_valid():
        try:
            token = attempt(form, lambda: _open(request, form), besides=(slow_down.TooSoon,))
        except slow_down.TooSoon as refusal:
            return wait(request, "come_back.html", {"form": form}, refusal.seconds)
        if token:
            response = redirect("intake:news")
            response.set_cookie(COOKIE, token, httponly=True, samesite="Lax", secure=settings.HTTPS)
            return response
    return show(request, "come_back.html", {"form": form}, status=400 if is_sent else 200)


def _open(request: HttpRequest, form: forms.Form) -> str:
    address, at = request.META.get("REMOTE_ADDR", ""), clock.real()
    return coming_back.open_news(address=address, at=at, **form.cleaned_data)


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def news(request: HttpRequest) -> HttpResponseBase:
    """Show what was decided and asked, and take answers and words to add."""
    report = coming_back.report_of(request.COOKIES.get(COOKIE, ""), at=clock.real())
    report = report or _sent_by(request)
    if report is None:
        return redirect("intake:come_back")
    page = NewsPage(report, say_for_reader())
    is_sent = request.method == "POST"
    if is_sent and page.take(request.POST, clock.now()):
        return redirect("intake:news")
    return show(request, "news.html", page.context(), status=400 if is_sent else 200)


class NewsPage:
    """The messages of one report and its forms; what could not be taken stays in its form."""

    def __init__(self, report: CrimeReport, say: Say) -> None:
        self.report, self.say = report, say
        self.chain = passing_on.chain(report)
        self.asked = DeskQuestion.objects.filter(report__in=self.chain)
        self.answers = {
            str(row.pk): (row, MoreForm(say, "your_answer", prefix=str(row.pk)))
            for row in self.asked.open()
        }
        self.more = MoreForm(say, "add_more")

    def take(self, posted: QueryDict, at: datetime) -> bool:
        """Keep an answer to the question that is named, or words to add; return whether it was."""
        named = posted.get("question", "")
        if not named:
            self.more = MoreForm(self.say, "add_more", posted)
            return self._kept(self.more, lambda text: self._add(text, at))
        typed = MoreForm(self.say, "your_answer", posted, prefix=named)
        if named not in self.answers:
            return self._is_repeated(typed, named)
        question = self.answers[named][0]
        self.answers[named] = (question, typed)
        return self._kept(typed, lambda text: asking.answer(question=question, text=text, at=at))

    def _add(self, text: str, at: datetime) -> ReportAddition:
        return asking.add(report=self.chain[-1], text=text, at=at)

    def _kept(self, form: MoreForm, act: Callable[[str], object]) -> bool:
        if not form.is_valid():
            return False
        return attempt(form, lambda: act(form.cleaned_data["text"])) is not None

    def _is_repeated(self, typed: MoreForm, named: str) -> bool:
        """The same answer sent twice is done; another one is kept in sight, to be added."""
        text = typed.cleaned_data.get("text", "") if typed.is_valid() else ""
        answered = {str(row.pk): row.answer for row in self.asked.answered()}
        if not text or answered.get(named) == text:
            return True
        self.more = MoreForm(self.say, "add_more", {"text": text})
        self.more.add_error("text", self.say["answered"])
        return False

    def context(self) -> dict[str, Any]:
        """Return what the page shows."""
        forms_of = [form for _, form in self.answers.values()]
        return {
            "progress": progress.of(self.report, self.say),
            "to_answer": list(self.answers.values()),
            "answered": self.asked.answered(),
            # The force that deals with it now received what was added before.
            "additions": self.chain[-1].additions.order_by("added_at", "pk"),
            "more": self.more,
            "form": next((form for form in forms_of if form.errors), self.more),
        }


def _sent_by(request: HttpRequest) -> CrimeReport | None:
    """Return the report that this browser sent, as long as it shows its receipt."""
    draft = draft_of(request)
    return CrimeReport.objects.filter(pk=draft.pk).first() if draft else None
