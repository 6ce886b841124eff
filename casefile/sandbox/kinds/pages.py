"""A PDF's pages as pictures and text.

params: `dpi` (100), `first` (1), `last` (None: the end), `images` (True), `text` (True).
files: `pdf`. value: {"pages": count of the whole PDF, "sizes": [[width, height] in points],
"text": [of each page]}, both lists for the pages asked for. outputs: PNG `page-<n>`, n from 1.
"""

from typing import Any

import pypdfium2

from casefile.sandbox.job import Job, JobRefused

_MAX_PIXELS = 60_000_000
_POINTS_PER_INCH = 72


def run(job: Job) -> dict[str, Any]:
    """Read the pages asked for."""
    try:
        document = pypdfium2.PdfDocument(job.read("pdf"))
    except pypdfium2.PdfiumError as error:
        code = "encrypted" if "password" in str(error) else "unreadable"
        raise JobRefused(code, f"not a PDF that can be read: {error}") from error
    with document:
        if document.get_formtype():
            document.init_forms()
        return _read(job, document)


def _read(job: Job, document: Any) -> dict[str, Any]:
    params = {"dpi": 100, "first": 1, "last": None, "images": True, "text": True} | job.params
    last = min(params["last"] or len(document), len(document))
    value: dict[str, Any] = {"pages": len(document), "sizes": [], "text": []}
    for number in range(params["first"], last + 1):
        page = document[number - 1]
        value["sizes"].append([round(side, 2) for side in page.get_size()])
        if params["text"]:
            value["text"].append(_text(page))
        if params["images"]:
            _picture(job, page, number, params["dpi"])
        page.close()
    return value


def _text(page: Any) -> str:
    text_page = page.get_textpage()
    text = str(text_page.get_text_bounded())
    text_page.close()
    return text


def _picture(job: Job, page: Any, number: int, dpi: float) -> None:
    scale = dpi / _POINTS_PER_INCH
    width, height = page.get_size()
    # A huge page is drawn smaller instead of refused: its text must stay readable by someone.
    scale = min(scale, (_MAX_PIXELS / max(width * height, 1)) ** 0.5)
    picture = page.render(scale=scale).to_pil()
    with job.output(f"page-{number}") as target:
        picture.save(target, "PNG")
