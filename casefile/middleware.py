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
            return render(request, "400.html", status=400)
        return get_response(request)

    return handle


def no_store(get_response: Handler) -> Handler:
    """Keep pages out of every cache unless a view said otherwise."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
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
            return render(request, "404.html", status=404)
        if not isinstance(exception, Refused):
            return None
        status = 403 if isinstance(exception, NotPermitted) else 409
        return render(request, "refused.html", {"refusal": exception}, status=status)
