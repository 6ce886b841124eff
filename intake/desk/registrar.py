"""What the registrar watches: clocks that ran out, what was cancelled, N100, and sign-offs."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from casefile import clock, gates
from casefile.forms import attempt
from casefile.models import CrimeCancellation, RecordedCrime
from casefile.rules.cancellation import CANCEL_REASONS
from casefile.rules.recording_rules import RECORD_WITHIN_HOURS
from casefile.services import access
from intake import closing, overseeing
from intake.desk.times import moment_words
from intake.desk_forms import SignOffForm
from intake.grounds import GROUNDS
from intake.models import CrimeReport, SignOff

SIGN_OFF_HEADINGS = ["Report", "Ground", "Asked by", "Asked"]
OVERDUE = ["Report", "First report", "Record by"]
LATE = ["Crime", "First report", "Recorded", "Why"]
KEPT = ["Record", "Recorded", "Why it is not recorded"]
CANCELLED = ["Crime", "Reason", "What shows it", "By", "When"]
Row = TypeVar("Row")


@require_GET
@gates.staff("crime.registrar")
def page(request: HttpRequest) -> HttpResponse:
    """Show what is overdue, recorded late, cancelled, kept under N100, and waits to be signed."""
    actor, at = gates.actor_of(request), clock.now()
    overdue, waiting = overseeing.overdue(actor, at), overseeing.sign_offs(actor)
    late, kept = overseeing.late(actor, at), overseeing.kept(actor)
    cancelled = overseeing.cancelled(actor, at)
    hits = [*overdue, *waiting, *late, *kept, *(row.crime for row in cancelled)]
    access.record_list(actor, at=at, what="registrar", hits=[str(row.pk) for row in hits])
    tables = [
        _table(f"Not decided within {RECORD_WITHIN_HOURS} hours", OVERDUE, overdue, _overdue_row),
        _table("Sign-offs that wait", SIGN_OFF_HEADINGS, waiting, _sign_off_row),
        _table("Recorded late", LATE, late, _late_row),
        _table("Kept under N100", KEPT, kept, _kept_row),
        _table("Cancelled", CANCELLED, cancelled, _cancelled_row),
    ]
    context = {"tables": tables, "back_href": reverse("crime_desk:queue")}
    return render(request, "crime_desk/registrar.html", context)


def _table(
    caption: str, headings: list[str], found: list[Row], shown: Callable[[Row], list[Any]]
) -> dict[str, Any]:
    rows = [shown(row) for row in found]
    return {"caption": f"{caption} ({len(rows)})", "headings": headings, "rows": rows}


def _crime_cell(crime: RecordedCrime) -> dict[str, str]:
    return {"text": crime.reference, "href": reverse("desk:crime", args=[crime.pk])}


def _overdue_row(row: CrimeReport) -> list[Any]:
    link = {"text": row.reference, "href": reverse("crime_desk:report", args=[row.pk])}
    return [link, moment_words(row.clock_started_at), moment_words(row.record_by)]


def _late_row(row: RecordedCrime) -> list[Any]:
    moments = [moment_words(row.reported_at), moment_words(row.recorded_at)]
    return [_crime_cell(row), *moments, row.late_reason or "No reason was given"]


def _kept_row(row: RecordedCrime) -> list[Any]:
    return [_crime_cell(row), moment_words(row.recorded_at), row.balance_reason]


def _cancelled_row(row: CrimeCancellation) -> list[Any]:
    reason = f"{row.code}: {CANCEL_REASONS[row.code].words}"
    who = [str(row.cancelled_by), moment_words(row.cancelled_at)]
    return [_crime_cell(row.crime), reason, row.information, *who]


def _sign_off_row(row: SignOff) -> list[Any]:
    link = {"text": row.report.reference, "href": reverse("crime_desk:sign_off", args=[row.pk])}
    return [link, GROUNDS[row.ground].words, str(row.asked_by), moment_words(row.asked_at)]


@require_GET
@gates.staff("report.sign_off")
def sign_offs(request: HttpRequest) -> HttpResponse:
    """List what waits to be signed off in the force."""
    actor = gates.actor_of(request)
    rows = overseeing.sign_offs(actor)
    hits = [str(row.pk) for row in rows]
    access.record_list(actor, at=clock.now(), what="sign-offs", hits=hits)
    tables = [_table("Sign-offs that wait", SIGN_OFF_HEADINGS, rows, _sign_off_row)]
    return render(request, "crime_desk/registrar.html", {"tables": tables, "is_short": True})


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.sign_off", overseeing.SIGN_OFFS)
def sign_off(request: HttpRequest, sign_off: SignOff) -> HttpResponse:
    """Show what was asked for with the account it is about; agree to it, or refuse."""
    is_sent = request.method == "POST"
    form = SignOffForm(request.POST if is_sent else None)
    if is_sent and form.is_valid() and _answered(request, form, sign_off):
        messages.success(request, "Your answer was recorded.")
        return redirect("crime_desk:sign_offs")
    rows = sign_off.report.answers.exclude(shown="").order_by("position")
    context = {
        "sign_off": sign_off,
        "ground": GROUNDS[sign_off.ground],
        "form": form,
        "answers": [
            {"key": row.label, "value": row.shown}
            for row in rows
            if not row.feeds.startswith(("contact.", "plan."))
        ],
        "back_href": reverse("crime_desk:sign_offs"),
    }
    return render(request, "crime_desk/sign_off.html", context, status=400 if is_sent else 200)


def _answered(request: HttpRequest, form: SignOffForm, sign_off: SignOff) -> bool:
    actor, given = gates.actor_of(request), form.cleaned_data
    attempt(
        form,
        lambda: closing.answer_sign_off(
            sign_off=sign_off,
            is_approved=given["answer"] == "agree",
            note=given["note"],
            by=actor,
            at=clock.now(),
        ),
    )
    return not form.errors
