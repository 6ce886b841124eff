"""Documents from HTML text: page furniture is added, the sandbox renders, nothing is fetched."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casefile import sandbox
from casefile.sandbox import JobFailed, Limits

_STYLE = Path(__file__).with_name("style.css")
_PAGE_OF = {"en-GB": ("Page", "of"), "cy": ("Tudalen", "o")}
_FILE_LIMITS = Limits(cpu_seconds=120, wall_seconds=180)


class RefusedReference(JobFailed):
    """The HTML asked for something that is not one of its assets; `reason` lists the addresses."""


@dataclass(frozen=True)
class Document:
    """One document to be made; `html` is escaped by the template that wrote it.

    `assets` holds PNG, JPEG and CSS by name, referred to as `asset:<name>` and nothing else.
    `marking`, `form_name` and `reference` (the URN) stand in the margins of every page.
    """

    name: str
    html: str
    title: str
    lang: str = "en-GB"
    marking: str = ""
    form_name: str = ""
    reference: str = ""
    assets: Mapping[str, bytes] = field(default_factory=dict)


def render_documents(documents: Sequence[Document]) -> list[bytes]:
    """Return one PDF per document, in order; the same documents always give the same bytes.

    One job for all: give it a whole file's documents. Raises: RefusedReference, JobFailed.
    """
    files: dict[str, Any] = {}
    requests = []
    for number, document in enumerate(documents):
        named = {asset: f"{number}/{asset}" for asset in document.assets}
        files.update({named[asset]: data for asset, data in document.assets.items()})
        request = {key: getattr(document, key) for key in ("html", "title", "lang")}
        request |= {"name": str(number), "label": document.name}
        requests.append(request | {"css": _css(document), "assets": named})
    try:
        result = sandbox.run(
            "render", params={"documents": requests}, files=files, limits=_FILE_LIMITS
        )
    except JobFailed as failed:
        if failed.code == "refused_reference":
            raise RefusedReference(failed.code, failed.reason) from failed
        raise
    with result:
        return [result.read(str(number)) for number in range(len(documents))]


@functools.cache
def _style() -> str:
    return _STYLE.read_text()


def _css(document: Document) -> str:
    page, of = _PAGE_OF.get(document.lang, _PAGE_OF["en-GB"])
    boxes = {
        "top-left": _quoted(document.form_name),
        "top-center": _quoted(document.marking),
        "bottom-left": _quoted(document.reference),
        "bottom-center": _quoted(document.marking),
        "bottom-right": f'"{page} " counter(page) " {of} " counter(pages)',
    }
    rules = " ".join(f"@{box} {{ content: {content} }}" for box, content in boxes.items())
    return f"{_style()}\n@page {{ {rules} }}\n"


def _quoted(text: str) -> str:
    """Return `text` as a CSS string in which no character can end it."""
    plain = (
        character if character.isalnum() or character in " /-.,:" else f"\\{ord(character):x} "
        for character in text
    )
    return f'"{"".join(plain)}"'
