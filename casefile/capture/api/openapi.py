"""How the tablets' calls describe themselves in the OpenAPI schema."""

from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from casefile.api.openapi import MachineSchema

DEVICE = OpenApiParameter(
    "Capture-Device",
    OpenApiTypes.UUID,
    OpenApiParameter.HEADER,
    description="The device that calls, as it was enrolled.",
)


class TabletSchema(MachineSchema):
    """A call of a signed-in officer that names its device."""

    area = "capture"
    refusals = ("400", "401", "403", "404", "409", "413", "422", "429")

    def get_override_parameters(self) -> list[Any]:
        return [DEVICE]


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The session of a signed-in officer."""

    target_class = "casefile.capture.api.door.TabletAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}
