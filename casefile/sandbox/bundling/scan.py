"""Reads from one part what a merge would lose: its bookmarks and the names its links use."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

_MAX_DEPTH = 12
_MAX_BOOKMARKS = 5000


@dataclass(frozen=True)
class Target:
    """A place in a part: page index from 0, and the view, such as ("/XYZ", 72, 700, None)."""

    page: int
    view: tuple[Any, ...]


@dataclass
class Bookmark:
    """A bookmark; without a target it only holds others."""

    title: str
    target: Target | None
    children: list["Bookmark"] = field(default_factory=list)


@dataclass(frozen=True)
class Scan:
    """What was read from one part."""

    page_count: int
    names: dict[bytes, Target]
    bookmarks: list[Bookmark]


class Scanner:
    """Reads one open PDF."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._root = pdf.Root
        self._pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        self._names: dict[bytes, Target] = {}
        self._seen: set[tuple[int, int]] = set()

    def scan(self) -> Scan:
        """Return everything that a merge would lose."""
        for name, value in self._named():
            if target := self._target(value):
                self._names[name] = target
        outlines = self._root.get("/Outlines")
        bookmarks = self._bookmarks(outlines, 0) if _is_dictionary(outlines) else []
        return Scan(len(self._pages), self._names, bookmarks)

    def _named(self) -> Iterator[tuple[bytes, Any]]:
        old: Any = self._root.get("/Dests")
        if _is_dictionary(old):
            yield from ((destination_name(name), value) for name, value in old.items())
        names: Any = self._root.get("/Names")
        if _is_dictionary(names) and _is_dictionary(names.get("/Dests")):
            tree = pikepdf.NameTree(names["/Dests"])
            yield from ((destination_name(name), value) for name, value in tree.items())

    def _target(self, value: Any) -> Target | None:
        if _is_dictionary(value):
            value = value.get("/D")
        if isinstance(value, pikepdf.String | pikepdf.Name):
            return self._names.get(destination_name(value))
        if not isinstance(value, pikepdf.Array) or len(value) == 0:
            return None
        page = self._pages.get(value[0].objgen) if _is_dictionary(value[0]) else None
        return None if page is None else Target(page, tuple(_plain(part) for part in value[1:6]))

    def _bookmarks(self, parent: Any, depth: int) -> list[Bookmark]:
        found: list[Bookmark] = []
        item = parent.get("/First")
        while _is_dictionary(item) and item.objgen not in self._seen:
            if len(self._seen) >= _MAX_BOOKMARKS or depth > _MAX_DEPTH:
                break
            self._seen.add(item.objgen)
            target = self._target(item.get("/Dest") or item.get("/A"))
            children = self._bookmarks(item, depth + 1)
            found.append(Bookmark(str(item.get("/Title", "")), target, children))
            item = item.get("/Next")
        return found


def destination_name(value: Any) -> bytes:
    """Return a named destination as a key, whether it was written as a string or as a name."""
    return str(value).encode()


def _is_dictionary(value: Any) -> bool:
    return isinstance(value, pikepdf.Dictionary)


def _plain(part: Any) -> Any:
    if isinstance(part, pikepdf.Name):
        return str(part)
    return part if isinstance(part, int | float) else _number(part)


def _number(part: Any) -> float | None:
    try:
        return float(part)
    except (TypeError, ValueError):
        return None
