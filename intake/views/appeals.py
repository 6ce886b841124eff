"""Public appeals: the list, one page for each, and the way to answer one."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from casefile import clock
from casefile.models import Appeal
from casefile.rules import london
from casefile.services import appeals
from intake import triage
from intake.views.public import public_page, show

COOKIE = "appeal"
FORM = "tell_us"


@public_page
@require_GET
def appeal_list(request: HttpRequest) -> HttpResponseBase:
    """List what forces ask the public about."""
    rows = Appeal.objects.open_on(london.day_of(clock.now())).select_related("case__force")
    return show(request, "appeals.html", {"rows": rows})


@public_page
@require_GET
def appeal(request: HttpRequest, appeal_code: str) -> HttpResponseBase:
    """Show one appeal; one that is over or taken back is as if it never was."""
    found = appeals.open_appeal(appeal_code, on=london.day_of(clock.now()))
    if found is None:
        raise Http404
    return show(request, "appeal.html", {"appeal": found})


@public_page
@require_POST
def answer(request: HttpRequest, appeal_code: str) -> HttpResponseBase:
    """Begin the form that tells what somebody knows, with the appeal it answers kept beside it."""
    found = appeals.open_appeal(appeal_code, on=london.day_of(clock.now()))
    if found is None:
        raise Http404
    response = redirect("intake:begin", number=triage.form_number(FORM))
    response.set_cookie(COOKIE, found.code, httponly=True, samesite="Lax", secure=settings.HTTPS)
    return response


def answered_by(request: HttpRequest, form: str) -> Appeal | None:
    """Return the appeal that a browser is about to answer with a form, or None."""
    code = request.COOKIES.get(COOKIE, "")
    if form != FORM or not code:
        return None
    return appeals.open_appeal(code, on=london.day_of(clock.now()))
