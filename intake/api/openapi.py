"""How the partners' calls describe themselves in the OpenAPI schema."""

from casefile.api.openapi import MachineSchema


class IntakeSchema(MachineSchema):
    """A report that does not fit is refused with 422; what comes too often or too large, too."""

    area = "intake"
    refusals = ("400", "401", "403", "404", "409", "413", "422", "429")
