"""What the pages about statements show."""

from typing import Any

from django.urls import reverse

from casefile.desk import differences
from casefile.models import AttendantSignature, Case, StatementVersion, UnusedMaterial
from casefile.rules.signing import ATTENDANTS
from casefile.rules.statement_prompts import PROMPTS
from casefile.services import bindings, signing, statement_checks, statement_pages
from casefile.wording import when

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
        "changes": _changes(version),
        "unlisted": _unlisted(version),
        "accounts": _earlier_accounts(version),
        "signature_rows": _signature(version) if version.is_signed else [],
        "absent": signing.missing_attendants(version) if version.is_signed else [],
        "faults": bindings.verify(version) if version.is_signed else [],
        "pages": range(1, version.page_count + 1) if version.unsigned_pdf_id else [],
        "others": [
            {"text": f"Version {row.number}", "href": reverse("desk:statement", args=[row.pk])}
            for row in version.statement.versions.exclude(pk=version.pk).order_by("number")
        ],
    }


def _changes(version: StatementVersion) -> list[differences.Part]:
    """Return what this version changed in the one before, or nothing for the first (EV-58)."""
    before = version.statement.versions.filter(number=version.number - 1).first()
    return differences.between(before.narrative, version.narrative) if before else []


def _unlisted(version: StatementVersion) -> list[str]:
    """Return references in the words that no exhibit of the case has (EV-19)."""
    named = statement_checks.references_in(version.narrative)
    listed = version.statement.case.exhibits.filter(reference__in=named)
    return sorted(set(named) - set(listed.values_list("reference", flat=True)))


def _earlier_accounts(version: StatementVersion) -> list[Row]:
    """Return what the same person said before, to compare with once the words are fixed.

    Never before: an earlier account beside an empty page would colour the new one.
    """
    if version.stage == "draft":
        return []
    witness = version.statement.witness
    found = [
        (f"Report, {when(row.said_at)}: {row.label}", row.words)
        for row in witness.reported_facts.order_by("position")
    ]
    accounts = UnusedMaterial.objects.filter(about=witness, origin="first account")
    found += [(row.description, row.text) for row in accounts.order_by("listed_at")]
    others = StatementVersion.objects.filter(statement__witness=witness)
    earlier = others.exclude(statement=version.statement).filter(taken_at__lte=version.taken_at)
    found += [
        (f"{row.statement}, version {row.number}, {when(row.taken_at)}", row.narrative)
        for row in earlier.select_related("statement").order_by("taken_at", "number")
    ]
    return [{"key": key, "value": words} for key, words in found]


def writing_page(version: StatementVersion) -> dict[str, Any]:
    """Return what stands beside the empty page: reminders, and the exhibits to name."""
    rows = version.statement.case.exhibits.filter(stage="held").order_by("reference")
    return {
        "prompts": [{"key": row.heading, "value": row.words} for row in PROMPTS],
        "exhibits": [{"reference": row.reference, "words": row.description} for row in rows],
    }


def signing_page(version: StatementVersion) -> dict[str, Any]:
    """Return what the page for signing shows beside its form."""
    return {
        "version": version,
        "declaration": statement_pages.declaration(version),
        "pages": range(1, version.page_count + 1),
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
        *_from_a_tablet(version),
    ]


def _from_a_tablet(version: StatementVersion) -> list[Row]:
    if version.unsigned_pdf is None or not version.unsigned_pdf.captured.exists():
        return []
    words = ["Made and shown on a tablet. The signed PDF was made when they came, page for page."]
    if version.canonical_text != statement_pages.canonical_text(version):
        words.append("What they say of the witness is not what the record says now.")
    return [{"key": "Pages", "value": " ".join(words)}]


def _signature(version: StatementVersion) -> list[Row]:
    row = version.signature
    return [
        {"key": "Signed by", "value": f"{row.signer.name} ({row.method})"},
        {"key": "When and where", "value": f"{when(row.signed_at)}, {row.place}"},
        _who_was_there(version),
        {"key": "Others present", "value": row.others_present, "empty": "Nobody else"},
        {"key": "Declaration accepted", "value": row.declaration},
        *(_beside(beside) for beside in version.attendants.order_by("role")),
        {"key": "Hash over words, pages and signature", "value": row.binding_sha256},
    ]


def _who_was_there(version: StatementVersion) -> Row:
    if officer := version.signature.officer_present:
        return {"key": "Officer present", "value": officer.signature_name}
    link = version.remote_signings.get(ending="signed")
    made = f"{link.made_by.signature_name}, {when(link.made_at)}. No officer was there."
    return {"key": "Signed elsewhere, by a link that was made by", "value": made}


def _beside(row: AttendantSignature) -> Row:
    who = f"{row.name}, {row.relation}" if row.relation else row.name
    return {"key": ATTENDANTS[row.role].title, "value": f"{who}: “{row.declaration}”"}
