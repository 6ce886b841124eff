"""What every request passes through: its moment, an id, refusal of NUL, no storing of pages."""

import contextlib
import uuid
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casefile import clock
from casefile.services import NotFound, NotPermitted, Refused

HIDDEN = "/report/"
DEVICES = ("camera", "geolocation", "microphone")
Handler = Callable[[HttpRequest], HttpResponse]


def request_id(get_response: Handler) -> Handler:
    """Give each request an id that its log lines and answer carry."""

    def handle(request: HttpRequest) -> HttpResponse:
        request.id = uuid.uuid4().hex  # type: ignore[attr-defined]
        response = get_response(request)
        response["X-Request-ID"] = request.id  # type: ignore[attr-defined]
        return response

    return handle


def demonstration_moment(get_response: Handler) -> Handler:
    """Let a request of the demonstration carry its own moment; only with DEMO=1."""

    def handle(request: HttpRequest) -> HttpResponse:
        moment = None
        if settings.DEMO:
            with contextlib.suppress(ValueError):
                moment = datetime.fromisoformat(request.headers.get("X-Demo-Moment", ""))
        with clock.at(moment if moment and moment.tzinfo else None):
            return get_response(request)

    return handle


def refuse_nul(get_response: Handler) -> Handler:
    """Refuse a path or query with NUL before any view sees it; forms refuse it field by field."""

    def handle(request: HttpRequest) -> HttpResponse:
        values = [value for _, found in request.GET.lists() for value in found]
        if any("\x00" in value for value in [request.path, *values]):
            return plain_page(request, "400.html", 400)
        return get_response(request)

    return handle


def plain_page(
    request: HttpRequest, template: str, status: int, context: dict[str, object] | None = None
) -> HttpResponse:
    """Return a page of a few sentences; beside the public form it has the button to leave, too."""
    layout = "base_public.html" if request.path.startswith(HIDDEN) else "base.html"
    return render(request, template, {"layout": layout, **(context or {})}, status=status)


def hidden_origin(get_response: Handler) -> Handler:
    """Have pages of the public form tell nobody that they were open, and still be posted from.

    Their `Referrer-Policy: no-referrer` makes browsers send `Origin: null`, or nothing. A page of
    somebody else looks the same then, but its form comes without our cookies, which are
    SameSite=Lax, and so without the secret that the token is checked against.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        hides = request.META.get("HTTP_ORIGIN", "null") == "null"
        if hides and "HTTP_REFERER" not in request.META and request.path.startswith(HIDDEN):
            request.META["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"
        response = get_response(request)
        if request.path.startswith(HIDDEN):
            response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return handle


def no_store(get_response: Handler) -> Handler:
    """Keep pages out of every cache unless a view said otherwise."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response

    return handle


def device_policy(allowed: str = "") -> str:
    """Return the header that lets a page use one device at most, and no page of another site."""
    return ", ".join(f"{name}=({'self' if name == allowed else ''})" for name in DEVICES)


def no_devices(get_response: Handler) -> Handler:
    """Shut camera, position and microphone on every page but those whose view opens one."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", device_policy())
        return response

    return handle


class RefusalsAsPages:
    """Shows a refusal that no form caught as a plain page."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page for a refusal; None lets anything else go on to the error page."""
        if isinstance(exception, NotFound):
            return plain_page(request, "404.html", 404)
        if not isinstance(exception, Refused):
            return None
        status = 403 if isinstance(exception, NotPermitted) else 409
        return plain_page(request, "refused.html", status, {"refusal": exception})
