"""Finds, and takes out, what must never be in a PDF of ours: attachments, scripts, actions."""

from typing import Any

import pikepdf

from casefile.sandbox.addresses import PART_LINK

_NEVER = ("/JS", "/JavaScript", "/AA", "/OpenAction", "/EmbeddedFiles", "/EF", "/XFA", "/RichMedia")
_IN_FORMS = ("/JS", "/AA", "/XFA", "/CO")


def active_content(pdf: pikepdf.Pdf) -> list[str]:
    """Return the names of the active parts found, sorted; empty for a PDF that only shows."""
    found: set[str] = set()
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            found.update(name for name in _NEVER if name in item)
            found.update(_action(item))
    return sorted(found)


def strip_form(pdf: pikepdf.Pdf) -> None:
    """Take the scripts out of the PDF's form, if any; its fields and what they say stay."""
    form: Any = pdf.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary):
        return
    for item in (form, *pdf.objects):
        if isinstance(item, pikepdf.Dictionary):
            for name in _IN_FORMS:
                if name in item:
                    del item[name]


def _action(item: pikepdf.Object) -> list[str]:
    action = item.get("/A")
    if not isinstance(action, pikepdf.Dictionary) or action.get("/S") == "/GoTo":
        return []
    if str(action.get("/URI", "")).startswith(PART_LINK):
        return []
    return [str(action.get("/S"))]
