"""Waiting, as a person at a page does, for what the worker does by itself."""

import time
from collections.abc import Callable
from typing import TypeVar

from casefile.demonstration.browser import StepFailed

SECONDS = 120
LONG_SECONDS = 600
_BETWEEN_LOOKS = 0.2

Found = TypeVar("Found")


def wait_for(look: Callable[[], Found | None], missing: str, *, seconds: float = SECONDS) -> Found:
    """Look again and again until there is something to see, and return it.

    Raises:
        StepFailed: nothing came in time; `missing` says what.
    """
    deadline = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > deadline:
            raise StepFailed(f"waited {seconds:.0f} seconds: {missing}")
        time.sleep(_BETWEEN_LOOKS)
