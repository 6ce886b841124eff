"""The pages that only a bundle has: cover, contents, and sheets of exhibits and unused items."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from casefile.bundles.contents import Item, Section
from casefile.bundles.pagination import Span
from casefile.mg.case_file import CaseFile
from casefile.models import StoredObject, Submission
from casefile.pdf import Document, part_link
from casefile.rules.file_builds import BUILDS
from casefile.rules.mg_forms import MG_FORMS
from casefile.sandbox import JobFailed
from casefile.services import evidence, inspection, media_facts, pdf_signatures, scanning
from casefile.services.file_contents import FormItem

MARKING = "OFFICIAL-SENSITIVE"
COVER, CONTENTS = "cover", "contents"
_STILL_AT_SECONDS = 1.0


@dataclass(frozen=True)
class Picture:
    """A picture derived from an item's bytes, to be shown on its sheet."""

    name: str
    content: bytes
    media_type: str
    made_by: str


def cover(file: CaseFile, submission: Submission) -> Document:
    """Return the first page: what this is, from whom, and what the checks still found."""
    context = {
        "file": file,
        "submission": submission,
        "build": BUILDS[submission.build],
        "priority": submission.priority.replace("_", " "),
        "defendants": ", ".join(suspect.person.name for suspect in file.defendants),
    }
    return _document(file, COVER, f"Case file {file.case.urn}", "cover.html", context)


def contents(
    file: CaseFile,
    recipe: Sequence[Section],
    items: Sequence[Item],
    apart: Sequence[FormItem],
    pages: Mapping[str, Span],
) -> Document:
    """Return the contents: every item under its section, with its first page and a link to it."""
    rows = [
        (section.title, [_row(item, pages) for item in items if item.section == section.key])
        for section in recipe
    ]
    context = {
        "sections": [(title, found) for title, found in rows if found],
        "apart": [MG_FORMS[form.code] for form in apart],
    }
    return _document(file, CONTENTS, "Contents", "contents.html", context)


def _row(item: Item, pages: Mapping[str, Span]) -> dict[str, Any]:
    return {"item": item, "link": part_link(item.id), "page": pages[item.id][0]}


def sheet(
    file: CaseFile, item: Item, picture: Picture | None, *, is_followed: bool = False
) -> Document:
    """Return the sheet of an exhibit or unused item; `is_followed` when the document comes next."""
    template = "exhibit.html" if item.kind == "exhibit" else "unused.html"
    title = f"{item.reference}: {item.title}"
    context = {"item": item, "row": item.row, "picture": picture, "facts": list(_facts(item))}
    context["is_followed"] = is_followed
    if item.kind == "exhibit":
        entries = item.row.continuity.order_by("number")
        context["continuity"] = [(entry, entry.verb.replace("_", " ")) for entry in entries]
    assets = {picture.name: picture.content} if picture else {}
    return _document(file, item.id, title, template, context, assets)


def _facts(item: Item) -> Iterator[tuple[str, str]]:
    stored = item.content
    if stored is None:
        return
    yield "File in this bundle", item.path
    yield "Name when received", stored.original_name
    yield "Type and size", f"{stored.media_type}, {stored.size_bytes:,} bytes"
    yield "SHA-256", stored.sha256
    yield "Origin", evidence.ORIGINS[stored.origin]
    if seconds := stored.metadata.get("duration_seconds"):
        yield "Length", f"{seconds:.1f} seconds"
    if taken := media_facts.media_time(stored):
        yield "Time in the file", taken.words
    if claims := media_facts.credentials(stored):
        signer = claims.get("Claimed signer", "")
        words = f"{claims['Checked']} A claim, not proof."
        yield "Content credentials", f"{signer}. {words}" if signer else words
    for title, said in pdf_signatures.claims(stored).items():
        yield title, " ".join(said.values())
    if item.kind == "exhibit" and (words := media_facts.corrected(item.row)):
        yield "Corrected time", words


def picture_of(item: Item) -> Picture | None:
    """Return a photo scaled to the page, or one frame of a video; None where nothing can be shown.

    Nothing is shown of an exhibit that somebody marked as sensitive (EV-44).
    It is made in the sandbox, from the bytes that the bag holds.
    """
    stored = item.content
    if stored is None or stored.size_bytes == 0 or scanning.is_set_aside(stored):
        return None
    if item.kind == "exhibit" and item.row.sensitive:
        return None
    try:
        return _picture(stored)
    except JobFailed:
        return None


def _picture(stored: StoredObject) -> Picture | None:
    with evidence.open_file(stored) as source:
        if stored.media_type.startswith("image/"):
            made = inspection.thumbnail(source)
            return Picture("page.jpg", made, "image/jpeg", "Pillow: scaled to the page")
        if stored.media_type.startswith("video/") and stored.metadata.get("has_video", True):
            moment = min(_STILL_AT_SECONDS, (stored.metadata.get("duration_seconds") or 0) / 2)
            made = inspection.still(source, at_seconds=moment)
            return Picture("still.png", made, "image/png", f"ffmpeg: frame at {moment:.1f} s")
    return None


def _document(
    file: CaseFile,
    name: str,
    title: str,
    template: str,
    context: Mapping[str, Any],
    assets: Mapping[str, bytes] | None = None,
) -> Document:
    return Document(
        name=name,
        html=render_to_string(f"bundles/{template}", {**context, "title": title}),
        title=title,
        marking=MARKING,
        reference=file.case.urn or "",
        assets=assets or {},
    )
