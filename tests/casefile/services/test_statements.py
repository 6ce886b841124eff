"""Statements: the order of acts, what a signature binds, and what breaks it."""

from datetime import date

import pytest

from casefile.models import StatementVersion
from casefile.services import (
    Refused,
    bindings,
    contacts,
    evidence,
    people,
    signing,
    stages,
    statement_pages,
    statements,
)
from tests.factories import SUMMER_NIGHT

pytestmark = pytest.mark.django_db


@pytest.fixture
def witness(case, by, at):
    person = people.record(
        case=case,
        given_names="Ada",
        family_name="Moor",
        born_on=date(1990, 5, 4),
        by=by,
        at=at,
    )
    people.make_witness(person=person, kind="key", by=by, at=at)
    return person


@pytest.fixture
def draft(case, witness, by, at):
    version = statements.start(case=case, witness=witness, place="Home", by=by, at=at)
    return statements.write(version=version, narrative="I saw a man run.", by=by, at=at)


@pytest.fixture
def final(draft, by, at):
    return statements.finalise(version=draft, by=by, at=at)


def sign(version, by, at, **overrides):
    values = {
        "signer": version.statement.witness,
        "hand": signing.Hand("Ada Moor"),
        "declaration_accepted": True,
        "pages_shown": version.page_images,
        "circumstances": signing.Circumstances("Home"),
        **overrides,
    }
    if version.stage == "final":
        signing.show(version=version, by=by, at=at)
    return signing.sign(version=version, act=signing.Act(**values), by=by, at=at)


def test_a_statement_starts_empty_whatever_was_said_before(case, witness, by, at):
    first = statements.start(case=case, witness=witness, place="Home", by=by, at=at)
    statements.write(version=first, narrative="Earlier words", by=by, at=at)

    second = statements.start(case=case, witness=witness, place="Home", by=by, at=at)

    assert second.narrative == ""


def test_an_empty_statement_is_not_fixed(case, witness, by, at):
    version = statements.start(case=case, witness=witness, place="Home", by=by, at=at)

    with pytest.raises(stages.GuardsFailed, match="Write what the witness says"):
        statements.finalise(version=version, by=by, at=at)


@pytest.mark.parametrize(
    "words", ["Ring me on 07700 900123.", "I was born on 4 May 1990.", "ada@example.com is mine"]
)
def test_contact_details_of_the_witness_never_enter_the_served_words(draft, by, at, words):
    """EV-62: phone, email and date of birth stay on the back sheet."""
    person = draft.statement.witness
    for kind, value in (("phone", "07700 900123"), ("email", "ada@example.com")):
        contacts.record(person=person, kind=kind, value=value, is_safe=True, by=by, at=at)
    statements.write(version=draft, narrative=words, by=by, at=at)

    with pytest.raises(stages.GuardsFailed, match="back sheet"):
        statements.finalise(version=draft, by=by, at=at)


def test_the_declaration_counts_the_pages(final):
    assert "consisting of 1 page signed by me" in final.canonical_text


def test_the_pages_can_be_shown_again_exactly(final, by, at):
    images = statements.page_images(final, by=by, at=at)

    assert len(images) == final.page_count == 1
    assert images[0].startswith(b"\x89PNG")


def test_signing_binds_words_pages_and_declaration(final, by, at):
    signed = sign(final, by, at)

    assert signed.is_signed
    assert bindings.verify(signed) == []
    assert evidence.read(signed.signed_pdf, by=by, at=at).startswith(b"%PDF")


def test_a_signature_that_is_incomplete_says_everything_that_is_missing(final, by, at):
    with pytest.raises(statements.NotSignable) as refusal:
        sign(final, by, at, declaration_accepted=False, hand=signing.Hand(" "), pages_shown=[])

    codes = [reason.code for reason in refusal.value.reasons]
    assert codes == ["declaration", "pages_not_shown", "signature_missing"]


def test_nobody_signs_for_the_witness(final, case, by, at):
    other = people.record(case=case, given_names="Bo", family_name="Lund", by=by, at=at)

    with pytest.raises(statements.NotSignable, match="Only the witness"):
        sign(final, by, at, signer=other)


def test_signing_twice_is_refused(final, by, at):
    sign(final, by, at)

    with pytest.raises(stages.WrongStage):
        sign(final, by, at)


def test_fixed_words_cannot_be_changed(final, by, at):
    with pytest.raises(Refused, match="new version"):
        statements.write(version=final, narrative="Other words", by=by, at=at)


def test_a_character_altered_behind_the_services_shows(final, by, at):
    signed = sign(final, by, at)
    StatementVersion.objects.filter(pk=signed.pk).update(narrative="I saw a man walk.")

    problems = bindings.verify(StatementVersion.objects.get(pk=signed.pk))

    assert [problem.code for problem in problems] == ["text_changed"]


def test_words_altered_between_showing_and_signing_stop_the_signature(final, by, at):
    StatementVersion.objects.filter(pk=final.pk).update(narrative="I saw nobody.")

    with pytest.raises(stages.GuardsFailed, match="changed after they were shown"):
        sign(StatementVersion.objects.get(pk=final.pk), by, at)


def test_a_change_is_a_new_version_and_the_signed_one_stays(final, by, at):
    signed = sign(final, by, at)

    newer = statements.new_version(version=signed, by=by, at=at)

    assert (newer.number, newer.stage, newer.narrative) == (2, "draft", signed.narrative)
    assert StatementVersion.objects.get(pk=signed.pk).is_signed


def test_a_witness_under_eighteen_has_the_age_on_the_statement(draft, by, at):
    person = draft.statement.witness
    person.born_on = date(2010, 5, 4)
    person.save()

    fixed = statements.finalise(version=draft, by=by, at=at)

    assert "Age if under 18: 16" in fixed.canonical_text


@pytest.mark.parametrize(
    ("born_on", "age", "beside"),
    [(date(2008, 7, 15), "Over 18", []), (date(2008, 7, 16), "17", ["guardian"])],
)
def test_the_age_on_a_statement_is_that_of_its_day_in_london(
    case, witness, by, at, born_on, age, beside
):
    """EV-60: who is eighteen half an hour after midnight is no child."""
    witness.born_on = born_on
    witness.save()
    version = statements.start(
        case=case, witness=witness, place="Home", taken_at=SUMMER_NIGHT, by=by, at=at
    )

    assert f"Age if under 18: {age}\n" in statement_pages.canonical_text(version)
    assert [row.role for row in signing.attendants_for(version)] == beside


def test_nul_is_refused(draft, by, at):
    with pytest.raises(Refused, match="NUL"):
        statements.write(version=draft, narrative="a\x00b", by=by, at=at)


@pytest.mark.parametrize(("language", "is_said"), [("english", False), ("Polish", True)])
def test_only_another_language_than_english_is_printed_however_it_is_written(
    case, witness, by, at, language, is_said
):
    version = statements.start(
        case=case, witness=witness, place="Home", language=language, by=by, at=at
    )

    assert ("Language:" in statement_pages.canonical_text(version)) is is_said
    assert statement_pages._context(version, None)["language"] == ("Polish" if is_said else "")
