"""Calls about the device itself: who is signed in on it, its enrolment, its clock."""

from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.middleware.csrf import get_token
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from casefile import clock
from casefile.api.strict import Strict
from casefile.capture import installation_keys
from casefile.capture.api.door import TabletCall, actor_of, answer, named_device
from casefile.capture.models import Device
from casefile.capture.services import clocks, devices
from casefile.services import rates
from casefile.services.actors import Actor
from casefile.services.rates import Limit

# A code has fifty bits and lives an hour: nobody guesses it at this pace.
TRIES = (Limit(20, timedelta(hours=1)),)
_WHOLE = 2**53  # the largest whole number that every JSON reader keeps


class Session(TabletCall):
    """Who is signed in, this device if it is enrolled, and the keys that it needs."""

    needs_device: ClassVar[bool] = False

    def get(self, request: Request) -> Response:
        actor = actor_of(request)
        body = {
            "user": _user(actor),
            "csrf": get_token(request._request),
            "server_time": clock.now(),
            "release": settings.RELEASE,
            "device": _device(named_device(request, actor.force)),
            "recovery_key": installation_keys.recovery_key(),
            "receipt_key": installation_keys.receipt_key(),
        }
        return answer(body)


def _user(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "collar_number": actor.collar_number,
        "force": actor.force,
        "initials": actor.account.initials,
    }


def _device(device: Device | None) -> dict[str, Any] | None:
    if device is None:
        return None
    return {"id": device.pk, "name": device.name, "is_revoked": device.is_revoked}


class EnrolIn(Strict):
    """A device that asks to be enrolled by a code."""

    id = serializers.UUIDField()
    code = serializers.CharField(max_length=40)
    name = serializers.CharField(max_length=80)
    public_key = serializers.DictField()
    proof = serializers.CharField(max_length=200)


class Enrol(TabletCall):
    """Enrol this device in the officer's force by a code of an administrator."""

    needs_device: ClassVar[bool] = False
    input_serializer = EnrolIn

    def post(self, request: Request) -> Response:
        actor, given = actor_of(request), dict(self.values(request))
        rates.take(caller=str(actor.id), what="capture.enrol", limits=TRIES, at=clock.real())
        device_id = given.pop("id")
        device = devices.enrol(device_id=device_id, **given, by=actor, at=clock.now())
        body = {
            "id": device.pk,
            "name": device.name,
            "force": device.force_id,
            "enrolled_at": device.enrolled_at,
        }
        return answer(body, 201)


class ContactIn(Strict):
    """What the device's clocks say, and how long the last round trip took."""

    device_time = serializers.CharField(max_length=40)
    boot = serializers.UUIDField()
    monotonic_ms = serializers.IntegerField(min_value=0, max_value=_WHOLE)
    round_trip_ms = serializers.IntegerField(min_value=0, max_value=3_600_000)


class MakeContact(TabletCall):
    """Compare the clocks; each contact is kept, and nothing is corrected by it."""

    input_serializer = ContactIn

    def post(self, request: Request) -> Response:
        given, at = self.values(request), clock.now()
        said = clocks.Said(given["device_time"], given["boot"], given["monotonic_ms"])
        contact = clocks.record_contact(
            device=self.device,
            said=said,
            round_trip_ms=given["round_trip_ms"],
            by=actor_of(request),
            at=at,
        )
        body = {
            "server_time": at,
            "skew_ms": contact.skew_ms,
            "is_doubtful": contact.is_doubtful,
        }
        return answer(body)
