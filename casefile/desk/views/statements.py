"""Pages about statements: start, write, fix the words, show the pages, sign."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from casefile import clock, gates
from casefile.desk import statement_page
from casefile.desk.forms import statements as forms
from casefile.desk.forms.boxes import person_of
from casefile.desk.pages import case_frame, form_page
from casefile.forms import attempt
from casefile.models import Case, StatementVersion
from casefile.services import people, remote_signing, sign_in, signing, statements, struck_words
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
        template="desk/write_statement.html",
        context=statement_page.writing_page(version),
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
    if request.method == "GET":
        signing.show(version=version, by=gates.actor_of(request), at=clock.now())
    return form_page(
        request,
        version,
        forms.SignForm,
        lambda data, by, at: _sign(request, version, data, by, at),
        title=f"Sign: {version.statement}",
        then=_page_of(version),
        done="The statement is signed.",
        current="desk:statements",
        button="Sign",
        template="desk/sign.html",
        initial={"pages_shown": version.page_images, "place": version.place, "method": "typed"},
        context=statement_page.signing_page(version),
    )


def _sign(
    request: HttpRequest, version: StatementVersion, data: dict[str, Any], by: Actor, at: datetime
) -> None:
    act = signing.Act(
        signer=version.statement.witness,
        hand=data["hand"],
        declaration_accepted=data["declaration_accepted"],
        pages_shown=data["pages_shown"],
        circumstances=signing.Circumstances(
            data["place"],
            request.headers.get("User-Agent", ""),
            data["screen"],
            data["others_present"],
        ),
        attending=data["attending"],
        officer_signed_in_at=_signed_in_again(request, data, by, at),
    )
    signing.sign(version=version, act=act, by=by, at=at)


def _signed_in_again(
    request: HttpRequest, data: dict[str, Any], by: Actor, at: datetime
) -> datetime | None:
    """Return when the officer gave their password again: now, where the form asked for it."""
    if "password" not in data:
        return None
    sign_in.confirm_password(
        user=by.account,
        password=data["password"],
        address=request.META.get("REMOTE_ADDR", ""),
        at=at,
        machine_at=clock.real(),
    )
    return at


@gates.staff("case.work", StatementVersion)
def correct(request: HttpRequest, version: StatementVersion) -> HttpResponse:
    """Correct what the witness finds wrong on the pages; both stay legible."""
    return form_page(
        request,
        version,
        forms.CorrectForm,
        lambda data, by, at: struck_words.correct(version=version, **data, by=by, at=at),
        title=f"Correct: {version.statement}",
        then=_page_of(version),
        done="The words are corrected. Show every page to the witness again.",
        current="desk:statements",
        context={"intro": "What was wrong is struck through and stays on the page."},
    )


@gates.staff("case.work", StatementVersion)
def remote(request: HttpRequest, version: StatementVersion) -> HttpResponse:
    """Make a link by which the witness signs on their own device, and show it once."""
    form = forms.RemoteForm(request.POST if request.method == "POST" else None)
    made = None
    if form.is_bound and form.is_valid():
        actor = gates.actor_of(request)
        made = attempt(
            form,
            lambda: remote_signing.make(
                version=version, **form.cleaned_data, by=actor, at=clock.now()
            ),
        )
    page = case_frame(request, version.statement.case, "desk:statements")
    page |= {"title": f"Sign elsewhere: {version.statement}", "back_href": _page_of(version)}
    page |= {"form": form, "is_abuse": remote_signing.is_abuse(version)}
    page["beside"] = signing.attendants_for(version)
    if made:
        entrance = f"{settings.PUBLIC_ADDRESS}/track/sign/"
        page |= {"link": made[0], "address": f"{entrance}#{made[1]}", "secret": made[2]}
    is_refused = form.is_bound and not made
    return render(request, "desk/remote_signing.html", page, status=400 if is_refused else 200)


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
