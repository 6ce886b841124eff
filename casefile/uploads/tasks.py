"""Job handlers of this app."""

from typing import Any

from casefile import clock
from casefile.services.jobs import Claim
from casefile.uploads import services


def sweep(*, claim: Claim, **kwargs: Any) -> None:
    """Delete what lapsed, what nobody owns any more, and files that a killed process left."""
    services.sweep(at=clock.real())
