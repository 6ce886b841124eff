"""Signing a statement: whose hands, how soon after the pages, and what the binding covers."""

from datetime import date, timedelta

import pytest

from casefile.models import AttendantSignature, StatementVersion
from casefile.rules import signing as rules
from casefile.services import (
    bindings,
    evidence,
    people,
    signing,
    statement_pages,
    statements,
    struck_words,
)
from casefile.services.actors import of_user
from tests.pdfs import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def final(case, by, at):
    """`final(born_on=..., language=...)` makes a statement whose words are fixed."""

    def make(*, born_on=date(1990, 5, 4), words="I saw a man run.", **circumstances):
        person = people.record(
            case=case, given_names="Ada", family_name="Moor", born_on=born_on, by=by, at=at
        )
        people.make_witness(person=person, kind="key", by=by, at=at)
        version = statements.start(
            case=case, witness=person, place="Home", **circumstances, by=by, at=at
        )
        statements.write(version=version, narrative=words, by=by, at=at)
        return statements.finalise(version=version, by=by, at=at)

    return make


def sign(version, by, at, **changes):
    given = {
        "signer": version.statement.witness,
        "hand": signing.Hand("Ada Moor"),
        "declaration_accepted": True,
        "pages_shown": version.page_images,
        "circumstances": signing.Circumstances("Home"),
    }
    act = signing.Act(**(given | changes))
    return signing.sign(version=version, act=act, by=by, at=at)


def shown(version, by, at):
    signing.show(version=version, by=by, at=at)
    return version


def beside(role, name="Bo Lund"):
    return signing.Attending(role, name, signing.Hand(name), "Aunt")


def codes(refusal):
    return [reason.code for reason in refusal.value.reasons]


def test_pages_shown_too_long_ago_are_shown_again(final, by, at):
    """EV-64: a tablet that lay asleep does not finish a signing."""
    version = shown(final(), by, at)

    with pytest.raises(signing.NotSignable) as refusal:
        sign(version, by, at + rules.SIGN_WITHIN + timedelta(seconds=1))

    assert codes(refusal) == ["shown_too_long_ago"]
    assert sign(version, by, at + rules.SIGN_WITHIN).is_signed


def test_words_corrected_while_they_are_signed_are_not_signed(final, by, at, monkeypatch):
    """EV-56: the pages that were shown are the pages that are bound."""
    version = shown(final(words="I saw a man."), by, at)
    render = statement_pages.render

    def corrected_meanwhile(*args, **kwargs):
        monkeypatch.setattr(statement_pages, "render", render)
        put_right(StatementVersion.objects.get(pk=version.pk), by, at, "man", "woman")
        return render(*args, **kwargs)

    monkeypatch.setattr(statement_pages, "render", corrected_meanwhile)
    with pytest.raises(signing.NotSignable) as refusal:
        sign(version, by, at)

    assert codes(refusal) == ["pages_not_shown"]


def test_another_account_does_not_finish_a_signing(final, supervisor, by, at):
    """EV-64: whoever showed the pages takes the signature."""
    version = shown(final(), by, at)

    with pytest.raises(signing.NotSignable) as refusal:
        sign(version, of_user(supervisor), at)

    assert codes(refusal) == ["shown_too_long_ago"]


def test_the_order_is_words_pages_declaration_signature(case, final, by, at):
    """EV-55: pages cannot be shown of a draft, nor signed without being shown."""
    draft = statements.new_version(version=sign(shown(final(), by, at), by, at), by=by, at=at)

    with pytest.raises(signing.NotSignable, match="Fix the words first"):
        signing.show(version=draft, by=by, at=at)


def test_a_witness_who_cannot_read_needs_the_reader_to_sign(final, by, at):
    """EV-61: the reader's declaration and signature are forced (Criminal Procedure Rules 16.2)."""
    version = shown(final(is_read_over=True), by, at)

    with pytest.raises(signing.NotSignable, match="The person who read it to the witness signs"):
        sign(version, by, at)
    signed = sign(version, by, at, attending=[beside("reader")])

    row = AttendantSignature.objects.get(version=signed)
    assert "Ada Moor could not read this statement" in row.declaration
    assert signing.missing_attendants(signed) == []


@pytest.mark.parametrize(
    ("circumstances", "role"),
    [({"born_on": date(2012, 5, 4)}, "guardian"), ({"language": "Polish"}, "interpreter")],
)
def test_a_rule_that_nobody_verified_asks_and_does_not_stop_a_signing(
    final, by, at, circumstances, role
):
    """EV-60, EV-61: a guardian beside a child, an interpreter: missed, and it shows."""
    signed = sign(shown(final(**circumstances), by, at), by, at)

    assert [row.role for row in signing.missing_attendants(signed)] == [role]


def test_a_child_has_the_age_on_the_statement_and_signs_beside_a_parent(final, by, at):
    """EV-60: the age line is forced; the parent signs in addition, never instead."""
    version = shown(final(born_on=date(2012, 5, 4)), by, at)

    with pytest.raises(signing.NotSignable, match="signs on the screen"):
        sign(version, by, at, hand=signing.Hand(), attending=[beside("guardian")])
    signed = sign(version, by, at, attending=[beside("guardian")])

    assert "Age if under 18: 14" in signed.canonical_text
    assert signed.attendants.get().name == "Bo Lund"


def test_a_statement_in_another_language_says_which(final, by, at):
    """EV-61: the words in the witness's language are the statement."""
    version = final(language="Polish", words="Widziałam mężczyznę.")

    assert "Language: Polish" in version.canonical_text


def test_nobody_signs_who_has_no_part_in_it(final, by, at):
    version = shown(final(), by, at)

    with pytest.raises(signing.NotSignable) as refusal:
        sign(version, by, at, attending=[beside("guardian")])

    assert codes(refusal) == ["attendant"]


@pytest.mark.parametrize("field", ["name", "declaration", "typed_name", "strokes"])
def test_the_binding_covers_those_beside_the_witness(final, by, at, field):
    """EV-56: a change to what the reader signed shows."""
    signed = sign(shown(final(is_read_over=True), by, at), by, at, attending=[beside("reader")])
    assert bindings.verify(signed) == []

    AttendantSignature.objects.update(**{field: "Somebody else"})

    assert [reason.code for reason in bindings.verify(signed)] == ["binding_changed"]


def test_each_page_carries_the_signature(final, by, at):
    """EV-55: on each page and at the end."""
    words = "\n".join(
        f"Line {number} of what I saw that night by the river." for number in range(90)
    )
    signed = sign(shown(final(words=words), by, at), by, at)

    pages = text_of(evidence.read(signed.signed_pdf, by=by, at=at))

    assert len(pages) == signed.page_count > 1
    assert all("Signature: Ada Moor (typed)" in page for page in pages)


def put_right(version, by, at, struck, inserted, initials="am"):
    return struck_words.correct(
        version=version, struck=struck, inserted=inserted, initials=initials, by=by, at=at
    )


def test_a_correction_stays_legible_and_is_initialled(final, by, at):
    """EV-59: struck through, never gone; and the pages are shown again."""
    version = shown(final(words="I saw a tall man.\nHe ran east."), by, at)
    before = list(version.page_images)
    put_right(version, by, at, "east", "west")
    version = put_right(version, by, at, "a tall man", "a man")

    with pytest.raises(signing.NotSignable) as refusal:
        sign(version, by, at, pages_shown=before)
    signed = sign(shown(version, by, at), by, at)
    text = "".join(text_of(evidence.read(signed.signed_pdf, by=by, at=at)))

    assert codes(refusal) == ["pages_not_shown"]
    assert signed.narrative == "I saw a man.\nHe ran west."
    assert "He ran east west (AM)." in text
    assert "Correction 1: struck out “east”, instead: “west”, initials AM" in signed.canonical_text
    assert bindings.verify(signed) == []


@pytest.mark.parametrize(
    ("struck", "inserted", "initials", "field"),
    [
        ("nowhere", "x", "AM", "struck"),
        ("a", "x", "AM", "struck"),
        ("man", "x", " ", "initials"),
        ("west", "north", "AM", "struck"),
        ("", "x", "AM", "struck"),
    ],
)
def test_a_correction_names_words_that_stand_once_and_has_initials(
    final, by, at, struck, inserted, initials, field
):
    version = put_right(final(words="I saw a man run east."), by, at, "east", "west")

    with pytest.raises(struck_words.NotCorrectable) as refusal:
        put_right(version, by, at, struck, inserted, initials)

    assert [reason.field for reason in refusal.value.reasons] == [field]


def test_signed_words_are_not_corrected_so(final, by, at):
    signed = sign(shown(final(), by, at), by, at)

    with pytest.raises(struck_words.NotCorrectable, match="wait for a signature"):
        put_right(signed, by, at, "man", "woman")
