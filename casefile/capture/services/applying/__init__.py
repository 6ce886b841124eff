"""Puts what tablets bring into the record, by the services that the desk uses: one kind a function.

What a service refuses is kept whole, with its words, for a person.
"""

from casefile.capture.services.applying import (  # each enters its kinds on import
    changes,
    done,
    exhibits,
    notes,
    people,
    statements,
    suspects,
    things,
)
from casefile.capture.services.applying.taking import APPLY, NEEDS_CASE, NotYet, Taking, apply

__all__ = [
    "APPLY",
    "NEEDS_CASE",
    "NotYet",
    "Taking",
    "apply",
    "changes",
    "done",
    "exhibits",
    "notes",
    "people",
    "statements",
    "suspects",
    "things",
]
