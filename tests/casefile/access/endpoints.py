"""Every URL of the product with its gate, as the URL configuration has it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLResolver, get_resolver


@dataclass(frozen=True)
class Endpoint:
    """One URL with its gate and the names of what its path needs."""

    name: str
    gate: Any
    needs: tuple[str, ...]

    @property
    def has_sides(self) -> bool:
        return bool({"pk", "urn", "reference"} & set(self.needs))


def _endpoints(patterns: Any, space: str = "", needs: tuple[str, ...] = ()) -> Iterator[Endpoint]:
    for pattern in patterns:
        needed = (*needs, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _endpoints(pattern.url_patterns, inner, needed)
        else:
            view = pattern.callback
            holder = getattr(view, "cls", None) or getattr(view, "view_class", None) or view
            yield Endpoint(f"{space}{pattern.name}", getattr(holder, "gate", None), needed)


ENDPOINTS = list(_endpoints(get_resolver().url_patterns))
