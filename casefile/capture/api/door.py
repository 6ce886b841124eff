"""What the calls of tablets share: an officer with a session, an enrolled device, sane JSON."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpRequest
from rest_framework.authentication import SessionAuthentication
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from casefile import clock, gates
from casefile.api.calls import AlwaysJSON, OnlyJSON, TooLarge
from casefile.capture.api.openapi import TabletSchema
from casefile.capture.models import Device
from casefile.gates import Gate
from casefile.models import Case
from casefile.services import NotFound, NotPermitted, access
from casefile.services.actors import Actor

HEADER = "Capture-Device"
USE = Gate("device", "capture.use")
# Fifty entries, each with as many words as a statement may have.
MAX_BYTES = 8 << 20


class DeviceUnknown(NotPermitted):
    """No device, or none of the officer's force, is named."""

    code = "device_unknown"

    def __init__(self) -> None:
        super().__init__("This device is not enrolled in your force.")


class DeviceRevoked(NotPermitted):
    """The device was revoked; what it holds is handed in as a file, under a supervisor's eyes."""

    code = "device_revoked"

    def __init__(self) -> None:
        super().__init__(
            "This device was revoked. Export what it holds and give it to a supervisor."
        )


class TabletAuthentication(SessionAuthentication):
    """An officer's session, with the token against forged requests; no session is 401."""

    def authenticate_header(self, request: Request) -> str:
        return 'Session realm="casefile"'


def actor_of(request: Request) -> Actor:
    """Return the officer who calls."""
    return gates.actor_of(request._request)


def named_device(request: HttpRequest | Request, force: str | None) -> Device | None:
    """Return the device of that force that a request names, revoked or not; one query at most."""
    try:
        device_id = UUID(request.headers.get(HEADER, ""))
    except ValueError:
        return None
    return Device.objects.filter(pk=device_id, force_id=force).first() if force else None


class TabletCall(APIView):
    """One call of a tablet. `gate` names the action that its officer needs."""

    gate: Gate = USE
    needs_device: ClassVar[bool] = True
    input_serializer: type[Serializer[Any]]
    authentication_classes = [TabletAuthentication]
    parser_classes = [OnlyJSON]
    renderer_classes = [JSONRenderer]
    content_negotiation_class = AlwaysJSON
    schema = TabletSchema()
    device: Device

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Let in an officer with a device that may come; a refused attempt is on the record."""
        super().initial(request, *args, **kwargs)
        if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BYTES:
            raise TooLarge
        if not request.user.is_authenticated:
            self.permission_denied(request)
        actor = actor_of(request)
        try:
            self._let_in(request, actor)
        except NotPermitted as refusal:
            access.record_refusal(actor, refusal.code, at=clock.now())
            raise

    def _let_in(self, request: Request, actor: Actor) -> None:
        if not access.may(actor, USE.action, at=clock.now()):
            raise NotPermitted("Your role does not use tablets.")
        if self.needs_device:
            self.device = self._device(request, actor)

    def _device(self, request: Request, actor: Actor) -> Device:
        found = named_device(request, actor.force)
        if found is None:
            raise DeviceUnknown
        if found.is_revoked:
            raise DeviceRevoked
        return found

    def case(self, request: Request, case_id: UUID, *, action: str = "") -> Case:
        """Return a case that the officer may reach, for the action of the gate or another.

        Raises:
            NotFound: it is not there, or not theirs to know of. NotPermitted: not for this.
        """
        found = Case.objects.filter(pk=case_id).first()
        if found is None:
            raise NotFound("There is nothing here.")
        access.require(actor_of(request), action or self.gate.action, found, at=clock.now())
        return found

    def values(self, request: Request) -> Mapping[str, Any]:
        """Return the message. Raises: ValidationError."""
        message = self.input_serializer(data=request.data)
        message.is_valid(raise_exception=True)
        found: Mapping[str, Any] = message.validated_data
        return found


def answer(body: Mapping[str, Any], status: int = 200) -> Response:
    """Return an answer in JSON."""
    return Response(body, status=status)
