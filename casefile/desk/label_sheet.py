"""Prints labels of exhibits: a code to scan and the same in letters; nobody's name is on one."""

import io
from pathlib import Path
from typing import Any

import segno
from django.template.loader import render_to_string

from casefile.models import Exhibit
from casefile.pdf import Document, render_documents
from casefile.rules.labels import read_label

_STYLE = Path(__file__).with_name("label.css")
ON_A_SHEET = 24
LAYOUTS = (("sheet", "A sheet of A4, 24 labels"), ("single", "One label a page, 100 by 50 mm"))


def code_png(text: str) -> bytes:
    """Return the QR code of a label's text, which needs no network to be read."""
    picture = io.BytesIO()
    # Q: a quarter of the code may be torn or dirty and it is still read.
    segno.make(text, error="q", micro=False).save(picture, kind="png", scale=8, border=4)
    return picture.getvalue()


def as_pdf(labels: list[tuple[Exhibit, str]], *, layout: str, first_place: int = 1) -> bytes:
    """Return the labels as a PDF; on a sheet the first may stand at a later place of it."""
    assets = {f"{number}.png": code_png(text) for number, (_, text) in enumerate(labels)}
    context = {
        "layout": layout,
        "skipped": range(first_place - 1 if layout == "sheet" else 0),
        "labels": [_words(number, text) for number, (_, text) in enumerate(labels)],
    }
    html = render_to_string("desk/labels_pdf.html", context)
    assets["label.css"] = _STYLE.read_bytes()
    return render_documents([Document("labels", html, "Labels", assets=assets)])[0]


def _words(number: int, text: str) -> dict[str, Any]:
    label = read_label(text)
    return {
        "image": f"{number}.png",
        "text": text,
        "reference": label.reference,
        "seal": label.seal or "none",
        "case": label.case,
        "check": text.rpartition(":")[2],
    }
