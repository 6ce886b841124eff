"""What a signature on a statement binds, and whether what is kept still matches it (EV-56)."""

import hashlib

from casefile.models import AttendantSignature, Signature, StatementVersion
from casefile.services import Reason, events


def bound_values(version: StatementVersion, signature: Signature) -> dict[str, object]:
    """Return every value that the binding hash covers, by name (EV-56)."""
    values: dict[str, object] = {
        "canonical_sha256": version.canonical_sha256,
        "unsigned_pdf_sha256": version.unsigned_pdf.sha256 if version.unsigned_pdf else "",
        "page_images": list(version.page_images),
        "declaration_sha256": _digest(signature.declaration),
        "image_sha256": signature.image.sha256 if signature.image else "",
        "strokes_sha256": _digest(signature.strokes),
        "typed_name": signature.typed_name,
        "signer": str(signature.signer_id),
        "officer_present": str(signature.officer_present_id or ""),
        "others_present": signature.others_present,
        "place": signature.place,
        "device": signature.device,
        "signed_at": signature.signed_at.isoformat(),
    }
    # Not there in signatures from before these were asked for, whose hashes must still hold.
    if signature.screen:
        values["screen"] = signature.screen
    if beside := [_of_attendant(row) for row in version.attendants.order_by("role")]:
        values["attendants"] = beside
    return values


def _of_attendant(row: AttendantSignature) -> dict[str, str]:
    return {
        "role": row.role,
        "name": row.name,
        "relation": row.relation,
        "declaration_sha256": _digest(row.declaration),
        "typed_name": row.typed_name,
        "image_sha256": row.image.sha256 if row.image else "",
        "strokes_sha256": _digest(row.strokes),
        "signed_at": row.signed_at.isoformat(),
    }


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def binding_hash(bound: dict[str, object]) -> str:
    """Return the SHA-256 over the bound values in canonical form."""
    return hashlib.sha256(events.canonical(bound)).hexdigest()


def verify(version: StatementVersion) -> list[Reason]:
    """Return every way in which a signed version no longer matches its signature."""
    signature = version.signature
    reasons = []
    digest = _digest(version.canonical_text)
    if digest != version.canonical_sha256 or version.narrative not in version.canonical_text:
        reasons.append(Reason("text_changed", "The words are not those that were signed."))
    if bound_values(version, signature) != signature.bound:
        reasons.append(Reason("binding_changed", "What was signed is not what is here now."))
    if binding_hash(signature.bound) != signature.binding_sha256:
        reasons.append(Reason("binding_hash", "The signing record was changed."))
    return reasons
