"""Pages about statements: start, write, fix the words, show the pages, sign."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from casefile import clock, gates
from casefile.desk import statement_page
from casefile.desk.forms import statements as forms
from casefile.desk.forms.boxes import person_of
from casefile.desk.pages import case_frame, form_page
from casefile.models import Case, StatementVersion
from casefile.services import people, statement_pages, statements
from casefile.services.actors import Actor

HEADINGS = ["Statement", "Version", "Taken", "Stage"]


def _page_of(version: StatementVersion) -> str:
    return reverse("desk:statement", args=[version.pk])


@gates.staff("case.view", Case)
def statement_list(request: HttpRequest, case: Case) -> HttpResponse:
    """Show the newest version of every statement."""
    page = case_frame(request, case, "desk:statements")
    page |= {"title": "Statements", "headings": HEADINGS, "rows": statement_page.rows(case)}
    return render(request, "desk/statements.html", page)


@gates.staff("case.work", Case)
def start(request: HttpRequest, case: Case) -> HttpResponse:
    """Start a statement; its words begin empty."""

    def act(data: dict[str, Any], by: Actor, at: datetime) -> None:
        chosen = person_of(case, data.pop("witness"))
        witness = chosen or people.officer_witness(case=case, user=by.account, by=by, at=at)
        statements.start(case=case, witness=witness, **data, by=by, at=at)

    return form_page(
        request,
        case,
        forms.StartForm,
        act,
        title="Start a statement",
        then=reverse("desk:statements", args=[case.pk]),
        done="The statement was started. Open it to write.",
        current="desk:statements",
        initial={"kind": "MG11"},
        button="Start",
    )


@gates.staff("case.view", StatementVersion)
def statement(request: HttpRequest, version: StatementVersion) -> HttpResponse:
    """Show one version: its words, its pages, its signature, and the next step."""
    case = version.statement.case
    page = case_frame(request, case, "desk:statements")
    page |= {"title": str(version.statement), **statement_page.details(version)}
    return render(request, "desk/statement.html", page)


@gates.staff("case.work", StatementVersion)
def write(request: HttpRequest, version: StatementVersion) -> HttpResponse:
    """Write the words of a draft."""
    return form_page(
        request,
        version,
        forms.WriteForm,
        lambda data, by, at: statements.write(version=version, **data, by=by, at=at),
        title=f"Words of {version.statement}",
        then=_page_of(version),
        done="The words were kept.",
        current="desk:statements",
        initial={"narrative": version.narrative},
    )


@gates.staff("case.work", StatementVersion)
def finalise(request: HttpRequest, version: StatementVersion) -> HttpResponse:
    """Fix the words and make the pages that the witness is shown."""
    return form_page(
        request,
        version,
        forms.Confirm,
        lambda data, by, at: statements.finalise(version=version, by=by, at=at),
        title=f"Fix the words of {version.statement}",
        then=_page_of(version),
        done="The words are fixed. Show every page to the witness.",
        current="desk:statements",
        button="Fix the words and make the pages",
        context={"intro": "After this the words cannot be changed without a new version."},
    )


@gates.staff("case.work", StatementVersion)
def sign(request: HttpRequest, version: StatementVersion) -> HttpResponse:
    """Show every page and the declaration, and take the signature."""
    if version.stage != "final":
        return redirect(_page_of(version))
    device = request.headers.get("User-Agent", "")
    return form_page(
        request,
        version,
        forms.SignForm,
        lambda data, by, at: _sign(version, device, data, by, at),
        title=f"Sign: {version.statement}",
        then=_page_of(version),
        done="The statement is signed.",
        current="desk:statements",
        button="Sign",
        template="desk/sign.html",
        initial={"pages_shown": version.page_images, "place": version.place, "method": "typed"},
        context={
            "version": version,
            "declaration": statement_pages.declaration(version),
            "pages": range(1, version.page_count + 1),
        },
    )


def _sign(
    version: StatementVersion, device: str, data: dict[str, Any], by: Actor, at: datetime
) -> None:
    drawn = data["method"] == "drawn"
    statements.sign(
        version=version,
        signer=version.statement.witness,
        method=data["method"],
        typed_name="" if drawn else data["typed_name"],
        image_png=data["image"] if drawn else None,
        strokes=data["strokes"] if drawn else "",
        declaration_accepted=data["declaration_accepted"],
        pages_shown=data["pages_shown"],
        place=data["place"],
        device=device,
        others_present=data["others_present"],
        by=by,
        at=at,
    )


@gates.staff("case.work", StatementVersion)
def new_version(request: HttpRequest, version: StatementVersion) -> HttpResponse:
    """Start a new version with the same words; the old one stays."""
    return form_page(
        request,
        version,
        forms.Confirm,
        lambda data, by, at: statements.new_version(version=version, by=by, at=at),
        title=f"New version of {version.statement}",
        then=reverse("desk:statements", args=[version.statement.case_id]),
        done="A new version was started. It needs a new signature.",
        current="desk:statements",
        button="Start a new version",
        context={"intro": "The signed version stays as it is. The new one begins with its words."},
    )


@gates.staff("case.view", StatementVersion)
def page_image(request: HttpRequest, version: StatementVersion, number: int) -> HttpResponse:
    """Show one page exactly as the witness is shown it."""
    if not 1 <= number <= version.page_count or version.unsigned_pdf is None:
        raise Http404
    actor, at = gates.actor_of(request), clock.now()
    images = statements.page_images(version, by=actor, at=at)
    return HttpResponse(images[number - 1], content_type="image/png")
