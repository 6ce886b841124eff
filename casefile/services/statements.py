"""Takes witness statements: write, fix the words, make the pages, and start a new version.

The order of acts is evidence.md EV-55; signing is in services/signing.py.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from django.db import transaction

from casefile.models import (
    Case,
    Person,
    StatementVersion,
    StoredObject,
    WitnessStatement,
)
from casefile.services import Refused, clean, events, evidence, stages, statement_pages
from casefile.services.actors import Actor


class NotSignable(Refused):
    """The signing act is incomplete, or not about what was shown."""

    code = "not_signable"


@transaction.atomic
def start(
    *,
    case: Case,
    witness: Person,
    place: str,
    kind: str = "MG11",
    language: str = "",
    is_read_over: bool = False,
    taken_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> StatementVersion:
    """Start a statement; its narrative is empty, whatever the witness said before.

    `is_read_over`: the witness cannot read it. The language is the witness's own if not given.
    `taken_at` is when it was taken, if that was before now.

    Raises:
        Refused: the person is not in this case.
    """
    if witness.case_id != case.pk:
        raise Refused("Choose a person in this case.", code="other_case")
    statement = WitnessStatement.objects.create(
        case=case,
        witness=witness,
        number=witness.statements.count() + 1,
        kind=kind,
        language=clean.text(language, field="language", limit=40) or witness.language or "English",
        is_read_over=is_read_over,
    )
    version = StatementVersion.objects.create(
        statement=statement,
        number=1,
        taken_by=by.account,
        taken_at=taken_at or at,
        place=clean.text(place, field="place", limit=200),
    )
    details = {"witness": witness.pk, "statement_kind": kind}
    events.of_case(case, "statement.started", by=by, at=at, about=version, **details)
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


@dataclass(frozen=True)
class Shown:
    """Pages that a tablet made and showed without us.

    `text` is what is signed, word for word; `pdf` the pages as pictures; `breaks` where the pages
    after the first begin, in characters of the words.
    """

    text: str
    pdf: StoredObject
    breaks: Sequence[int]


def finalise(
    *, version: StatementVersion, shown: Shown | None = None, by: Actor, at: datetime
) -> StatementVersion:
    """Fix the words for signing: canonical text, pages and their hashes.

    The pages are rendered, but for those that a tablet showed.

    Raises:
        stages.GuardsFailed: nothing written, or the witness's contact details stand in the words.
        stages.WrongStage: not a draft. NotSignable: as `fix_pages`.
    """
    with transaction.atomic():
        stages.move(subject=version, transition="finalise", by=by, at=at)
        return fix_pages(version=version, shown=shown, by=by, at=at)


def fix_pages(
    *, version: StatementVersion, shown: Shown | None = None, by: Actor, at: datetime
) -> StatementVersion:
    """Keep the pages of fixed words and their hashes with the version.

    Raises:
        NotSignable: the pages that were shown do not hold these words and their declaration.
    """
    if shown:
        text, images = _as_shown(version, shown, by, at)
    else:
        version.page_count, version.page_breaks = 0, []
        pages = statement_pages.render(version, signature=None)
        text, images = pages.canonical_text, pages.images
        name = "statement-as-shown.pdf"
        version.unsigned_pdf = keep(version, pages.pdf, name, "application/pdf", by, at)
    version.canonical_text = text
    version.canonical_sha256 = hashlib.sha256(text.encode()).hexdigest()
    version.page_count = len(images)
    version.page_images = [hashlib.sha256(image).hexdigest() for image in images]
    version.save()
    return version


def _as_shown(
    version: StatementVersion, shown: Shown, by: Actor, at: datetime
) -> tuple[str, list[bytes]]:
    images = statement_pages.images_of(evidence.read(shown.pdf, by=by, at=at))
    version.unsigned_pdf, version.page_count = shown.pdf, len(images)
    version.page_breaks = list(shown.breaks)
    is_whole = statement_pages.is_text_of(version, shown.text)
    if len(shown.breaks) != len(images) - 1 or not is_whole:
        raise NotSignable("The pages that were shown are not those of these words.")
    return shown.text, images


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


def keep(
    version: StatementVersion,
    content: bytes | None,
    name: str,
    media_type: str,
    by: Actor,
    at: datetime,
) -> StoredObject | None:
    """Store what was made for a version, such as its pages; None for nothing."""
    if content is None:
        return None
    case = version.statement.case
    return evidence.receive_made(
        content=BytesIO(content), name=name, media_type=media_type, case=case, by=by, at=at
    )
