"""Makes the links of merged parts lead somewhere again, and takes out what acts by itself."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

import pikepdf

from casefile.sandbox.addresses import PART_LINK
from casefile.sandbox.bundling.scan import Target, destination_name
from casefile.sandbox.job import JobRefused

_ACTING = ("/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D")
_HARMLESS = ("/GoTo", "/URI")


class Links:
    """Mends pages of one merged PDF; `first_pages` has the index of each part's first page."""

    def __init__(self, pdf: pikepdf.Pdf, first_pages: Mapping[str, int]) -> None:
        self._pages = [page.obj for page in pdf.pages]
        self._first_pages = first_pages

    def destination(self, target: Target, first: int) -> pikepdf.Array:
        """Return the place of a part whose first page has the index `first`, as PDF writes it."""
        view = [pikepdf.Name(part) if isinstance(part, str) else part for part in target.view]
        return pikepdf.Array([self._pages[first + target.page], *(view or [pikepdf.Name.Fit])])

    def mend(self, index: int, first: int, names: Mapping[bytes, Target], *, jumps: bool) -> None:
        """Mend the page with this index; with `jumps`, its part links become jumps.

        Raises: JobRefused `unresolved_link`.
        """
        page = self._pages[index]
        for name in ("/AA", "/StructParents"):
            if name in page:
                del page[name]
        annotations = page.get("/Annots")
        if not isinstance(annotations, pikepdf.Array):
            return
        kept = [each for each in annotations if isinstance(each, pikepdf.Dictionary)]
        kept = [each for each in kept if str(each.get("/Subtype")) not in _ACTING]
        for annotation in kept:
            self._mend_one(annotation, first, names, jumps=jumps)
        page.Annots = pikepdf.Array(kept)

    def _mend_one(
        self, annotation: Any, first: int, names: Mapping[bytes, Target], *, jumps: bool
    ) -> None:
        action = annotation.get("/A")
        action = action if isinstance(action, pikepdf.Dictionary) else {}
        address = str(action.get("/URI", ""))
        named = annotation.get("/Dest", action.get("/D"))
        if jumps and address.startswith(PART_LINK):
            self._point(annotation, self._part(unquote(address.removeprefix(PART_LINK))), 0)
        elif isinstance(named, pikepdf.String | pikepdf.Name):
            self._point(annotation, names.get(destination_name(named)), first)
        elif action and str(action.get("/S")) not in _HARMLESS:
            del annotation["/A"]
        if "/AA" in annotation:
            del annotation["/AA"]

    def _part(self, ref: str) -> Target:
        if ref not in self._first_pages:
            raise JobRefused("unresolved_link", f"a contents link names no part: {ref[:80]}")
        return Target(self._first_pages[ref], ())

    def _point(self, annotation: Any, target: Target | None, first: int) -> None:
        for name in ("/A", "/Dest"):
            if name in annotation:
                del annotation[name]
        if target is not None:
            annotation.Dest = self.destination(target, first)
