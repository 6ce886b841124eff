"""One deterministic bundle from PDF parts: numbered, labelled, bookmarked and linked."""

import itertools
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Self
from urllib.parse import quote

from casefile import sandbox
from casefile.sandbox import Limits, Result
from casefile.sandbox.addresses import PART_LINK

_BUNDLE_LIMITS = Limits(
    memory_bytes=4 << 30, cpu_seconds=600, wall_seconds=900, file_bytes=16 << 30
)


@dataclass(frozen=True)
class Part:
    """One PDF of the bundle; with `links`, its `part_link` addresses become jumps."""

    ref: str
    title: str
    pdf: bytes | Path | BinaryIO
    links: bool = False


@dataclass(frozen=True)
class Bookmark:
    """A bookmark to the first page of the part `ref`; the part's own bookmarks go below it."""

    title: str
    ref: str
    children: "Sequence[Bookmark]" = field(default_factory=tuple)


@dataclass(frozen=True)
class MergedPdf:
    """The bundle; `pages` has each part's first and last page, counted from 1."""

    file: BinaryIO
    pages: dict[str, tuple[int, int]]

    @property
    def page_count(self) -> int:
        return max((last for _, last in self.pages.values()), default=0)

    def read(self) -> bytes:
        """Return the whole bundle."""
        self.file.seek(0)
        return self.file.read()

    def close(self) -> None:
        """Let the file go."""
        self.file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


def part_link(ref: str) -> str:
    """Return the address that a contents page writes to link to the part `ref`."""
    return PART_LINK + quote(ref, safe="")


def page_counts(parts: Sequence[Part]) -> dict[str, int]:
    """Return the number of pages of each part by ref. Raises: JobFailed."""
    with _run(parts, {"count": True}) as result:
        return dict(result.value["pages"])


def merge(
    parts: Sequence[Part],
    *,
    outline: Sequence[Bookmark],
    title: str,
    labels: Sequence[str] | None = None,
    lang: str = "en-GB",
    position: str = "top-right",
) -> MergedPdf:
    """Merge the parts in order; the same parts always give the same bytes.

    `labels` has the number printed on each page, which is its page label too; None counts from 1.
    Attachments and scripts of the parts are left out, filled-in forms stay. Raises: JobFailed,
    with code `encrypted`, `unreadable`, `labels` or `unresolved_link` among others.
    """
    params = {
        "outline": [asdict(bookmark) for bookmark in outline],
        "labels": None if labels is None else list(labels),
        "title": title,
        "lang": lang,
        "position": position,
    }
    result = _run(parts, params)
    counts: dict[str, int] = result.value["pages"]
    lasts = itertools.accumulate(counts.values())
    pages = {ref: (last - counts[ref] + 1, last) for ref, last in zip(counts, lasts, strict=True)}
    return MergedPdf(result.outputs["bundle"], pages)


def _run(parts: Sequence[Part], params: dict[str, Any]) -> Result:
    files = {part.ref: part.pdf for part in parts}
    if len(files) != len(parts):
        raise ValueError("two parts have the same ref")
    listed = [{"ref": part.ref, "links": part.links} for part in parts]
    return sandbox.run(
        "merge", params=params | {"parts": listed}, files=files, limits=_BUNDLE_LIMITS
    )
