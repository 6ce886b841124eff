"""Prints the items of a bundle and binds them: one PDF, numbered, bookmarked and linked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from casefile.bundles import pagination, sheets
from casefile.bundles.contents import Item, Section
from casefile.bundles.sheets import CONTENTS, COVER, Picture
from casefile.mg.case_file import CaseFile
from casefile.mg.prefill import FilledForm, fill
from casefile.mg.render import form_document
from casefile.models import Submission
from casefile.pdf import (
    Bookmark,
    Document,
    MergedPdf,
    Part,
    merge,
    page_counts,
    render_documents,
)
from casefile.sandbox import JobFailed
from casefile.services import actors, evidence, scanning
from casefile.services.file_contents import FormItem

_FORM_KINDS = ("form", "back_sheet")


@dataclass(frozen=True)
class Printed:
    """PDFs by item id (and `cover`), what fills the forms, and the pictures on the sheets.

    `enclosed` are documents that are PDFs themselves and follow their sheet; `apart` the forms
    that go by themselves, by code.
    """

    pdfs: Mapping[str, bytes]
    forms: Mapping[str, FilledForm]
    pictures: Mapping[str, Picture]
    enclosed: Mapping[str, bytes]
    apart: Mapping[str, bytes]


def print_items(
    file: CaseFile,
    submission: Submission,
    items: Sequence[Item],
    apart: Sequence[FormItem],
    *,
    at: datetime,
) -> Printed:
    """Render every form and sheet in one job; signed statements stay the bytes they are.

    Raises: evidence.IntegrityFailure, casefile.sandbox.JobFailed.
    """
    forms = {item.id: fill(file, _code(item), about=item.row) for item in items if _is_form(item)}
    alone = {form.code: fill(file, form.code, about=form.about) for form in apart}
    found = {item.id: sheets.picture_of(item) for item in items if item.folder}
    pictures = {ref: picture for ref, picture in found.items() if picture}
    enclosed = _enclosed(items, at)
    documents = [
        sheets.cover(file, submission),
        *(
            form_document(forms[item.id], name=item.id)
            for item in items
            if item.kind in _FORM_KINDS
        ),
        *(
            sheets.sheet(file, item, pictures.get(item.id), is_followed=item.id in enclosed)
            for item in items
            if item.folder
        ),
        *(form_document(form, name=code) for code, form in alone.items()),
    ]
    rendered = _rendered(documents)
    return Printed(
        pdfs={**rendered, **_signed(items, at)},
        forms={**forms, **alone},
        pictures=pictures,
        enclosed=enclosed,
        apart={code: rendered[code] for code in alone},
    )


def _is_form(item: Item) -> bool:
    return item.kind in (*_FORM_KINDS, "statement")


def _code(item: Item) -> str:
    return "MG11" if item.kind == "statement" else item.reference


def _rendered(documents: Sequence[Document]) -> dict[str, bytes]:
    names = [document.name for document in documents]
    return dict(zip(names, render_documents(documents), strict=True))


def _signed(items: Sequence[Item], at: datetime) -> dict[str, bytes]:
    return {item.id: _bytes(item, at) for item in items if item.kind == "statement"}


def _bytes(item: Item, at: datetime) -> bytes:
    if item.content is None:
        raise ValueError(f"{item.id} has no bytes")
    return evidence.read(item.content, by=actors.system(), at=at)


def _enclosed(items: Sequence[Item], at: datetime) -> dict[str, bytes]:
    """Return the items that are PDFs which can be read; any other is reached by its path only."""
    found = {}
    for item in items:
        content = item.content
        if not item.folder or content is None or scanning.is_set_aside(content):
            continue
        if content.media_type == "application/pdf":
            pdf = _bytes(item, at)
            if _can_be_bound(pdf):
                found[item.id] = pdf
    return found


def _can_be_bound(pdf: bytes) -> bool:
    try:
        page_counts([Part(ref="document", title="", pdf=pdf)])
    except JobFailed:
        return False
    return True


def bind(
    file: CaseFile,
    recipe: Sequence[Section],
    items: Sequence[Item],
    apart: Sequence[FormItem],
    printed: Printed,
) -> MergedPdf:
    """Bind cover, contents and items into one PDF, its printed numbers being its page labels."""
    parts = [Part(COVER, "Cover", printed.pdfs[COVER])]
    for item in items:
        parts.append(Part(item.id, item.title, printed.pdfs[item.id]))
        if item.id in printed.enclosed:
            parts.append(Part(_enclosure(item), item.title, printed.enclosed[item.id]))
    counts = page_counts(parts)
    order = [COVER, CONTENTS, *(part.ref for part in parts[1:])]

    def make(pages: dict[str, pagination.Span]) -> tuple[bytes, int]:
        pdf = _rendered([sheets.contents(file, recipe, items, apart, pages)])[CONTENTS]
        return pdf, page_counts([Part(CONTENTS, "Contents", pdf)])[CONTENTS]

    contents = Part(
        CONTENTS, "Contents", pagination.settle(order, counts, CONTENTS, make), links=True
    )
    return merge(
        [parts[0], contents, *parts[1:]],
        outline=_outline(recipe, items, printed),
        title=f"Case file {file.case.urn}",
    )


def _enclosure(item: Item) -> str:
    return f"{item.id}-document"


def _outline(recipe: Sequence[Section], items: Sequence[Item], printed: Printed) -> list[Bookmark]:
    tree = [Bookmark("Cover", COVER), Bookmark("Contents", CONTENTS)]
    for section in recipe:
        own = [item for item in items if item.section == section.key]
        if own:
            children = [_bookmark(item, printed) for item in own]
            tree.append(Bookmark(section.title, own[0].id, children))
    return tree


def _bookmark(item: Item, printed: Printed) -> Bookmark:
    title = f"{item.reference} {item.title}"
    enclosed = [Bookmark("The document", _enclosure(item))] if item.id in printed.enclosed else []
    return Bookmark(title, item.id, enclosed)


def pages_of(item: Item, merged: MergedPdf) -> pagination.Span:
    """Return the first and last page of an item, with the document that follows its sheet."""
    first, last = merged.pages[item.id]
    return first, merged.pages.get(_enclosure(item), (first, last))[1]
