"""The start page and the two pages that every public service has."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casefile import gates


@gates.public
@gates.bilingual
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show the ways in."""
    return render(request, "home.html")


@gates.public
@gates.bilingual
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessible the service is."""
    return render(request, "accessibility.html")


@gates.public
@gates.bilingual
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept and who sees it."""
    return render(request, "privacy.html")
