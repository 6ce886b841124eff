"""How the calls of machines describe themselves in the OpenAPI schema; each door adds its own."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from casefile.rules.permissions import SCOPES

TOKEN_URL = "/api/v1/oauth/token/"  # noqa: S105  an address
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    required=True,
    description="New for each request; the same key again is answered with the first answer.",
)


class ReasonOut(serializers.Serializer[Any]):
    """One reason for a refusal."""

    code = serializers.CharField()
    message = serializers.CharField()
    field = serializers.CharField()


class Problem(serializers.Serializer[Any]):
    """RFC 9457 problem details."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField()
    reasons = ReasonOut(many=True)


class MachineSchema(AutoSchema):
    """Takes input and output from the call's own serializers, and its words from the class."""

    area = ""
    """The first word of every operation's name, and its tag."""
    refusals: tuple[str, ...] = ("400", "401", "403", "404", "409")

    def get_description(self) -> str:  # type: ignore[override]  # drf-spectacular's own
        return str(type(self.view).__doc__ or "")

    def get_request_serializer(self) -> Any:
        return getattr(self.view, "input_serializer", None)

    def get_response_serializers(self) -> Any:
        output = getattr(self.view, "output_serializer", None)
        if output is None:
            return {**self.other_output(), **self.problems()}
        return {"201" if self.method == "POST" else "200": output, **self.problems()}

    def other_output(self) -> dict[Any, Any]:
        """Return what a call without an output serializer answers with."""
        return {"200": OpenApiTypes.OBJECT}

    def problems(self) -> dict[Any, Any]:
        """Return the refusals, all of one shape."""
        problem = OpenApiResponse(Problem)
        return {(status, "application/problem+json"): problem for status in self.refusals}

    def get_override_parameters(self) -> list[Any]:
        return [IDEMPOTENCY_KEY] if self.method == "POST" else []

    def get_operation_id(self) -> str:
        name = type(self.view).__name__
        return f"{self.area}_{name[0].lower()}{name[1:]}"

    def get_tags(self) -> list[str]:
        return [self.area]


class ClientScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """OAuth2 client credentials with the scopes of rules/permissions.py."""

    target_class = "casefile.api.authentication.ClientAuthentication"
    name = "client"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        flow = {"tokenUrl": TOKEN_URL, "scopes": SCOPES}
        return {"type": "oauth2", "flows": {"clientCredentials": flow}}

    def get_security_requirement(self, auto_schema: Any) -> dict[str, list[str]]:
        gate = getattr(auto_schema.view, "gate", None)
        return {self.name: [gate.action] if gate else []}
