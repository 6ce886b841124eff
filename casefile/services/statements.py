"""Takes witness statements: write, fix the words, show the pages, sign, and start a new version.

The order of acts is evidence.md EV-55; what the signature covers is EV-56.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from django.db import transaction

from casefile.models import (
    Case,
    Person,
    Signature,
    StatementVersion,
    StoredObject,
    WitnessStatement,
)
from casefile.services import Reason, Refused, clean, events, evidence, stages, statement_pages
from casefile.services.actors import Actor


class NotSignable(Refused):
    """The signing act is incomplete, or not about what was shown."""

    code = "not_signable"


@transaction.atomic
def start(
    *, case: Case, witness: Person, place: str, kind: str = "MG11", by: Actor, at: datetime
) -> StatementVersion:
    """Start a statement; its narrative is empty, whatever the witness said before.

    Raises:
        Refused: the person is not in this case.
    """
    if witness.case_id != case.pk:
        raise Refused("Choose a person in this case.", code="other_case")
    statement = WitnessStatement.objects.create(
        case=case, witness=witness, number=witness.statements.count() + 1, kind=kind
    )
    version = StatementVersion.objects.create(
        statement=statement,
        number=1,
        taken_by=by.account,
        taken_at=at,
        place=clean.text(place, field="place", limit=200),
    )
    events.of_case(
        case,
        "statement.started",
        by=by,
        at=at,
        about=version,
        witness=witness.pk,
        statement_kind=kind,
    )
    return version


@transaction.atomic
def write(
    *, version: StatementVersion, narrative: str, by: Actor, at: datetime
) -> StatementVersion:
    """Change the words of a draft; the event keeps each draft's hash.

    Raises:
        Refused: the words are fixed or signed: start a new version instead.
    """
    locked = StatementVersion.objects.select_for_update().get(pk=version.pk)
    if locked.stage != "draft":
        raise Refused("These words are fixed. Start a new version to change them.", code="fixed")
    locked.narrative = clean.text(narrative, field="narrative")
    locked.save(update_fields=["narrative"])
    version.narrative = locked.narrative
    digest = hashlib.sha256(locked.narrative.encode()).hexdigest()
    events.of_case(
        locked.statement.case, "statement.drafted", by=by, at=at, about=locked, sha256=digest
    )
    return version


def finalise(*, version: StatementVersion, by: Actor, at: datetime) -> StatementVersion:
    """Fix the words for signing: canonical text, rendered pages and their hashes.

    Raises:
        stages.GuardsFailed: nothing written, or the witness's contact details stand in the words.
        stages.WrongStage: not a draft.
    """
    pages = statement_pages.render(version, signature=None) if version.narrative.strip() else None
    with transaction.atomic():
        stages.move(subject=version, transition="finalise", by=by, at=at)
        if pages is None:  # a guard refuses an empty narrative before this
            raise NotSignable("Write what the witness says.")
        version.canonical_text = pages.canonical_text
        version.canonical_sha256 = hashlib.sha256(pages.canonical_text.encode()).hexdigest()
        version.page_count = len(pages.images)
        version.page_images = [hashlib.sha256(image).hexdigest() for image in pages.images]
        name = "statement-as-shown.pdf"
        version.unsigned_pdf = _keep(version, pages.pdf, name, "application/pdf", by, at)
        version.save()
    return version


def page_images(version: StatementVersion, *, by: Actor, at: datetime) -> list[bytes]:
    """Return the page pictures (PNG) as shown to the witness, checked against their hashes.

    Raises:
        NotSignable: the words were not fixed yet, or the pictures do not come out as they were.
    """
    if version.unsigned_pdf is None:
        raise NotSignable("Fix the words first.")
    images = statement_pages.images_of(evidence.read(version.unsigned_pdf, by=by, at=at))
    if [hashlib.sha256(image).hexdigest() for image in images] != version.page_images:
        raise NotSignable("The pages do not match what was fixed.")
    return images


def sign(
    *,
    version: StatementVersion,
    signer: Person,
    method: str,
    typed_name: str = "",
    image_png: bytes | None = None,
    strokes: str = "",
    declaration_accepted: bool,
    pages_shown: Sequence[str],
    place: str,
    device: str = "",
    others_present: str = "",
    by: Actor,
    at: datetime,
) -> StatementVersion:
    """Bind a signature to the words and the pages shown, and make the signed PDF.

    Raises: NotSignable, with every reason; stages.GuardsFailed, if the words changed.
    """
    reasons = _witness_reasons(version, signer, declaration_accepted, list(pages_shown))
    if reasons := reasons + _mark_reasons(method, typed_name, image_png):
        raise NotSignable(reasons[0].message, reasons=reasons)
    mark = statement_pages.Mark(
        signer.name, at, typed_name, image_png, by.account.signature_name, place
    )
    pages = statement_pages.render(version, signature=mark)
    with transaction.atomic():
        signature = Signature(
            version=version,
            signer=signer,
            method=method,
            image=_keep(version, image_png, "signature.png", "image/png", by, at),
            declaration=statement_pages.declaration(version),
            officer_present=by.account,
            signed_at=at,
            **_cleaned(strokes, typed_name, others_present, place, device),
        )
        return _bind(version, signature, pages.pdf, by, at)


def _cleaned(
    strokes: str, typed_name: str, others_present: str, place: str, device: str
) -> dict[str, str]:
    return {
        "strokes": clean.text(strokes, field="strokes"),
        "typed_name": clean.text(typed_name, field="typed_name", limit=120),
        "others_present": clean.text(others_present, field="others_present", limit=200),
        "place": clean.text(place, field="place", limit=200),
        "device": clean.text(device, field="device", limit=1000)[:200],
    }


def _bind(
    version: StatementVersion, signature: Signature, pdf: bytes, by: Actor, at: datetime
) -> StatementVersion:
    signature.bound = bound_values(version, signature)
    signature.binding_sha256 = binding_hash(signature.bound)
    details = {"binding_sha256": signature.binding_sha256, **signature.bound}
    # The move locks the version and refuses a second signature before the row is written.
    stages.move(subject=version, transition="sign", by=by, at=at, data=details)
    signature.save(force_insert=True)
    version.signed_pdf = _keep(version, pdf, "statement-signed.pdf", "application/pdf", by, at)
    version.save(update_fields=["signed_pdf"])
    return version


def _keep(
    version: StatementVersion,
    content: bytes | None,
    name: str,
    media_type: str,
    by: Actor,
    at: datetime,
) -> StoredObject | None:
    if content is None:
        return None
    case = version.statement.case
    return evidence.receive_made(
        content=BytesIO(content), name=name, media_type=media_type, case=case, by=by, at=at
    )


def _witness_reasons(
    version: StatementVersion, signer: Person, accepted: bool, pages_shown: list[str]
) -> list[Reason]:
    reasons = []
    if signer.pk != version.statement.witness_id:
        reasons.append(Reason("wrong_signer", "Only the witness signs this statement."))
    if not accepted:
        message = "The witness must accept the declaration."
        reasons.append(Reason("declaration", message, field="declaration_accepted"))
    if not pages_shown or pages_shown != version.page_images:
        message = "Show every page to the witness first."
        reasons.append(Reason("pages_not_shown", message, field="pages_shown"))
    return reasons


def _mark_reasons(method: str, typed_name: str, image_png: bytes | None) -> list[Reason]:
    drawn, typed = method == "drawn" and image_png, method == "typed" and typed_name.strip()
    if drawn or typed:
        return []
    message = "The witness signs on the screen, or types their name."
    return [Reason("signature_missing", message, field="typed_name")]


def bound_values(version: StatementVersion, signature: Signature) -> dict[str, object]:
    """Return every value that the binding hash covers, by name (EV-56)."""
    return {
        "canonical_sha256": version.canonical_sha256,
        "unsigned_pdf_sha256": version.unsigned_pdf.sha256 if version.unsigned_pdf else "",
        "page_images": list(version.page_images),
        "declaration_sha256": hashlib.sha256(signature.declaration.encode()).hexdigest(),
        "image_sha256": signature.image.sha256 if signature.image else "",
        "strokes_sha256": hashlib.sha256(signature.strokes.encode()).hexdigest(),
        "typed_name": signature.typed_name,
        "signer": str(signature.signer_id),
        "officer_present": str(signature.officer_present_id),
        "others_present": signature.others_present,
        "place": signature.place,
        "device": signature.device,
        "signed_at": signature.signed_at.isoformat(),
    }


def binding_hash(bound: dict[str, object]) -> str:
    """Return the SHA-256 over the bound values in canonical form."""
    return hashlib.sha256(events.canonical(bound)).hexdigest()


def verify(version: StatementVersion) -> list[Reason]:
    """Return every way in which a signed version no longer matches its signature."""
    signature = version.signature
    reasons = []
    digest = hashlib.sha256(version.canonical_text.encode()).hexdigest()
    if digest != version.canonical_sha256 or version.narrative not in version.canonical_text:
        reasons.append(Reason("text_changed", "The words are not those that were signed."))
    if bound_values(version, signature) != signature.bound:
        reasons.append(Reason("binding_changed", "What was signed is not what is here now."))
    if binding_hash(signature.bound) != signature.binding_sha256:
        reasons.append(Reason("binding_hash", "The signing record was changed."))
    return reasons


@transaction.atomic
def new_version(*, version: StatementVersion, by: Actor, at: datetime) -> StatementVersion:
    """Start a new version with the same words, to be changed and signed again; the old one stays.

    Raises:
        Refused: it is a draft still: change that.
    """
    if version.stage == "draft":
        raise Refused("This version is a draft still: change it as it is.", code="still_draft")
    statement = version.statement
    newer = StatementVersion.objects.create(
        statement=statement,
        number=statement.versions.count() + 1,
        narrative=version.narrative,
        taken_by=by.account,
        taken_at=at,
        place=version.place,
    )
    events.of_case(
        statement.case, "statement.started", by=by, at=at, about=newer, follows=version.pk
    )
    return newer
