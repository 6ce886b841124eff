"""Map tiles of our own for the pin, and the leave to ask a device where it is."""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET

from casefile import gates
from casefile.middleware import device_policy

MOST_ZOOM = 19


def tiles_href() -> str:
    """Return the address above our own tiles; nothing where there are none."""
    is_there = settings.MAP_TILES_DIR and Path(settings.MAP_TILES_DIR).is_dir()
    return f"{reverse('intake:start')}tiles/" if is_there else ""


def allow_position(response: HttpResponse) -> HttpResponse:
    """Let this page alone ask the device where it is, and no page of another site inside it."""
    response.headers["Permissions-Policy"] = device_policy("geolocation")
    return response


@gates.public
@require_GET
def tile(request: HttpRequest, zoom: int, x: int, y: int) -> HttpResponseBase:
    """Give out one tile; numbers alone name it, so that no other file can be asked for."""
    is_on_earth = zoom <= MOST_ZOOM and max(x, y) < 2**zoom
    if not settings.MAP_TILES_DIR or not is_on_earth:
        raise Http404
    path = Path(settings.MAP_TILES_DIR) / str(zoom) / str(x) / f"{y}.png"
    if not path.is_file():
        raise Http404
    return HttpResponse(path.read_bytes(), content_type="image/png")
