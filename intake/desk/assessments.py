"""Pages on which a person assesses risk, grades what another assessed, or moves the priority."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from casefile import gates
from casefile.models import Case
from casefile.services.actors import Actor
from intake import assessing, clocks, risk, risk_tools
from intake.desk.deciding import attempted, decide
from intake.desk.reports import REPORTS
from intake.desk.risk import answer_words
from intake.desk.times import moment_words
from intake.models import CrimeReport, ReportAnswer, RiskAssessment
from intake.risk_forms import AssessForm, PriorityForm, ReviewForm


def panel(
    report: CrimeReport, rows: list[ReportAnswer], *, of_case: Case | None = None
) -> dict[str, Any]:
    """Return what the panel shows: assessments newest first, the tools that fit, overrides.

    With `of_case`, its links are those of whoever works on that case.
    """
    answers = {row.question: row.value for row in rows}
    made = report.risk_assessments.select_related("report", "assessed_by")
    newest_first = list(made.order_by("-assessed_at", "-pk"))
    changes = report.priority_changes.select_related("changed_by").order_by("-changed_at")
    return {
        "rows": [_row(row, of_case, is_newest=n == 0) for n, row in enumerate(newest_first)],
        "tools": [
            {"title": tool.title, "href": _address(report, of_case, tool.code)}
            for tool in risk_tools.tools_for(report.form, answers, report.force_id)
        ],
        "changes": [
            {
                "words": f"{change.from_priority.capitalize()} to {change.to_priority}",
                "by": change.changed_by,
                "at": moment_words(change.changed_at),
                "reason": change.reason,
            }
            for change in changes
        ],
        "again_after": f"{clocks.REASSESS_AFTER.total_seconds() / 3600:g} hours",
    }


def _address(report: CrimeReport, case: Case | None, tool: str) -> str:
    if case:
        return reverse("crime_desk:case_assess", args=[case.pk, tool])
    return reverse("crime_desk:assess", args=[report.pk, tool])


def _row(row: RiskAssessment, case: Case | None, *, is_newest: bool) -> dict[str, Any]:
    tool = risk_tools.TOOLS[row.tool]
    changed = assessing.changed_since(row) if is_newest else []
    return {
        "title": f"{tool.title} ({row.version})",
        "grade": tool.grades[row.grade],
        "others": [
            f"{who}: {tool.grades[grade]}"
            for who, grade in (("Officer", row.officer_grade), ("Supervisor", row.supervisor_grade))
            if grade
        ],
        "by": row.assessed_by,
        "at": moment_words(row.assessed_at),
        "rationale": row.rationale,
        "reviews": row.reviews,
        "answers": [_answer(tool, item, row.answers.get(item.code, {})) for item in tool.items],
        "changed": len(changed),
        "review_href": reverse(
            "crime_desk:case_grade" if case else "crime_desk:review_assessment", args=[row.pk]
        ),
        "advice": risk_tools.advice(
            row.tool, row.answers, row.grade, row.report.earlier_reports + 1
        ),
        "advice_source": risk_tools.MARAC,
    }


def _answer(tool: risk_tools.Tool, item: risk_tools.Item, given: dict[str, str]) -> dict[str, str]:
    answer = tool.answers.get(given.get("answer", ""), "")
    words = given.get("words", "")
    return {
        "key": item.title if tool.has_words else f"{item.title} {item.words}".strip(),
        "value": f"{answer}\n{words}".strip(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.decide", REPORTS)
def assess(request: HttpRequest, report: CrimeReport, tool: str) -> HttpResponse:
    """Show a tool beside what the report says, and record what a person judges."""
    return fill_in(request, report, tool, then=reverse("crime_desk:risk", args=[report.pk]))


def fill_in(request: HttpRequest, report: CrimeReport, tool: str, *, then: str) -> HttpResponse:
    """Show a tool about a report, or record what was judged and go on to the address `then`."""
    found = risk_tools.TOOLS.get(tool)
    if found is None:
        raise Http404
    form = AssessForm(found, request.POST if request.method == "POST" else None)

    def act(by: Actor, at: datetime) -> object:
        return assessing.assess(report=report, tool=tool, by=by, at=at, **form.given())

    if form.is_bound and attempted(request, form, act, "Your assessment was recorded."):
        return redirect(then)
    context = {
        "report": report,
        "form": form,
        "tool": found,
        "items": _items(report, found, form),
        "back_href": then,
    }
    return render(request, "crime_desk/assess.html", context, status=400 if form.is_bound else 200)


def _items(report: CrimeReport, tool: risk_tools.Tool, form: AssessForm) -> list[dict[str, Any]]:
    """Return each prompt with its fields and what the report says to it, which answers nothing."""
    rows = {row.question: row for row in report.answers.order_by("position")}
    answers = {key: row.value for key, row in rows.items()}
    return [
        {
            "item": item,
            "answer": form[f"answer_{item.code}"],
            "words": form[f"words_{item.code}"] if tool.has_words else None,
            "hint": _hint(item, [rows[key] for key in item.said(answers)]),
            "suggested": _suggested(item, answers) if tool.has_words else [],
        }
        for item in tool.items
    ]


def _hint(item: risk_tools.Item, said: list[ReportAnswer]) -> str:
    words = [f"The report says: {answer_words(row)}." for row in said]
    mark = "" if item.source.is_verified else "This prompt was not checked against its source."
    return " ".join([*words, mark]).strip()


def _suggested(item: risk_tools.Item, answers: dict[str, Any]) -> list[risk.RiskRow]:
    return [row for row in risk.suggestions(answers) if row.element == item.code]


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.decide", RiskAssessment.objects.select_related("report__case", "assessed_by"))
def review(request: HttpRequest, row: RiskAssessment) -> HttpResponse:
    """Grade what somebody else assessed; their grade stays beside it."""
    return grade(request, row, then=reverse("crime_desk:risk", args=[row.report_id]))


def grade(request: HttpRequest, row: RiskAssessment, *, then: str) -> HttpResponse:
    """Show the form of another grade, or record it and go on to the address `then`."""
    tool = risk_tools.TOOLS[row.tool]
    form = ReviewForm(tool, request.POST if request.method == "POST" else None)

    def act(by: Actor, at: datetime) -> object:
        return assessing.review(row=row, by=by, at=at, **form.cleaned_data)

    done = "Your grade was recorded beside the first."
    if form.is_bound and attempted(request, form, act, done):
        return redirect(then)
    context = {
        "report": row.report,
        "form": form,
        "title": "Grade this yourself",
        "hint": f"{row.assessed_by} judged {tool.grades[row.grade].lower()}: {row.rationale}",
        "back_href": then,
    }
    return render(request, "crime_desk/decide.html", context, status=400 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.decide", REPORTS)
def priority(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Move a report up or down in the queue, with a reason."""
    other = "standard" if report.priority == "high" else "high"
    form = PriorityForm(request.POST if request.method == "POST" else None)
    return decide(
        request,
        report,
        form,
        lambda by, at: assessing.set_priority(
            report=report, priority=other, by=by, at=at, **form.cleaned_data
        ),
        f"Change the priority to {other}",
        hint="What was suggested, and your reason, stay in the log.",
        done="The priority was changed. Your reason is in the log.",
        takes=False,
    )
