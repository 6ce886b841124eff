"""A signed proof that something was sent, which its holder can have checked by anybody."""

import hashlib
import json
import secrets
from typing import Any

from casefile.services import Refused, evidence
from casefile.store import receipts
from intake.models import CrimeReport
from intake.questions import FORMS

KIND = "report"


def make(report: CrimeReport) -> str:
    """Return a receipt as JSON text: reference, moment, a salted hash of answers and of files.

    Raises:
        Refused: the form is sensitive, so no such file should lie about.
    """
    if FORMS[report.form].is_sensitive:
        raise Refused("No signed receipt is made for this form.", code="sensitive")
    salt = secrets.token_hex(16)
    fields = {
        "kind": KIND,
        "reference": report.reference,
        "sent_at": report.submitted_at.isoformat(),
        "salt": salt,
        "content_sha256": content_hash(report, salt),
    }
    return receipts.sign_receipt(evidence.signing_keys().receipt_private_pem, fields)


def content_hash(report: CrimeReport, salt: str) -> str:
    """Return the SHA-256 of a report's answers and its files' hashes, behind a salt."""
    answers = [[row.question, row.content] for row in report.answers.order_by("position")]
    files = sorted(report.files.values_list("sha256", flat=True))
    text = receipts.canonical_json([salt, answers, files])
    return hashlib.sha256(text).hexdigest()


def check(text: str) -> dict[str, Any]:
    """Return the fields of a receipt that we signed.

    Raises:
        Refused: it was changed, or never came from here.
    """
    try:
        fields = receipts.verify_receipt(evidence.signing_keys().receipt_public_pem, text)
    except (receipts.BadReceipt, json.JSONDecodeError, RecursionError) as problem:
        raise Refused("This is not a receipt from here, or it was changed.") from problem
    if fields.get("kind") != KIND:
        raise Refused("This is not a receipt from here, or it was changed.")
    return fields
