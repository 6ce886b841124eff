"""Statements that were written, shown and signed on a tablet (EV-55 to EV-64).

Each act is an entry of its own: the words with the pages that were shown, each correction with the
pages that were shown then, and the signature. An entry names the one before it as `pages`. There is
no PDF of ours without a network: the signed one is made here, and its hash joins the chain then.
"""

import base64
import binascii
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Model

from casefile.capture.models import Entry
from casefile.capture.services.applying.taking import Answers, NotYet, Taking, kind
from casefile.formfields import MAX_IMAGE_BYTES, PNG
from casefile.models import StatementVersion, StoredObject
from casefile.rules.form_choices import STATEMENT_KINDS
from casefile.rules.signing import SIGN_WITHIN
from casefile.services import Refused, signing, statements, struck_words


@kind("statement")
def statement(taking: Taking) -> Model:
    """Keep the words of a statement as they were fixed on the tablet, with the pages shown."""
    answers, by, at = taking.answers, taking.by, taking.at
    kind_of = answers.text("kind") or "MG11"
    if kind_of not in dict(STATEMENT_KINDS):
        raise Refused("Choose a kind of statement from the list.", code="kind")
    version = statements.start(
        case=taking.case,
        witness=taking.person(),
        place=answers.text("place"),
        kind=kind_of,
        language=answers.text("language"),
        is_read_over=bool(answers.flag("is_read_over")),
        taken_at=taking.made_at,
        by=by,
        at=at,
    )
    statements.write(version=version, narrative=answers.text("text"), by=by, at=at)
    return statements.finalise(version=version, shown=_shown(taking), by=by, at=at)


@kind("statement_correction")
def correction(taking: Taking) -> Model:
    """Strike words of a statement out before it is signed; both stay legible (EV-59)."""
    answers = taking.answers
    return struck_words.correct(
        version=_version(taking),
        struck=answers.text("struck"),
        inserted=answers.text("inserted"),
        initials=answers.text("initials"),
        shown=_shown(taking),
        by=taking.by,
        at=taking.at,
    )


@kind("statement_signature")
def signature(taking: Taking) -> Model:
    """Bind the signature that was drawn on the glass to the words and the pages shown."""
    answers, entry, version = taking.answers, taking.entry, _version(taking)
    # The tablet's own clock of milliseconds, which nobody sets, says how long they were open.
    if _whole(taking, "shown_ms") > SIGN_WITHIN / timedelta(milliseconds=1):
        raise Refused("The pages were shown too long before the signature.", code="shown_too_long")
    act = signing.Act(
        signer=version.statement.witness,
        hand=_hand(answers),
        declaration_accepted=bool(answers.flag("declaration_accepted")),
        pages_shown=version.page_images,
        circumstances=signing.Circumstances(
            answers.text("place"),
            # The manifest is signed by the device's key, so this binds the tablet as well.
            f"entry {entry.pk} sha256:{entry.manifest_sha256} of {entry.device}",
            answers.text("screen"),
            answers.text("others_present"),
        ),
        attending=[_attending(Answers(row)) for row in _rows(taking, "attending")],
        signed_at=taking.made_at,
    )
    signing.show(version=version, by=taking.by, at=taking.at)
    return signing.sign(version=version, act=act, by=taking.by, at=taking.at)


def _shown(taking: Taking) -> statements.Shown:
    if taking.entry.stored is None:
        raise Refused("The pages that were shown are missing.", code="no_file")
    given = taking.manifest.body.get("breaks", [])
    breaks = [at for at in given if isinstance(at, int)] if isinstance(given, list) else []
    return statements.Shown(taking.answers.text("canonical_text"), taking.entry.stored, breaks)


def _version(taking: Taking) -> StatementVersion:
    """Return the version whose pages an entry follows on.

    Raises:
        NotYet: those pages are not in the record so far. Refused: there are newer ones, or none.
    """
    rows = Entry.objects.filter(device=taking.entry.device, case=taking.case)
    key = taking.answers.key("pages")
    before = rows.exclude(file_sha256="").filter(pk=key).first() if key else None
    if before is None:
        raise Refused("It does not say which pages were shown.", code="no_pages")
    made = before.subject_id
    found = StatementVersion.objects.filter(pk=made).first() if made else None
    if found is None:
        raise NotYet("It follows when the statement that it belongs to is in the record.")
    if not _is_of(found.unsigned_pdf, before.stored):
        raise Refused("The statement has newer pages than those shown.", code="newer_pages")
    return found


def _is_of(pages: StoredObject | None, shown: StoredObject | None) -> bool:
    return pages is not None and pages == shown


def _hand(answers: Answers) -> signing.Hand:
    image = _picture(answers.text("image"))
    return signing.Hand(answers.text("typed_name"), image, answers.text("strokes"))


def _attending(answers: Answers) -> signing.Attending:
    return signing.Attending(
        answers.text("role"), answers.text("name"), _hand(answers), answers.text("relation")
    )


def _picture(text: str) -> bytes | None:
    """Return the PNG of a signature, which a manifest holds in Base64."""
    if not text:
        return None
    try:
        found = base64.b64decode(text, validate=True)
    except binascii.Error as problem:
        raise Refused("The drawn signature cannot be read.", code="unreadable") from problem
    if not found.startswith(PNG) or len(found) > MAX_IMAGE_BYTES:
        raise Refused("The drawn signature is no picture.", code="unreadable")
    return found


def _rows(taking: Taking, name: str) -> list[Mapping[str, Any]]:
    given = taking.manifest.body.get(name, [])
    if not isinstance(given, list) or not all(isinstance(row, dict) for row in given):
        raise Refused(f"The answer to {name} cannot be read.", code="unreadable")
    return given


def _whole(taking: Taking, name: str) -> int:
    found = taking.manifest.body.get(name)
    if not isinstance(found, int) or isinstance(found, bool) or found < 0:
        raise Refused(f"The answer to {name} cannot be read.", code="unreadable")
    return found
