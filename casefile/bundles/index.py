"""The files of a bundle beside its PDF, and the index that describes every item."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from casefile.bundles import printing
from casefile.bundles.contents import Item
from casefile.bundles.pagination import Span
from casefile.bundles.printing import Printed
from casefile.mg.case_file import CaseFile
from casefile.mg.render import as_json
from casefile.models import StoredObject, Submission
from casefile.pdf import MergedPdf
from casefile.rules.mg_forms import MG_FORMS

_PDF, _JSON, _TEXT = "application/pdf", "application/json", "text/plain; charset=utf-8"


@dataclass(frozen=True)
class BundleFile:
    """One file of a bundle: bytes that were made for it, or a stored object as it is."""

    item_id: str
    path: str
    media_type: str
    content: bytes | StoredObject
    made_by: str = ""

    @property
    def sha256(self) -> str:
        if isinstance(self.content, StoredObject):
            return self.content.sha256
        return hashlib.sha256(self.content).hexdigest()

    @property
    def size(self) -> int:
        if isinstance(self.content, StoredObject):
            return self.content.size_bytes
        return len(self.content)


def files_of(item: Item, printed: Printed) -> list[BundleFile]:
    """Return the files of an item: the one that its path names first, then what was derived."""
    return [*_own_file(item, printed), *_derived(item, printed)]


def _own_file(item: Item, printed: Printed) -> Iterator[BundleFile]:
    if item.content:
        yield BundleFile(item.id, item.path, item.content.media_type, item.content)
    elif item.path and item.folder:
        yield BundleFile(item.id, item.path, _TEXT, item.row.text.encode(), _own_name())
    elif item.path:
        yield BundleFile(item.id, item.path, _PDF, printed.pdfs[item.id], _own_name())


def _derived(item: Item, printed: Printed) -> Iterator[BundleFile]:
    if item.folder:
        path = f"{item.folder}/sheet.pdf"
        yield BundleFile(item.id, path, _PDF, printed.pdfs[item.id], _own_name())
    elif item.content is None:
        path = item.path.removesuffix(".pdf") + ".json"
        form = json_bytes(as_json(printed.forms[item.id]))
        yield BundleFile(item.id, path, _JSON, form, _own_name())
    if picture := printed.pictures.get(item.id):
        path = f"{item.folder}/{picture.name}"
        yield BundleFile(item.id, path, picture.media_type, picture.content, picture.made_by)


def _own_name() -> str:
    return f"Casefile {settings.RELEASE}"


def files_apart(printed: Printed) -> list[BundleFile]:
    """Return the forms that go by themselves; their paths lie outside the bag."""
    return [
        BundleFile(code, f"apart/{code}.pdf", _PDF, pdf, _own_name())
        for code, pdf in printed.apart.items()
    ]


def rows(
    items: Sequence[Item], files: Mapping[str, Sequence[BundleFile]], merged: MergedPdf
) -> list[dict[str, Any]]:
    """Return the index: one row per item, as design.md section 7 names its keys."""
    return [_row(item, files[item.id], printing.pages_of(item, merged)) for item in items]


def _row(item: Item, files: Sequence[BundleFile], pages: Span) -> dict[str, Any]:
    own = [file for file in files if file.path == item.path]
    return {
        "id": item.id,
        "kind": item.kind,
        "section": item.section,
        "reference": item.reference,
        "title": item.title,
        "first_page": pages[0],
        "last_page": pages[1],
        **(_described(own[0]) if own else _NO_FILE),
        "original_name": item.content.original_name if item.content else "",
        "disclosable": item.disclosable,
        "origin": "captured" if item.is_captured else "generated",
        "source_events": list(item.source_events),
        "derived": [
            {**_described(file), "made_by": file.made_by} for file in files if file not in own
        ],
    }


_NO_FILE = {"path": "", "sha256": "", "size": 0, "media_type": ""}


def _described(file: BundleFile) -> dict[str, Any]:
    return {
        "path": file.path,
        "sha256": file.sha256,
        "size": file.size,
        "media_type": file.media_type,
    }


def document(
    file: CaseFile,
    submission: Submission,
    items: Sequence[dict[str, Any]],
    printed: Printed,
    merged: MergedPdf,
) -> bytes:
    """Return the whole of data/index.json."""
    approver = submission.approved_by.signature_name if submission.approved_by else ""
    return json_bytes(
        {
            "version": 1,
            "urn": file.case.urn,
            "force": file.case.force_id,
            "submission": str(submission.pk),
            "file_version": submission.version,
            "build": submission.build,
            "cps_area": submission.cps_area,
            "approved_by": approver,
            "approved_at": submission.approved_at.isoformat() if submission.approved_at else "",
            "page_count": merged.page_count,
            "items": list(items),
            "apart": [{"reference": code, "title": MG_FORMS[code].name} for code in printed.apart],
        }
    )


def json_bytes(value: object) -> bytes:
    """Return JSON for people and machines: the order given, indented, UTF-8."""
    return json.dumps(value, indent=1, ensure_ascii=False).encode() + b"\n"
