"""What one permitted move is; the rows themselves are in stages.py and crime_stages.py."""

from dataclasses import dataclass

from casefile.rules.source import Source

STAYS = ""
"""As `to_stage`: the stage is as it was, and the move is written down all the same."""


@dataclass(frozen=True)
class Transition:
    """One permitted move: who may make it (roles), which guards must pass, what event it is."""

    subject: str
    name: str
    from_stages: tuple[str, ...]
    to_stage: str
    roles: tuple[str, ...]
    event: str
    source: Source
    guards: tuple[str, ...] = ()
