"""Asking the reporter: from a text or in one's own words, seen first as they will read it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from casefile import clock, gates
from casefile.forms import attempt
from casefile.rules import london
from casefile.services.actors import Actor
from intake import asking, desk_questions, reaching, telling
from intake.desk.deciding import decide, held_by_another
from intake.desk.report import frame
from intake.desk.reports import REPORTS
from intake.desk_forms import AskForm, CallForm
from intake.models import CrimeReport, DeskQuestion


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.decide", REPORTS)
def ask(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Choose or write a question; show it and what leaves; then ask."""
    is_sent = request.method == "POST"
    if not is_sent and held_by_another(request, report):
        return redirect("crime_desk:report", pk=report.pk)
    usual = london.day_of(clock.now()) + desk_questions.ANSWER_WITHIN
    form = AskForm({"respond_by": usual}, request.POST if is_sent else None)
    shown = None
    if is_sent and form.is_valid():
        shown = _previewed(report, form)
        if shown and "send" in request.POST and _asked(request, report, form, shown):
            return redirect("crime_desk:messages", pk=report.pk)
    context = frame(report, "Messages and letters") | _ways(report)
    context |= {"form": form, "shown": shown, "notice": asking.BODY}
    return render(request, "crime_desk/ask.html", context, status=400 if form.errors else 200)


def _previewed(report: CrimeReport, form: AskForm) -> str | None:
    given = {name: form.cleaned_data[name] for name in ("template", "own")}
    return attempt(form, lambda: desk_questions.words_for(report, **given))


def _asked(request: HttpRequest, report: CrimeReport, form: AskForm, text: str) -> bool:
    by, at = gates.actor_of(request), clock.now()
    respond_by = form.cleaned_data["respond_by"]

    def act() -> DeskQuestion:
        return desk_questions.ask(report=report, text=text, respond_by=respond_by, by=by, at=at)

    if attempt(form, act) is None:
        return False
    messages.success(request, "The question was asked. The 24 hours run on.")
    return True


def _ways(report: CrimeReport) -> dict[str, Any]:
    answers = reaching.answers_of(report)
    names = {"email": "email", "text": "text message"}
    sent = [f"{names[way]} to {address}" for way, address in reaching.safe_messages(answers)]
    return {
        "leaves_by": sent,
        "call_plan": telling.call_plan(report) if reaching.safe_phone(answers) else [],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.decide", DeskQuestion.objects.select_related("report__force"))
def call(request: HttpRequest, question: DeskQuestion) -> HttpResponse:
    """Record a call that a person made about a question."""
    report = REPORTS.get(pk=question.report_id)
    form = CallForm(request.POST if request.method == "POST" else None)

    def act(by: Actor, at: datetime) -> object:
        given = form.cleaned_data
        return desk_questions.record_call(question=question, by=by, at=at, **given)

    return decide(
        request,
        report,
        form,
        act,
        "Record a call",
        hint=question.text,
        done="The call was recorded.",
        then="crime_desk:messages",
        takes=False,
    )
