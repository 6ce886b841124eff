"""Sign-in in two steps, and sign-out."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from casefile import clock, gates
from casefile.manage.forms import CodeForm, SignInForm
from casefile.manage.landing import landing_page, local_path
from casefile.models import User
from casefile.services import Refused
from casefile.services import sign_in as service
from casefile.services.actors import of_user
from casefile.services.slow_down import TooSoon

PENDING = "sign_in"
CODE_WITHIN = timedelta(minutes=10)


@gates.public
@gates.english
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for user name and password, then go on to the code."""
    onward = local_path(request.POST.get("next", request.GET.get("next", "")))
    form = SignInForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _ask(request, "sign_in", form, status=400 if form.is_bound else 200, next=onward)
    try:
        user = service.check_password(**form.cleaned_data, **_when_and_where(request))
    except Refused as refusal:
        return _refuse(request, "sign_in", form, refusal, next=onward)
    _remember(request, user, onward)
    return redirect("manage:sign_in_code")


@gates.public
@gates.english
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("code")
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the one-time code of the user whose password was right a moment ago."""
    user = _remembered(request)
    if user is None:
        return redirect("manage:sign_in")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _ask(request, "sign_in_code", form, status=400 if form.is_bound else 200)
    typed = form.cleaned_data["code"]
    try:
        service.check_code(user=user, typed=typed, **_when_and_where(request))
    except Refused as refusal:
        return _refuse(request, "sign_in_code", form, refusal)
    onward = request.session.pop(PENDING)["next"]
    login(request, user)
    return redirect(onward or landing_page(of_user(user)))


@gates.public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, on the server too."""
    if request.user.is_authenticated:
        service.record_sign_out(by=gates.actor_of(request), at=clock.now())
    logout(request)
    return redirect("manage:start")


def _when_and_where(request: HttpRequest) -> dict[str, Any]:
    return {
        "address": request.META.get("REMOTE_ADDR", ""),
        "at": clock.now(),
        "machine_at": clock.real(),
    }


def _ask(
    request: HttpRequest, page: str, form: Any, *, status: int, **context: Any
) -> HttpResponse:
    return render(request, f"manage/{page}.html", {"form": form, **context}, status=status)


def _refuse(
    request: HttpRequest, page: str, form: Any, refusal: Refused, **context: Any
) -> HttpResponse:
    for reason in refusal.reasons:
        form.add_error(reason.field or None, reason.message)
    if not isinstance(refusal, TooSoon):
        return _ask(request, page, form, status=400, **context)
    response = _ask(request, page, form, status=429, **context)
    response["Retry-After"] = str(refusal.seconds)
    return response


def _remember(request: HttpRequest, user: User, onward: str) -> None:
    # A session that somebody planted before must not become the signed-in one.
    request.session.cycle_key()
    request.session[PENDING] = {
        "user": str(user.pk),
        "hash": user.get_session_auth_hash(),
        "until": (clock.real() + CODE_WITHIN).isoformat(),
        "next": onward,
    }


def _remembered(request: HttpRequest) -> User | None:
    pending = request.session.get(PENDING)
    if pending is None or datetime.fromisoformat(pending["until"]) < clock.real():
        return None
    user = User.objects.filter(pk=pending["user"], is_active=True).first()
    # The password was changed in between: it must be typed again.
    return user if user and user.get_session_auth_hash() == pending["hash"] else None
