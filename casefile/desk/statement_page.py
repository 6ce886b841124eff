"""What the pages about statements show."""

from typing import Any

from django.urls import reverse

from casefile.desk.wording import when
from casefile.models import Case, StatementVersion
from casefile.services import statements

Row = dict[str, Any]


def rows(case: Case) -> list[list[Any]]:
    """Return a table row for the newest version of each statement. One query."""
    found = StatementVersion.objects.filter(statement__case=case)
    related = found.select_related("statement__witness").order_by("taken_at", "number")
    newest = {row.statement_id: row for row in related}
    return [_row(row) for row in newest.values()]


def _row(row: StatementVersion) -> list[Any]:
    return [
        {"text": str(row.statement), "href": reverse("desk:statement", args=[row.pk])},
        str(row.number),
        when(row.taken_at),
        {"stage": row.stage},
    ]


def details(version: StatementVersion) -> dict[str, Any]:
    """Return what the page of one version shows."""
    return {
        "version": version,
        "facts": _facts(version),
        "signature_rows": _signature(version) if version.is_signed else [],
        "faults": statements.verify(version) if version.is_signed else [],
        "pages": range(1, version.page_count + 1) if version.unsigned_pdf_id else [],
        "others": [
            {"text": f"Version {row.number}", "href": reverse("desk:statement", args=[row.pk])}
            for row in version.statement.versions.exclude(pk=version.pk).order_by("number")
        ],
    }


def _facts(version: StatementVersion) -> list[Row]:
    return [
        {"key": "Version", "value": str(version.number)},
        {"key": "Taken by", "value": version.taken_by.signature_name},
        {"key": "Taken", "value": f"{when(version.taken_at)}, {version.place}"},
        {
            "key": "SHA-256 of the words",
            "value": version.canonical_sha256,
            "empty": "Not fixed yet",
        },
    ]


def _signature(version: StatementVersion) -> list[Row]:
    row = version.signature
    return [
        {"key": "Signed by", "value": f"{row.signer.name} ({row.method})"},
        {"key": "When and where", "value": f"{when(row.signed_at)}, {row.place}"},
        {"key": "Officer present", "value": row.officer_present.signature_name},
        {"key": "Others present", "value": row.others_present, "empty": "Nobody else"},
        {"key": "Declaration accepted", "value": row.declaration},
        {"key": "Hash over words, pages and signature", "value": row.binding_sha256},
    ]
