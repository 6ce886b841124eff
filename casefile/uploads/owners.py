"""Who may upload: each app registers its kind of owner, how to know one, and how long one lasts.

The uploads app itself knows nothing of reports, cases or devices.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest


@dataclass(frozen=True)
class Owner:
    """One owner and what it may have here at once; `max_bytes` is for a single file."""

    id: str
    max_bytes: int
    max_files: int
    max_total_bytes: int


Resolver = Callable[[HttpRequest], Owner | None]
Keeper = Callable[[Collection[str], datetime], Collection[str]]


@dataclass(frozen=True)
class OwnerKind:
    """A kind of owner: who a request speaks for, and which owners are still there.

    `keeps_what_differs`: bytes that have not the hash that was declared are not thrown away at the
    end, since the owner compares them itself and keeps both.
    """

    resolve: Resolver
    still_there: Keeper
    keeps_what_differs: bool = False


_KINDS: dict[str, OwnerKind] = {}


def nobody(request: HttpRequest) -> Owner | None:
    """Resolve to nobody: for uploads that have left the hands of their sender."""
    return None


def register(
    kind: str, *, resolve: Resolver, still_there: Keeper, keeps_what_differs: bool = False
) -> None:
    """Make a kind of owner known; see AppConfig.ready().

    `still_there(ids, at)` returns those ids whose finished uploads must be kept.
    """
    _KINDS[kind] = OwnerKind(resolve, still_there, keeps_what_differs)


def kinds() -> dict[str, OwnerKind]:
    """Return a copy of the registered kinds."""
    return dict(_KINDS)


def keeps_what_differs(kind: str) -> bool:
    """Say whether an owner of this kind compares the whole file with its hash by itself."""
    found = _KINDS.get(kind)
    return found is not None and found.keeps_what_differs


def owner_of(request: HttpRequest, kind: str) -> Owner | None:
    """Return the owner of this kind for whom a request speaks, or None."""
    found = _KINDS.get(kind)
    return found.resolve(request) if found else None
