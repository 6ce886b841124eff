"""The shell of the tablet's app, its service worker and its manifest; none holds personal data.

All three are the same for everybody, so that a browser may keep them for when there is no network.
"""

import hashlib
import json

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from casefile import gates
from casefile.middleware import DEVICES

SCRIPT = "vendor/tablet/app.js"
HASHER = "vendor/tablet/hasher.js"
STYLE = "vendor/tablet/app.css"
WORKER = "vendor/tablet/service_worker.js"
ICON = "capture/icon.svg"
ASSETS = (SCRIPT, HASHER, STYLE, ICON)
# Asked again at each visit, and answered from the browser's cache by the worker alone.
FRESH = "no-cache"


@gates.public
@gates.english
@csp_update({"manifest-src": [SELF], "worker-src": [SELF]})
@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """Return the one page of the app; all that it shows comes from the tablet's own store."""
    response = HttpResponse(_shell())
    response["Cache-Control"] = FRESH
    response["Permissions-Policy"] = ", ".join(f"{name}=(self)" for name in DEVICES)
    return response


def _shell() -> bytes:
    context = {"script": SCRIPT, "hasher": HASHER, "style": STYLE, "icon": ICON}
    # Without the request: nothing of the person who happens to be signed in can get into it.
    page = render_to_string("capture/shell.html", {**context, "release": settings.RELEASE})
    return page.encode()


@gates.public
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Return the worker with the list of what it keeps; other bytes make browsers take it anew."""
    kept = {
        "shell": reverse("capture:shell"),
        "assets": [static(name) for name in ASSETS] + [reverse("capture:manifest")],
        "version": _version(),
    }
    body = f"self.KEPT = {json.dumps(kept)};\n{_read(WORKER).decode()}"
    response = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = FRESH
    return response


def _version() -> str:
    digest = hashlib.sha256(_shell())
    for name in ASSETS:
        digest.update(_read(name))
    return digest.hexdigest()[:16]


def _read(name: str) -> bytes:
    """Return a built file from where it was collected, or from the source when run from there."""
    found = finders.find(name) if settings.WHITENOISE_USE_FINDERS else None
    if found:
        with open(found, "rb") as file:
            return file.read()
    with staticfiles_storage.open(name) as file:
        return bytes(file.read())


@gates.public
@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """Return what a browser needs to install the app."""
    about = {
        "id": reverse("capture:shell"),
        "name": "Casefile on the tablet",
        "short_name": "Casefile",
        "description": "Cases and evidence, with or without a network.",
        "lang": "en-GB",
        "start_url": reverse("capture:shell"),
        "scope": reverse("capture:shell"),
        "display": "standalone",
        "background_color": "#0b0c0c",
        "theme_color": "#0b0c0c",
        "icons": [{"src": static(ICON), "sizes": "any", "type": "image/svg+xml"}],
    }
    response = JsonResponse(about, content_type="application/manifest+json")
    response["Cache-Control"] = FRESH
    return response
