"""Writes the bookmark tree and the page labels of a merged PDF."""

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import pikepdf

from casefile.sandbox.bundling.scan import Bookmark, Target


def write_bookmarks(
    pdf: pikepdf.Pdf, bookmarks: Sequence[Bookmark], place: Callable[[Target], pikepdf.Array]
) -> None:
    """Write the tree, its first level open; targets count pages of the whole file."""
    root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Outlines))
    _write_level(pdf, root, bookmarks, place)
    root.Count = len(bookmarks)
    pdf.Root.Outlines = root
    pdf.Root.PageMode = pikepdf.Name.UseOutlines


def _write_level(
    pdf: pikepdf.Pdf,
    parent: Any,
    bookmarks: Sequence[Bookmark],
    place: Callable[[Target], pikepdf.Array],
) -> None:
    items = [pdf.make_indirect(_item(parent, bookmark, place)) for bookmark in bookmarks]
    for before, after in itertools.pairwise(items):
        before.Next, after.Prev = after, before
    if items:
        parent.First, parent.Last = items[0], items[-1]
    for item, bookmark in zip(items, bookmarks, strict=True):
        if bookmark.children:
            # A closed bookmark says how many would show if it alone were opened.
            item.Count = -len(bookmark.children)
            _write_level(pdf, item, bookmark.children, place)


def _item(
    parent: Any, bookmark: Bookmark, place: Callable[[Target], pikepdf.Array]
) -> pikepdf.Dictionary:
    item = pikepdf.Dictionary(Title=pikepdf.String(bookmark.title), Parent=parent)
    if bookmark.target is not None:
        item.Dest = place(bookmark.target)
    return item


def write_labels(pdf: pikepdf.Pdf, labels: Sequence[str]) -> None:
    """Write one page label per page, consecutive numbers as one range."""
    numbers: list[Any] = []
    expected = None
    for index, label in enumerate(labels):
        if label != expected:
            numbers.extend([index, _label(label)])
        expected = str(int(label) + 1) if _is_number(label) else None
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(numbers))


def _label(label: str) -> pikepdf.Dictionary:
    if _is_number(label):
        return pikepdf.Dictionary(S=pikepdf.Name.D, St=int(label))
    return pikepdf.Dictionary(P=pikepdf.String(label))


def _is_number(label: str) -> bool:
    return label.isascii() and label.isdigit() and not label.startswith("0")
