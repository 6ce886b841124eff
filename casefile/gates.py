"""Who may open a page: one decorator on every view, which also loads its subject and logs the read.

Each view carries what its gate says in `view.gate`; a test walks every URL and fails where there
is none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import translation

from casefile import clock
from casefile.services import NotFound, NotPermitted, access
from casefile.services.actors import Actor, of_user

View = Callable[..., HttpResponseBase]
SIGN_IN = "/sign-in/"
LANGUAGES = {"en": "en-gb", "cy": "cy"}


@dataclass(frozen=True)
class Gate:
    """What a gate lets through: 'public', 'victim', 'machine' or 'staff', and the action needed."""

    door: str
    action: str = ""
    subject: str = ""
    logs: bool = True


def public(view: View) -> View:
    """Let anybody in: nothing personal is shown that the visitor did not bring."""
    view.gate = Gate("public")  # type: ignore[attr-defined]
    return view


def english(view: View) -> View:
    """Show a page in English whatever the browser asks for, since it has no translation yet."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override("en-gb"):
            response = view(request, *args, **kwargs)
        response.headers.setdefault("Content-Language", "en-GB")
        return response

    return shown


def bilingual(view: View) -> View:
    """Show a page in English or Welsh; `?lang=` keeps the choice in a cookie and is taken off."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        language = LANGUAGES.get(request.GET.get("lang", ""))
        if language is None:
            return view(request, *args, **kwargs)
        response = redirect(request.path)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", secure=settings.HTTPS
        )
        return response

    return shown


def actor_of(request: HttpRequest) -> Actor:
    """Return the actor of a signed-in request; roles are read now, so a revoked one is gone."""
    found: Actor | None = getattr(request, "_actor", None)
    if found is None:
        found = of_user(request.user, session=(request.session.session_key or "")[:8])  # type: ignore[arg-type]
        request._actor = found  # type: ignore[attr-defined]
    return found


def staff(
    action: str,
    subject: type[Model] | QuerySet[Any] | None = None,
    *,
    key: str = "pk",
    refer: str = "",
    logs: bool = True,
) -> Callable[[View], View]:
    """Require a signed-in user who may do `action`, to the subject when there is one.

    The subject is loaded by the URL's `key` argument and handed to the view in its place. Reading
    (GET) is logged with the page's name before the view runs: what cannot be logged is not shown.
    Only a view that makes its own entry has `logs` off. Staff pages are in English only.
    """

    def decorate(view: View) -> View:
        @english
        @wraps(view)
        def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), SIGN_IN)
            actor = actor_of(request)
            if subject is None:
                _check_plain(actor, action)
                return view(request, *args, **kwargs)
            found = _load(subject, kwargs.pop(key))
            _check(actor, action, found)
            if logs:
                _log(request, actor, found)
            return view(request, found, *args, **kwargs)

        gated.gate = Gate("staff", action, refer or _name(subject), logs)  # type: ignore[attr-defined]
        return gated

    return decorate


def _name(subject: type[Model] | QuerySet[Any] | None) -> str:
    if subject is None:
        return ""
    model = subject.model if isinstance(subject, QuerySet) else subject
    return model._meta.model_name or ""


def _load(subject: type[Model] | QuerySet[Any], value: UUID) -> Model:
    rows = subject.all() if isinstance(subject, QuerySet) else subject._default_manager.all()
    found: Model | None = rows.filter(pk=value).first()
    if found is None:
        raise Http404
    return found


def _check_plain(actor: Actor, action: str) -> None:
    if not access.may(actor, action, at=clock.now()):
        access.record_refusal(actor, action, at=clock.now())
        raise PermissionDenied


def _check(actor: Actor, action: str, found: Model) -> None:
    try:
        access.require(actor, action, found, at=clock.now())
    except NotFound as refusal:
        raise Http404 from refusal
    except NotPermitted as refusal:
        raise PermissionDenied from refusal


def _log(request: HttpRequest, actor: Actor, found: Model) -> None:
    if request.method in {"GET", "HEAD"}:
        page = request.resolver_match.view_name if request.resolver_match else request.path
        access.record_read(actor, found, at=clock.now(), what=page)
