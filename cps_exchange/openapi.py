"""How the exchange's calls describe themselves in the OpenAPI schema."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from casefile.api.openapi import MachineSchema

CURSOR = OpenApiParameter("cursor", OpenApiTypes.STR, description="As the last page gave it.")


class ExchangeSchema(MachineSchema):
    """Files and lists are objects, and what is left are bytes."""

    area = "exchange"

    def other_output(self) -> dict[Any, Any]:
        if self.path.endswith(("/submissions/", "/submissions/{id}/")):
            return {"200": OpenApiTypes.OBJECT}
        return {("200", "application/octet-stream"): OpenApiTypes.BINARY}

    def get_override_parameters(self) -> list[Any]:
        is_list = self.method == "GET" and self.path.endswith("/submissions/")
        return [CURSOR] if is_list else super().get_override_parameters()
