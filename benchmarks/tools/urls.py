"""The product's addresses and `/minimal/`: a session, one indexed query, one line of text."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from casefile.models import Force


def minimal(request: HttpRequest) -> HttpResponse:
    """Read the session and one row: the least that any page of a Django site does."""
    request.session.get("nothing")
    force = Force.objects.filter(pk="77").first()
    return HttpResponse(f"<!doctype html><title>{force}</title>")


urlpatterns = [path("minimal/", minimal), path("", include("casefile.config.urls"))]
handler404 = "casefile.manage.views.errors.not_found"
handler500 = "casefile.manage.views.errors.server_error"
