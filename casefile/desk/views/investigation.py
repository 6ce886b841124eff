"""Pages about lines of enquiry and unused material."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from casefile import gates
from casefile.desk.forms import investigation as forms
from casefile.desk.pages import case_frame, form_page
from casefile.models import Case, LineOfEnquiry, UnusedMaterial
from casefile.rules.disclosure import presumption_for
from casefile.services import cases, evidence, unused
from casefile.services.actors import Actor
from casefile.wording import day, plain

LINES = ["No.", "Line of enquiry", "Points", "Where it stands", "Result or reason", "By", ""]
ITEMS = ["No.", "Description", "Location", "Class", "Meets the test", ""]


@gates.staff("case.view", Case)
def enquiries(request: HttpRequest, case: Case) -> HttpResponse:
    """Show every line of enquiry."""
    rows = [_line(row) for row in case.lines_of_enquiry.order_by("number")]
    page = case_frame(request, case, "desk:enquiries")
    page |= {"title": "Lines of enquiry", "headings": LINES, "rows": rows}
    return render(request, "desk/enquiries.html", page)


def _line(row: LineOfEnquiry) -> list[Any]:
    resolve: Any = ""
    if row.status == "outstanding":
        resolve = {"text": "Resolve", "href": reverse("desk:resolve-enquiry", args=[row.pk])}
    return [
        str(row.number),
        row.description,
        plain(row.points),
        {"text": plain(row.status), "colour": "yellow" if resolve else "grey"},
        row.result or row.reason,
        day(row.due_on) if row.due_on else "",
        resolve,
    ]


@gates.staff("case.work", Case)
def add_enquiry(request: HttpRequest, case: Case) -> HttpResponse:
    """Record a line of enquiry."""
    return form_page(
        request,
        case,
        forms.LineForm,
        lambda data, by, at: unused.add_line(case=case, **data, by=by, at=at),
        title="Add a line of enquiry",
        then=reverse("desk:enquiries", args=[case.pk]),
        done="The line of enquiry was recorded.",
        current="desk:enquiries",
    )


@gates.staff("case.work", LineOfEnquiry)
def resolve_enquiry(request: HttpRequest, line: LineOfEnquiry) -> HttpResponse:
    """Record what came of a line of enquiry."""
    return form_page(
        request,
        line,
        forms.ResolveForm,
        lambda data, by, at: unused.resolve_line(line=line, **data, by=by, at=at),
        title=f"Line of enquiry {line.number}",
        then=reverse("desk:enquiries", args=[line.case_id]),
        done="The result was recorded.",
        current="desk:enquiries",
        context={"intro": line.description},
    )


@gates.staff("case.view", Case)
def disclosure(request: HttpRequest, case: Case) -> HttpResponse:
    """Show unused material by schedule, and the third-party position."""
    items = list(case.unused_material.order_by("item_number"))
    page = case_frame(request, case, "desk:disclosure") | {
        "title": "Unused material",
        "headings": ITEMS,
        "open_rows": [_item(row) for row in items if row.schedule == "C"],
        "sensitive_rows": [_item(row) for row in items if row.schedule == "D"],
    }
    return render(request, "desk/disclosure.html", page)


def _item(row: UnusedMaterial) -> list[Any]:
    answer = {None: "Not examined", True: "Yes", False: "No"}[row.meets_test]
    return [
        str(row.item_number),
        row.description,
        row.location,
        row.presumption_class,
        f"{answer}. {row.meets_test_reason}" if row.meets_test_reason else answer,
        {"text": "Examine", "href": reverse("desk:examine", args=[row.pk])},
    ]


@gates.staff("case.work", Case)
def add_unused(request: HttpRequest, case: Case) -> HttpResponse:
    """List an item of unused material; its class follows from what kind of material it is."""
    return form_page(
        request,
        case,
        forms.UnusedForm,
        lambda data, by, at: _list_item(case, data, by, at),
        title="List unused material",
        then=reverse("desk:disclosure", args=[case.pk]),
        done="The item was listed.",
        current="desk:disclosure",
        initial={"schedule": "C"},
    )


def _list_item(case: Case, data: dict[str, Any], by: Actor, at: datetime) -> None:
    upload = data.pop("file")
    presumption = presumption_for(data["origin"])
    stored = None
    if upload:
        stored = evidence.receive(
            stream=upload.file, name=upload.name, force=case.force, case=case, by=by, at=at
        )
    unused.list_item(
        case=case,
        content=stored,
        presumption_class=presumption.code if presumption else "",
        **data,
        by=by,
        at=at,
    )


@gates.staff("case.work", UnusedMaterial)
def examine(request: HttpRequest, item: UnusedMaterial) -> HttpResponse:
    """Examine an item against the disclosure test."""

    def act(data: dict[str, Any], by: Actor, at: datetime) -> None:
        meets = data["meets_test"] == "yes"
        unused.examine(item=item, meets_test=meets, reason=data["reason"], by=by, at=at)

    return form_page(
        request,
        item,
        forms.ExamineForm,
        act,
        title=f"Examine item {item.item_number}",
        then=reverse("desk:disclosure", args=[item.case_id]),
        done="The answer was recorded.",
        current="desk:disclosure",
        initial={"reason": item.meets_test_reason},
        context={"intro": item.description},
    )


@gates.staff("case.work", Case)
def third_party(request: HttpRequest, case: Case) -> HttpResponse:
    """Record who else holds relevant material."""
    return form_page(
        request,
        case,
        forms.ThirdPartyForm,
        lambda data, by, at: cases.record_third_party_position(case=case, **data, by=by, at=at),
        title="Third-party material",
        then=reverse("desk:disclosure", args=[case.pk]),
        done="The position was recorded.",
        current="desk:disclosure",
        initial={"position": case.third_party_position},
    )
