"""Sending files by a link: its code, the files, and what was received. Nothing else is shown."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from casefile import clock
from casefile.models import UploadLink
from casefile.services import slow_down, upload_links
from casefile.uploads.owners import Owner
from intake import draft_files, file_lists, link_files
from intake.forms import FilesField, Upload, Words
from intake.views.public import attempt, public_page, show, wait, within_form_limit
from intake.words import Say, say_for_reader

COOKIE = "__Host-files" if settings.HTTPS else "files"
DOOR = "files"
LinkView = Callable[..., HttpResponseBase]


class CodeForm(forms.Form):
    """The code of a link."""

    def __init__(self, say: Say, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["code"] = Words(
            label=say["link_code"],
            help_text=say["link_code_hint"],
            max_length=100,
            error_messages={"required": say["link_code_missing"]},
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        )


class FilesForm(forms.Form):
    """Files that come with the form."""

    def __init__(
        self, say: Say, data: object = None, files: object = None, said: object = None
    ) -> None:
        super().__init__(data, files, initial=said)  # type: ignore[arg-type]
        self.fields["files"] = FilesField(say, label=say["link_files"], required=False)
        for name, codes in upload_links.DECLARED.items():
            self.fields[name] = _declaration(say, name, list(codes))


def _declaration(say: Say, name: str, codes: list[str]) -> forms.Field:
    label = say[f"link_{name}"]
    if not codes:
        return Words(label=label, max_length=200, required=False, widget=forms.TextInput())
    choices = [(code, say[f"{name}_{code}"]) for code in codes]
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)


def link_of(request: HttpRequest) -> UploadLink | None:
    """Return the open link of this browser, or None."""
    code = request.COOKIES.get(COOKIE, "")
    return upload_links.of_code(code, at=clock.now()) if code else None


def owner_of_uploads(request: HttpRequest) -> Owner | None:
    """Return the link of this browser as the owner of what it uploads."""
    link = link_of(request)
    if link is None or not draft_files.are_taken(is_demonstration=settings.DEMO):
        return None
    return link_files.owner_of(link)


def with_link(view: LinkView) -> LinkView:
    """Open a page to the browser that holds an open link; others are asked for its code."""

    @public_page
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        link = link_of(request)
        if link is None:
            return redirect("intake:link_code")
        return view(request, link, *args, **kwargs)

    return opened


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponseBase:
    """Ask for the code; a script takes it from behind the # of the address."""
    say = say_for_reader()
    form = CodeForm(say, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data["code"]
        try:
            is_right = _opens(given, request.META.get("REMOTE_ADDR", ""))
        except slow_down.TooSoon as refusal:
            return wait(request, "link_code.html", {"form": form}, refusal.seconds)
        if is_right:
            response = redirect("intake:link_files")
            response.set_cookie(COOKIE, given, httponly=True, samesite="Lax", secure=settings.HTTPS)
            return response
        form.add_error("code", say["link_code_wrong"])
    return show(request, "link_code.html", {"form": form}, status=400 if form.is_bound else 200)


def _opens(given: str, address: str) -> bool:
    tried = slow_down.begin_try(account=given, address=address, at=clock.real(), door=DOOR)
    is_right = upload_links.of_code(given, at=clock.now()) is not None
    if is_right:
        tried.delete()
    return is_right


@within_form_limit
@with_link
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest, link: UploadLink) -> HttpResponseBase:
    """Take files, and send those that are there when the person says so."""
    form = FilesForm(say_for_reader(), said=upload_links.declared(link))
    if request.method == "POST":
        form = FilesForm(say_for_reader(), request.POST, request.FILES)
        is_done = form.is_valid() and attempt(form, lambda: _take(request, link, form))
        if is_done:
            return redirect("intake:link_files")
    return _show_files(request, link, form)


def _take(request: HttpRequest, link: UploadLink, form: FilesForm) -> bool:
    given: list[Upload] = form.cleaned_data["files"]
    say = say_for_reader()
    upload_links.declare(link, form.cleaned_data)
    link_files.add(link=link, files=given, field="files", say=say, now=clock.real)
    if request.POST.get("action") != "add":
        link_files.send(link=link, at=clock.now())
    return True


def _show_files(request: HttpRequest, link: UploadLink, form: FilesForm) -> HttpResponse:
    say = say_for_reader()
    are_taken = draft_files.are_taken(is_demonstration=settings.DEMO)
    context = {
        "form": form,
        "asked_for": link.asked_for,
        "takes_files": are_taken and link_files.owner_of(link).max_files > 0,
        "files": [
            {
                "row": file_lists.row_of_upload(upload, say),
                "remove_href": reverse("intake:remove_link_file", args=[upload.pk]),
            }
            for upload in link_files.laid_by(link)
        ],
        "sent": link.files.order_by("sent_at", "pk"),
        "upload_owner": link_files.KIND,
        "max_bytes": draft_files.MAX_BYTES,
        "upload_words": file_lists.words_for_scripts(say, limit="upload_limit_link"),
    }
    return show(request, "link_files.html", context, status=400 if form.is_bound else 200)


@with_link
@require_POST
def remove_file(request: HttpRequest, link: UploadLink, file: UUID) -> HttpResponseBase:
    """Take out a file that was not sent yet."""
    link_files.remove(link=link, upload_id=file)
    return redirect("intake:link_files")
