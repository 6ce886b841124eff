"""Links by which one person sends files to a case: made, listed, closed."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from casefile import gates
from casefile.desk import link_page
from casefile.desk.pages import case_frame
from casefile.models import Case, LinkFile
from casefile.services import adoption, scanning, upload_links
from casefile.wording import when

RECEIVED = ["Name", "Type", "Bytes", "Sent", "What the sender said", "State", "Exhibit"]
SAID = {"relation": "", "device": "Made by ", "edited": "Changed: ", "contact": "May be asked: "}


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("case.work", Case.objects.select_related("force"))
def links(request: HttpRequest, case: Case) -> HttpResponse:
    """Make a link for one person's files, and list those there are."""
    rows = case.upload_links.select_related("made_by").order_by("-made_at", "pk")
    context = case_frame(request, case, "desk:links") | link_page.page(
        request,
        rows,
        lambda given, by, at: upload_links.make(force=case.force, case=case, by=by, at=at, **given),
    )
    context |= {"title": "Links for files", "close_name": "desk:close-link", "subject": case}
    context |= {"received_headings": RECEIVED, "received": [_received(row) for row in _files(case)]}
    context["back_href"] = reverse("desk:case", args=[case.pk])
    return render(request, "desk/links.html", context, status=_status(context))


def _files(case: Case) -> QuerySet[LinkFile]:
    found = LinkFile.objects.filter(link__case=case).select_related("stored")
    found = found.prefetch_related("stored__exhibits")
    return found.order_by("-sent_at", "pk")


def _received(file: LinkFile) -> list[dict[str, str]]:
    name = {"text": file.name}
    if file.stored:
        name["href"] = reverse("desk:object", args=[file.stored.pk])
    state = scanning.in_words(file.stored) if file.stored else "Being sealed"
    is_bad = file.stored is not None and scanning.is_set_aside(file.stored)
    return [
        name,
        {"text": file.media_type},
        {"text": f"{file.size_bytes:,}"},
        {"text": when(file.sent_at)},
        {"text": _said(file), "long": "yes"},
        {"text": state, "colour": "red" if is_bad else "grey"},
        _exhibit(file),
    ]


def _said(file: LinkFile) -> str:
    said = adoption.said_of(file.stored) if file.stored else {}
    return "\n".join(f"{SAID[name]}{words}" for name, words in said.items())


def _exhibit(file: LinkFile) -> dict[str, str]:
    """Return the exhibit that the file is, or the way to make it one."""
    if file.stored is None:
        return {"text": ""}
    held = next((row for row in file.stored.exhibits.all() if row.stage == "held"), None)
    if held:
        return {"text": held.reference, "href": reverse("desk:exhibit", args=[held.pk])}
    return {"text": "Make it an exhibit", "href": reverse("desk:adopt", args=[file.stored.pk])}


def _status(context: dict[str, object]) -> int:
    return 400 if getattr(context["form"], "is_bound", False) else 200


@require_POST
@gates.staff("case.work", Case)
def close(request: HttpRequest, case: Case, link: UUID) -> HttpResponse:
    """Close a link before its time."""
    link_page.close(request, case.upload_links.filter(pk=link).first())
    messages.success(request, "The link is closed.")
    return redirect("desk:links", pk=case.pk)
