"""Signs a statement: the pages shown, the declaration, the witness's hand and those beside them.

The order of acts is evidence.md EV-55; what the signature covers is EV-56.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from casefile.crashpoints import crashpoint
from casefile.models import AttendantSignature, CaseEvent, Person, Signature, StatementVersion
from casefile.rules import london
from casefile.rules import signing as rules
from casefile.services import Reason, bindings, clean, events, stages, statement_pages
from casefile.services.actors import Actor
from casefile.services.statements import NotSignable, keep

_NOT_SHOWN = Reason("pages_not_shown", "Show every page to the witness first.", "pages_shown")


@dataclass(frozen=True)
class Hand:
    """How somebody signs: a picture drawn with its strokes (JSON), or a name typed."""

    typed_name: str = ""
    image_png: bytes | None = None
    strokes: str = ""

    @property
    def method(self) -> str:
        """'drawn' or 'typed'."""
        return "drawn" if self.image_png else "typed"

    @property
    def is_given(self) -> bool:
        """Whether there is a signature at all."""
        return bool(self.image_png or self.typed_name.strip())


@dataclass(frozen=True)
class Attending:
    """Somebody who signs beside the witness; `role` is one of rules/signing.py."""

    role: str
    name: str
    hand: Hand
    relation: str = ""


@dataclass(frozen=True)
class Circumstances:
    """Where and with what a statement is signed; `screen` is its size in pixels."""

    place: str
    device: str = ""
    screen: str = ""
    others_present: str = ""


@dataclass(frozen=True)
class Act:
    """What happened at the signing.

    `officer_signed_in_at` says when an officer who signs for themselves gave their password again;
    `signed_at` is given where it was before now, on a tablet.
    """

    signer: Person
    hand: Hand
    declaration_accepted: bool
    pages_shown: Sequence[str]
    circumstances: Circumstances
    attending: Sequence[Attending] = ()
    officer_signed_in_at: datetime | None = None
    signed_at: datetime | None = None


@transaction.atomic
def show(*, version: StatementVersion, by: Actor, at: datetime) -> None:
    """Record that the pages are shown to the witness now; the signing begins with this (EV-55).

    Raises:
        NotSignable: the words are not fixed.
    """
    if version.stage != "final":
        raise NotSignable("Fix the words first.")
    case = version.statement.case
    events.of_case(
        case, "statement.pages_shown", by=by, at=at, about=version, pages=version.page_images
    )


def attendants_for(version: StatementVersion) -> tuple[rules.Attendant, ...]:
    """Return who signs beside the witness of this version."""
    statement = version.statement
    return rules.attendants_for(
        is_read_over=statement.is_read_over,
        language=statement.language,
        age=statement.witness.age_on(london.day_of(version.taken_at)),
    )


def attendant_words(version: StatementVersion, row: rules.Attendant) -> str:
    """Return the words that an attendant signs, about this witness."""
    statement = version.statement
    return row.words.format(witness=statement.witness.name, language=statement.language)


def missing_attendants(version: StatementVersion) -> list[rules.Attendant]:
    """Return who should have signed a version beside the witness and did not. One query."""
    signed = set(version.attendants.values_list("role", flat=True))
    return [row for row in attendants_for(version) if row.role not in signed]


def is_own(version: StatementVersion, by: Actor) -> bool:
    """Return whether the officer signs a statement of their own."""
    return by.user is not None and version.statement.witness.user_id == by.user.pk


def sign(*, version: StatementVersion, act: Act, by: Actor, at: datetime) -> StatementVersion:
    """Bind a signature to the words and the pages shown, and make the signed PDF.

    Where the witness acts alone, by a link, no officer is there and none is named.

    Raises: NotSignable, with every reason; stages.GuardsFailed, if the words changed.
    """
    reasons = [
        *_witness_reasons(version, act),
        *_moment_reasons(version, act, by, at),
        *_attendant_reasons(version, act.attending),
    ]
    if reasons:
        raise NotSignable(reasons[0].message, reasons=reasons)
    signed_at = act.signed_at or at
    pages = statement_pages.render(version, signature=_mark(version, act, by, signed_at))
    if len(pages.images) != version.page_count:
        raise NotSignable("The signed pages come out as more or fewer than were shown.")
    crashpoint("signing.rendered")
    with transaction.atomic():
        _require_same_words(version)
        _add_attendants(version, act.attending, signed_at, by, at)
        signature = Signature(
            version=version,
            signer=act.signer,
            method=act.hand.method,
            image=keep(version, act.hand.image_png, "signature.png", "image/png", by, at),
            declaration=statement_pages.declaration(version),
            officer_present=by.user,
            signed_at=signed_at,
            **_cleaned(act.hand, act.circumstances),
        )
        return _bind(version, signature, pages.pdf, by, at)


def _require_same_words(version: StatementVersion) -> None:
    """Lock the version, and refuse words that were corrected while it was being signed."""
    now = StatementVersion.objects.select_for_update().get(pk=version.pk)
    if now.page_images != version.page_images:
        raise NotSignable(_NOT_SHOWN.message, reasons=[_NOT_SHOWN])


def _mark(version: StatementVersion, act: Act, by: Actor, at: datetime) -> statement_pages.Mark:
    return statement_pages.Mark(
        name=act.signer.name,
        at=at,
        typed_name=act.hand.typed_name,
        image_png=act.hand.image_png,
        officer=by.user.signature_name if by.user else "",
        place=act.circumstances.place,
        beside=[_beside(version, row) for row in act.attending],
    )


def _beside(version: StatementVersion, row: Attending) -> statement_pages.Beside:
    rule = rules.ATTENDANTS[row.role]
    return statement_pages.Beside(
        title=rule.title,
        name=row.name,
        relation=row.relation,
        words=attendant_words(version, rule),
        typed_name=row.hand.typed_name,
        image_png=row.hand.image_png,
    )


def _add_attendants(
    version: StatementVersion,
    attending: Sequence[Attending],
    signed_at: datetime,
    by: Actor,
    at: datetime,
) -> None:
    for row in attending:
        AttendantSignature.objects.create(
            version=version,
            role=row.role,
            name=clean.text(row.name, field="name", limit=120),
            relation=clean.text(row.relation, field="relation", limit=120),
            declaration=attendant_words(version, rules.ATTENDANTS[row.role]),
            typed_name=clean.text(row.hand.typed_name, field="typed_name", limit=120),
            image=keep(version, row.hand.image_png, f"{row.role}.png", "image/png", by, at),
            strokes=clean.text(row.hand.strokes, field="strokes"),
            signed_at=signed_at,
        )


def _cleaned(hand: Hand, circumstances: Circumstances) -> dict[str, str]:
    return {
        "strokes": clean.text(hand.strokes, field="strokes"),
        "typed_name": clean.text(hand.typed_name, field="typed_name", limit=120),
        "others_present": clean.text(
            circumstances.others_present, field="others_present", limit=200
        ),
        "place": clean.text(circumstances.place, field="place", limit=200),
        "device": clean.text(circumstances.device, field="device", limit=1000)[:200],
        "screen": clean.text(circumstances.screen, field="screen", limit=40),
    }


def _bind(
    version: StatementVersion, signature: Signature, pdf: bytes, by: Actor, at: datetime
) -> StatementVersion:
    signature.bound = bindings.bound_values(version, signature)
    signature.binding_sha256 = bindings.binding_hash(signature.bound)
    details = {"binding_sha256": signature.binding_sha256, **signature.bound}
    # The move locks the version and refuses a second signature before the row is written.
    stages.move(subject=version, transition="sign", by=by, at=at, data=details)
    signature.save(force_insert=True)
    version.signed_pdf = keep(version, pdf, "statement-signed.pdf", "application/pdf", by, at)
    version.save(update_fields=["signed_pdf"])
    crashpoint("signing.bound")
    transaction.on_commit(lambda: crashpoint("signing.committed"))
    return version


def _witness_reasons(version: StatementVersion, act: Act) -> list[Reason]:
    reasons = []
    if act.signer.pk != version.statement.witness_id:
        reasons.append(Reason("wrong_signer", "Only the witness signs this statement."))
    if not act.declaration_accepted:
        message = "The witness must accept the declaration."
        reasons.append(Reason("declaration", message, field="declaration_accepted"))
    if not _are_these_pages(version, act):
        reasons.append(_NOT_SHOWN)
    if not act.hand.is_given:
        message = "The witness signs on the screen, or types their name."
        reasons.append(Reason("signature_missing", message, field="typed_name"))
    return reasons


def _are_these_pages(version: StatementVersion, act: Act) -> bool:
    return bool(act.pages_shown) and list(act.pages_shown) == version.page_images


def _moment_reasons(version: StatementVersion, act: Act, by: Actor, at: datetime) -> list[Reason]:
    """A signing is finished by whoever began it, soon after, and awake (EV-63, EV-64)."""
    reasons = []
    is_judged = version.stage == "final" and _are_these_pages(version, act)
    if is_judged and not _were_shown(version, by, at):
        message = "The pages were opened too long ago, or by somebody else. Open them again."
        reasons.append(Reason("shown_too_long_ago", message, field="pages_shown"))
    signed_in_at = act.officer_signed_in_at
    is_awake = signed_in_at is not None and at - signed_in_at <= rules.SIGN_IN_AGAIN_WITHIN
    if is_own(version, by) and not is_awake:
        message = "Give your password again to sign your own statement."
        reasons.append(Reason("sign_in_again", message, field="password"))
    return reasons


def _were_shown(version: StatementVersion, by: Actor, at: datetime) -> bool:
    """Return whether this account was last shown these very pages, and lately."""
    shown = CaseEvent.objects.filter(
        kind="statement.pages_shown",
        subject_id=version.pk,
        actor_id=by.id,
        at__range=(at - rules.SIGN_WITHIN, at),
    )
    newest = shown.order_by("sequence").last()
    return newest is not None and (events.body_of(newest) or {}).get("pages") == version.page_images


def _attendant_reasons(
    version: StatementVersion, attending: Sequence[Attending]
) -> Sequence[Reason]:
    signed = {row.role for row in attending if row.name.strip() and row.hand.is_given}
    reasons = [
        Reason("attendant_missing", f"{row.title} signs too.", field=f"{row.role}_name")
        for row in attendants_for(version)
        if row.is_forced and row.role not in signed
    ]
    unknown = {row.role for row in attending} - {row.role for row in attendants_for(version)}
    if unknown or len(signed) != len(attending):
        message = "Give the name and the signature of everybody who signs beside the witness."
        reasons.append(Reason("attendant", message))
    return reasons
