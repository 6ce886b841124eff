"""Error pages: a plain sentence, and a way onward. No traceback reaches a person."""

from django.http import HttpRequest, HttpResponse

from casefile.middleware import plain_page


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that made no sense."""
    return plain_page(request, "400.html", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a person who may not do this."""
    return plain_page(request, "403.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer for what is not there, or must not be known to be there."""
    return plain_page(request, "404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when we failed; the log has the rest under the request's id."""
    return plain_page(request, "500.html", 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was sent from somewhere else or left open too long."""
    return plain_page(request, "403_csrf.html", 403)
