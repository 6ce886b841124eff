"""Screens of the forms: all forms of the file, and one form with its boxes."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from casefile import clock, gates
from casefile.forms import attempt
from casefile.mg.case_file import CaseFile, person_of
from casefile.mg.forms import answers_of, form_for
from casefile.mg.prefill import FilledForm, fill
from casefile.models import Case, Person, Submission
from casefile.rules import london
from casefile.rules.mg_forms import MG_FORMS, PREFILL_KEYS
from casefile.services import access, file_contents, mg_forms, reported
from casefile.services.file_contents import FormItem

ABOUT_NEEDS = ("MG2", "MG11B")
HEADINGS = ["Form", "About", "Boxes", "Typed", "Still empty"]


@dataclass(frozen=True)
class Listed:
    """A form of the file, with the way to its page."""

    item: FormItem
    filled: FilledForm
    href: str


@gates.staff("case.view", Case)
def forms_of_file(request: HttpRequest, case: Case) -> HttpResponse:
    """Show every form of the file as it stands, with boxes filled, typed and still empty."""
    rows = _forms(case)
    page = {
        "title": "Forms of the file",
        "case": case,
        "headings": HEADINGS,
        "rows": [_row(row) for row in rows],
        "total": sum(row.filled.fields_total for row in rows),
        "typed": sum(row.filled.fields_typed for row in rows),
        "back_href": reverse("desk:file", args=[case.pk]),
    }
    return render(request, "mg/forms.html", page)


def _newest(case: Case) -> Submission | None:
    return case.submissions.order_by("-version").first()


def _forms(case: Case) -> list[Listed]:
    submission, on = _newest(case), london.day_of(clock.now())
    file = CaseFile(case, on, submission)
    items = file_contents.forms_of(submission, on=on) if submission else _without_file(case)
    return [_listed(file, item) for item in items]


def _without_file(case: Case) -> list[FormItem]:
    """Return the forms that need no file to be looked at: one about the case each."""
    return [FormItem(code) for code, row in MG_FORMS.items() if row.per == "case"]


def _listed(file: CaseFile, item: FormItem) -> Listed:
    args = [file.case.pk, item.code]
    if item.about is not None and not isinstance(item.about, Submission):
        href = reverse("mg:form-about", args=[*args, item.about.pk])
    else:
        href = reverse("mg:form", args=args)
    return Listed(item, fill(file, item.code, about=item.about), href)


def _row(row: Listed) -> list[Any]:
    filled = row.filled
    missing = ", ".join(field.label for field in filled.missing)
    return [
        {"text": f"{filled.row.code} {filled.row.name}", "href": row.href},
        filled.about,
        {"text": str(filled.fields_total), "numeric": True},
        {"text": str(filled.fields_typed), "numeric": True},
        missing or "Nothing",
    ]


@gates.staff("case.view", Case)
def one_form(
    request: HttpRequest, case: Case, code: str, about: UUID | None = None
) -> HttpResponse:
    """Show one form, each box with where it came from; take what a person types in the rest."""
    filled, item = _opened(case, code, about)
    may_work = access.may(gates.actor_of(request), "case.work", case, at=clock.now())
    form = form_for(filled, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        access.require(gates.actor_of(request), "case.work", case, at=clock.now())
        if form.is_valid() and _kept(request, case, filled, item, form):
            messages.success(request, "The form was kept.")
            return redirect("mg:forms", pk=case.pk)
    page = {
        "title": f"{code} {filled.row.name}",
        "case": case,
        "filled": filled,
        "sections": _sections(filled),
        "form": form,
        "may_type": may_work and bool(form.fields),
        "back_href": reverse("mg:forms", args=[case.pk]),
        "said": _said(code, person_of(item.about)),
    }
    return render(request, "mg/form.html", page, status=400 if form.is_bound else 200)


def _said(code: str, person: Person | None) -> list[str]:
    """Return what the report says for a form about needs; whoever fills it in decides."""
    return reported.needs_said(person) if person and code in ABOUT_NEEDS else []


def _opened(case: Case, code: str, about: UUID | None) -> tuple[FilledForm, FormItem]:
    """Return the form as filled. Raises: Http404 where the file holds no such form."""
    if code not in MG_FORMS:
        raise Http404
    submission, on = _newest(case), london.day_of(clock.now())
    file = CaseFile(case, on, submission)
    items = file_contents.forms_of(submission, on=on) if submission else _without_file(case)
    for item in items:
        own = None if isinstance(item.about, Submission) else item.about
        if item.code == code and (own.pk if own else None) == about:
            return fill(file, code, about=item.about), item
    raise Http404


def _kept(request: HttpRequest, case: Case, filled: FilledForm, item: FormItem, form: Any) -> bool:
    changed = answers_of(filled, form.cleaned_data)
    if changed:
        actor, at = gates.actor_of(request), clock.now()
        attempt(
            form,
            lambda: mg_forms.answer(
                case=case,
                code=item.code,
                about=person_of(item.about),
                answers=changed,
                by=actor,
                at=at,
            ),
        )
    return not form.errors


def _sections(filled: FilledForm) -> list[dict[str, Any]]:
    return [
        {
            "heading": " ".join(filter(None, (section.number, section.heading))),
            "boxes": [_box(field) for field in section.fields],
        }
        for section in filled.sections
    ]


def _box(field: Any) -> dict[str, Any]:
    key = field.origin.removeprefix("record:")
    known = key in PREFILL_KEYS
    return {
        "field": field,
        "origin": f"From the record: {PREFILL_KEYS[key].meaning}" if known else "",
        "headings": [label for _, label in field.field.columns],
        "rows": [[cell.text for cell in row] for row in field.table],
    }
