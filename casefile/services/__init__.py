"""Every write to the record, one module per noun; and what a refusal is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """One reason for a refusal: a code, a sentence for a person, and where it can be cured."""

    code: str
    message: str
    field: str = ""
    cure: str = ""


class Refused(Exception):
    """An expected refusal. `str()` is fit for the person; `reasons` holds all of them at once."""

    code = "refused"

    def __init__(
        self, message: str, *, reasons: list[Reason] | None = None, code: str = ""
    ) -> None:
        super().__init__(message)
        self.code = code or self.code
        self.reasons = reasons or [Reason(self.code, message)]


class NotFound(Refused):
    """What was asked for is not there, or must not be known to be there."""

    code = "not_found"


class NotPermitted(Refused):
    """The actor may see this but may not do that."""

    code = "not_permitted"


class Unfit(Refused):
    """What was sent can be read, but does not fit the rules for it."""

    code = "unfit"
