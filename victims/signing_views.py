"""Pages on which a witness reads and signs a statement on their own device, by a link for once."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from casefile import clock, gates
from casefile.forms import attempt
from casefile.models import RemoteSigning
from casefile.services import (
    Refused,
    remote_signing,
    signing,
    slow_down,
    statement_pages,
    statements,
)
from victims import access
from victims.forms import OpenForm, SignForm
from victims.views import page

SigningView = Callable[..., HttpResponseBase]


@gates.public
@require_http_methods(["GET", "HEAD", "POST"])
def open_link(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the link and the secret that the officer said."""
    access.nobody(request)
    form = OpenForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return page(request, "sign_open", form=form)
    if not form.is_valid():
        return page(request, "sign_open", form=form, status=400)
    try:
        _, token = remote_signing.open_by(
            **form.cleaned_data,
            address=request.META["REMOTE_ADDR"],
            at=clock.now(),
            machine_at=clock.real(),
        )
    except (remote_signing.NotMatched, slow_down.TooSoon) as refusal:
        return _refuse(request, form, refusal)
    answer = redirect("victims:sign_read")
    answer.set_cookie(
        access.SIGN_COOKIE, token, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )
    return answer


def _refuse(request: HttpRequest, form: OpenForm, refusal: Refused) -> HttpResponse:
    form.add_error("secret", str(refusal))
    if not isinstance(refusal, slow_down.TooSoon):
        return page(request, "sign_open", form=form, status=400)
    response = page(request, "sign_open", form=form, status=429)
    response["Retry-After"] = str(refusal.seconds)
    return response


def with_link(view: SigningView) -> SigningView:
    """Open a page to the browser that opened a live link; others are asked for it again."""

    @gates.public
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        access.nobody(request)
        token = request.COOKIES.get(access.SIGN_COOKIE, "")
        link = remote_signing.of_token(token, at=clock.now())
        if link is None:
            return redirect("victims:sign_open")
        return view(request, link, *args, **kwargs)

    return opened


@with_link
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, link: RemoteSigning) -> HttpResponse:
    """Show every page and the declaration, and take the signature."""
    version = link.version
    form = SignForm(request.POST if request.method == "POST" else None, version=version)
    if request.method == "GET":
        by = remote_signing.witness_of(link)
        signing.show(version=version, by=by, at=clock.now())
    if form.is_bound and form.is_valid():
        act = form.act(request.headers.get("User-Agent", ""))
        if attempt(form, lambda: remote_signing.sign(link=link, act=act, at=clock.now())):
            answer = redirect("victims:signed")
            answer.delete_cookie(access.SIGN_COOKIE)
            return answer
    return page(
        request,
        "sign_read",
        form=form,
        declaration=statement_pages.declaration(version),
        pages=range(1, version.page_count + 1),
        count=version.page_count,
        status=400 if form.is_bound else 200,
    )


@with_link
@require_safe
def page_image(request: HttpRequest, link: RemoteSigning, number: int) -> HttpResponse:
    """Show one page exactly as it is signed."""
    if not 1 <= number <= link.version.page_count:
        raise Http404
    by = remote_signing.witness_of(link)
    images = statements.page_images(link.version, by=by, at=clock.now())
    return HttpResponse(images[number - 1], content_type="image/png")


@gates.public
@require_safe
def signed(request: HttpRequest) -> HttpResponse:
    """Say that it is done, and nothing about what."""
    access.nobody(request)
    return page(request, "sign_done")
