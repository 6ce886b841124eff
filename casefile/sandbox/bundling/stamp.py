"""Prints a number on a page within the page's own content, upright as the page is shown."""

from collections.abc import Sequence
from typing import Any

import pikepdf

_FONT_NAME = "/CasefileNumber"
_A4_WIDTH = 595.0
_SIZE = 11.0
_INSET = 20.0
_DIGIT_WIDTH, _OTHER_WIDTH = 0.556, 0.722  # Helvetica-Bold, in ems
_Box = tuple[float, float, float, float]


class Stamper:
    """Stamps pages of one PDF; `position` is vertical-horizontal: top/bottom, left/center/right."""

    def __init__(self, pdf: pikepdf.Pdf, position: str) -> None:
        self._pdf = pdf
        self._vertical, _, self._horizontal = position.partition("-")
        self._font = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name("/Helvetica-Bold"),
                Encoding=pikepdf.Name.WinAnsiEncoding,
            )
        )
        self._save = pdf.make_indirect(pikepdf.Stream(pdf, b"q\n"))

    def stamp(self, page: pikepdf.Page, label: str) -> None:
        """Add the label after the page's content, which is put between q and Q."""
        content = page.obj.get("/Contents")
        parts = content if isinstance(content, pikepdf.Array) else [content]
        streams = [part for part in parts if isinstance(part, pikepdf.Stream)]
        last = pikepdf.Stream(self._pdf, b"\nQ\n" + self._drawing(page.obj, label))
        page.obj.Contents = pikepdf.Array([self._save, *streams, self._pdf.make_indirect(last)])
        _fonts(page.obj)[_FONT_NAME] = self._font

    def _drawing(self, page: pikepdf.Object, label: str) -> bytes:
        box = visible_box(page)
        rotation = int(_number(page.get("/Rotate"), 0)) % 360
        width, height = box[2] - box[0], box[3] - box[1]
        if rotation in (90, 270):
            width, height = height, width
        scale = max(0.4, min(width, height) / _A4_WIDTH)
        x, y = self._place(width, height, scale, label)
        matrix = " ".join(f"{number:.3f}" for number in _upright(box, rotation))
        text = label.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        shown = f"{x:.2f} {y:.2f} Td ({text}) Tj"
        size = f"{_FONT_NAME} {_SIZE * scale:.2f} Tf"
        # A white rim first: the number is legible on a dark photograph and hides next to nothing.
        drawing = (
            f"q {matrix} cm 1 G 0 g {2.4 * scale:.2f} w 1 j "
            f"BT {size} 1 Tr {shown} ET BT {size} 0 Tr {shown} ET Q\n"
        )
        return drawing.encode("cp1252", errors="replace")

    def _place(self, width: float, height: float, scale: float, label: str) -> tuple[float, float]:
        ems = sum(_DIGIT_WIDTH if letter.isdigit() else _OTHER_WIDTH for letter in label)
        free = width - ems * _SIZE * scale
        inset = _INSET * scale
        x = {"left": inset, "center": free / 2, "right": free - inset}[self._horizontal]
        y = inset if self._vertical == "bottom" else height - inset - _SIZE * scale * 0.72
        return x, y


def visible_box(page: pikepdf.Object) -> _Box:
    """Return the part of the page that is shown: crop box within media box, in order, or A4."""
    media = _box(page.get("/MediaBox")) or (0.0, 0.0, _A4_WIDTH, 842.0)
    crop = _box(page.get("/CropBox")) or media
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, bottom, right, top) if right > left and top > bottom else media


def _box(value: Any) -> _Box | None:
    if not isinstance(value, pikepdf.Array) or len(value) != 4:
        return None
    x1, y1, x2, y2 = (_number(part, 0) for part in value)
    box = min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
    return box if box[2] > box[0] and box[3] > box[1] else None


def _upright(box: _Box, rotation: int) -> Sequence[float]:
    """Return the matrix from the page as shown (origin lower left) to the page's own space."""
    left, bottom, right, top = box
    return {
        90: (0, 1, -1, 0, right, bottom),
        180: (-1, 0, 0, -1, right, top),
        270: (0, -1, 1, 0, left, top),
    }.get(rotation, (1, 0, 0, 1, left, bottom))


def _fonts(page: pikepdf.Object) -> Any:
    for holder, name in ((page, "/Resources"), (page.get("/Resources"), "/Font")):
        holder = page.Resources if holder is None else holder
        if not isinstance(holder.get(name), pikepdf.Dictionary):
            holder[name] = pikepdf.Dictionary()
    return page.Resources.Font


def _number(value: Any, default: float) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return default
