"""The continuity report of an exhibit, on a page and as a PDF."""

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string

from casefile.models import Exhibit
from casefile.pdf import Document, render_documents
from casefile.rules.continuity import verb_words
from casefile.services.continuity_report import Report, Told
from casefile.wording import plain, when

HEADINGS = ["Entry", "When", "What happened", "By", "Particulars", "Hash of the entry"]
# What is said once of the exhibit, or is in the header, or is for machines.
_NOT_SHOWN = frozenset(
    {"verb", "exhibit", "hand_over", "object", "force", "heads", "files", "transition", "count"}
)


def verdict(report: Report) -> list[dict[str, str]]:
    """Return what was checked and found, row by row."""
    rows = []
    for chain in report.chains:
        name = "the case" if chain.stream.startswith("case:") else "reads of the case"
        words = f"{chain.entries} entries, whole" if chain.is_whole else "; ".join(chain.faults)
        rows.append((f"Chain of {name}", words))
        rows.append((f"Head of the chain of {name}", chain.head or "Nothing was written yet"))
    if report.object:
        rows += [("Sealed file", report.object["sealed"]), ("The file now", _now(report.object))]
    rows.append(("Exhibit", report.exhibit))
    return [{"key": key, "value": value} for key, value in rows]


def _now(file: dict[str, Any]) -> str:
    if file["found"] == file["sealed"]:
        return "As sealed"
    return str(file["found"]).capitalize() if file["is_whole"] else f"Not whole: {file['found']}"


def rows(report: Report) -> list[list[Any]]:
    """Return a table row for each entry."""
    return [
        [
            f"{row.stream} {row.sequence}",
            when(datetime.fromisoformat(row.at)),
            f"{verb_words(row.verb)}. {row.words}" if row.verb else row.words,
            _who(row),
            {"text": "\n".join(particulars(row)), "long": True},
            {"text": row.entry_hash, "long": True},
        ]
        for row in report.entries
    ]


def _who(row: Told) -> str:
    name = row.by.get("name") or plain(row.by["kind"])
    return " ".join(filter(None, [name, row.by.get("collar_number", "")]))


def particulars(row: Told) -> list[str]:
    """Return what an entry says besides its header, one line for each thing."""
    if row.body is None:
        return ["What it said was erased; its hash is in the header."]
    shown = ((key, value) for key, value in row.body.items() if key not in _NOT_SHOWN)
    return [f"{plain(key)}: {_value(value)}" for key, value in shown if value not in ("", None, [])]


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(str(part) for part in value.values())
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return str(value)


def as_pdf(exhibit: Exhibit, report: Report) -> bytes:
    """Return the report as a PDF."""
    entries = [
        {"row": row, "who": _who(row), "when": when(datetime.fromisoformat(row.at)),
         "verb": verb_words(row.verb), "particulars": particulars(row)}
        for row in report.entries
    ]  # fmt: skip
    context = {"report": report, "verdict": verdict(report), "entries": entries}
    html = render_to_string("desk/continuity_pdf.html", context)
    document = Document(
        "continuity",
        html,
        f"Continuity of {report.reference}",
        marking=report.marking,
        form_name="Continuity report",
        reference=exhibit.case.urn or "",
    )
    return render_documents([document])[0]
