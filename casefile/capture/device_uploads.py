"""Tablets as owners of uploads: an officer's session and the device that the request names."""

from collections.abc import Collection
from datetime import datetime

from django.http import HttpRequest

from casefile import clock, gates
from casefile.capture.api.door import USE, named_device
from casefile.capture.models import Device
from casefile.capture.services.files import OWNER_KIND
from casefile.services import access, evidence
from casefile.uploads.owners import Owner

KIND = OWNER_KIND
# A shift's films wait here at most: what was compared and stored is taken away at once.
MAX_WAITING = 200
MAX_WAITING_BYTES = 64 << 30


def owner_of(request: HttpRequest) -> Owner | None:
    """Return the device that a signed-in officer names, as the owner of what it uploads."""
    if not request.user.is_authenticated:
        return None
    actor = gates.actor_of(request)
    device = named_device(request, actor.force)
    if device is None or device.is_revoked or not access.may(actor, USE.action, at=clock.now()):
        return None
    return Owner(str(device.pk), evidence.MAX_BYTES, MAX_WAITING, MAX_WAITING_BYTES)


def still_there(ids: Collection[str], at: datetime) -> Collection[str]:
    """Return those that are devices: what came whole is kept, also of one that was revoked."""
    found = Device.objects.filter(pk__in=ids).values_list("pk", flat=True)
    return [str(device_id) for device_id in found]
