"""Evidence bytes, exhibits, references and continuity."""

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings

from casefile.mg.answers.exhibits import ANSWERS
from casefile.mg.case_file import CaseFile
from casefile.models import CaseEvent, Exhibit
from casefile.services import (
    Refused,
    events,
    evidence,
    exhibit_numbers,
    exhibits,
    people,
    recordings,
    signing,
    statement_checks,
    statements,
)
from casefile.store import receipts
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def producer(case, officer, by, at):
    return people.officer_witness(case=case, user=officer, by=by, at=at)


@pytest.fixture
def photo(case, by, at):
    return evidence.receive(
        stream=BytesIO(b"not really a photo"),
        name="a.jpg",
        force=case.force,
        case=case,
        by=by,
        at=at,
    )


def record(case, producer, by, at, **overrides):
    values = {
        "kind": "physical",
        "description": "A grey jacket",
        "captured_at": at,
        "seal_number": "B1",
        **overrides,
    }
    return exhibits.record(case=case, producer=producer, by=by, at=at, **values)


def exhibit_list(case):
    """The rows of the form that lists exhibits (MG12)."""
    return ANSWERS["exhibits.table"](CaseFile(case, on=AT.date()), None)


def test_the_server_takes_the_hash_of_what_it_stored(photo):
    assert photo.sha256 == hashlib.sha256(b"not really a photo").hexdigest()


def test_the_receipt_is_signed_and_names_the_hash(photo):
    key = evidence.signing_keys().receipt_public_pem

    assert receipts.verify_receipt(key, photo.receipt)["sha256"] == photo.sha256


def test_a_file_that_lies_about_its_type_is_kept_and_typed_by_content(photo):
    assert photo.media_type == "text/plain"


def test_bytes_that_differ_from_the_declared_hash_are_refused(case, by, at):
    with pytest.raises(Refused, match="changed on its way"):
        evidence.receive(
            stream=BytesIO(b"x"),
            name="x",
            force=case.force,
            case=case,
            by=by,
            at=at,
            declared_sha256="0" * 64,
        )


def test_a_changed_master_is_refused_and_reported(photo, case, by, at):
    path = Path(settings.EVIDENCE_DIR) / photo.key
    path.chmod(0o600)
    path.write_bytes(b"not really a phot0")

    with pytest.raises(evidence.IntegrityFailure):
        evidence.read(photo, by=by, at=at)

    assert CaseEvent.objects.filter(stream=case.stream, kind="object.integrity_failed").exists()


def test_references_are_the_producers_initials_and_run_on(case, producer, by, at):
    made = [record(case, producer, by, at).reference for _ in range(3)]

    assert made == ["JH/1", "JH/2", "JH/3"]


def test_two_producers_with_the_same_initials_are_told_apart(case, producer, by, at):
    """EV-13: the second has a letter added, and keeps it."""
    twin = people.record(case=case, given_names="Jack", family_name="Hill", by=by, at=at)

    made = [record(case, who, by, at).reference for who in (producer, twin, producer, twin)]

    assert made == ["JH/1", "JHA/1", "JH/2", "JHA/2"]


def test_a_part_carries_its_parents_reference_and_hash_and_goes_no_deeper_than_three(
    case, producer, photo, by, at
):
    """EV-17: JH/1, JH/1/1, JH/1/1/1 and no more."""
    part = None
    made = []
    for _ in range(3):
        part = record(case, producer, by, at, kind="photo", content=photo, parent=part)
        made.append((part.reference, part.parent_sha256))

    with pytest.raises(exhibit_numbers.BadReference):
        record(case, producer, by, at, kind="photo", content=photo, parent=part)
    assert made == [("JH/1", ""), ("JH/1/1", photo.sha256), ("JH/1/1/1", photo.sha256)]


def test_a_part_of_another_cases_exhibit_is_refused(case, producer, by, at):
    with pytest.raises(Refused, match="same case"):
        record(case, producer, by, at, parent=factories.make_exhibit())


def test_somebody_else_produces_the_same_bytes_under_a_reference_of_their_own(
    case, producer, photo, by, at
):
    """EV-18: both references point at one stored object, and lists print both."""
    twin = people.record(case=case, given_names="Tom", family_name="Reed", by=by, at=at)
    first = record(case, producer, by, at, kind="photo", content=photo)

    second = exhibits.re_exhibit(exhibit=first, producer=twin, by=by, at=at)

    listed = {row["reference"]: row["description"] for row in exhibit_list(case)}
    assert (second.reference, second.content) == ("TR/1", photo)
    assert listed["JH/1"].endswith("also produced as TR/1 by Tom Reed")
    assert listed["TR/1"].endswith("also produced as JH/1 by Joan Hall")


def test_what_a_file_shows_and_its_recorders_clock_go_with_every_exhibit_of_it(
    case, producer, photo, by, at
):
    """EV-18, EV-44: the second reference is no way around the mark on the first."""
    twin = people.record(case=case, given_names="Tom", family_name="Reed", by=by, at=at)
    first = record(case, producer, by, at, kind="photo", content=photo)
    recordings.set_sensitivity(exhibit=first, codes=["intimate"], by=by, at=at)
    exhibits.record_clock_error(exhibit=first, seconds=5, how="Radio clock", by=by, at=at)

    second = exhibits.re_exhibit(exhibit=first, producer=twin, by=by, at=at)

    assert (second.sensitive, second.clock_error_seconds) == (["intimate"], 5)


def test_the_same_person_does_not_produce_the_same_bytes_twice(case, producer, photo, by, at):
    first = record(case, producer, by, at, kind="photo", content=photo)

    with pytest.raises(Refused, match="produces this file already"):
        exhibits.re_exhibit(exhibit=first, producer=producer, by=by, at=at)


def test_a_thing_has_seal_store_and_place_and_its_photograph_is_another_exhibit(
    case, producer, photo, by, at
):
    """EV-20: one scheme of references for things and for pictures of them."""
    thing = record(case, producer, by, at, held_at="Property store", shelf="Bay 4")
    picture = record(case, producer, by, at, kind="photo", content=photo, seal_number="")

    where = {row["reference"]: row["location"] for row in exhibit_list(case)}
    assert (thing.reference, picture.reference) == ("JH/1", "JH/2")
    assert (thing.seal_number, where["JH/1"]) == ("B1", "Property store Bay 4")
    assert (thing.holder, picture.holder) == ("DC 2301 Joan Hall", "Evidence store")


def test_a_thing_of_which_nobody_said_where_it_is_is_in_no_store(case, producer, by, at):
    """EV-31: whoever recorded it has it in hand."""
    thing = record(case, producer, by, at)

    assert (thing.custody, thing.held_at, thing.continuity.get().place) == ("person", "", "")


@pytest.mark.parametrize(
    ("overrides", "field"),
    [
        ({"description": " "}, "description"),
        ({"seal_number": ""}, "seal_number"),
        ({"kind": "photo", "seal_number": ""}, "file"),
    ],
)
def test_an_exhibit_without_what_it_needs_says_which_box(case, producer, by, at, overrides, field):
    with pytest.raises(Refused) as refusal:
        record(case, producer, by, at, **overrides)

    assert refusal.value.reasons[0].field == field


def test_what_was_done_first_says_who_has_it_and_names_its_entry_of_the_chain(
    case, producer, by, at
):
    """EV-30: what the header of the entry does not hold is in its body and beside it."""
    exhibit = record(case, producer, by, at)

    row = exhibit.continuity.get()
    event = CaseEvent.objects.get(pk=row.event_id)
    said = events.body_of(event)
    assert (row.verb, row.to_holder, row.result) == ("collected", "DC 2301 Joan Hall", "success")
    assert (said["reference"], said["title"], said["marking"]) == (
        "JH/1",
        "A grey jacket",
        "OFFICIAL",
    )


def test_words_too_long_for_the_record_are_refused_at_their_box(case, producer, by, at):
    """EV-30: what is told is kept whole or not at all."""
    exhibit = record(case, producer, by, at)

    for field, act in (
        ("seal_number", lambda: record(case, producer, by, at, seal_number="B" * 41)),
        ("shelf", lambda: record(case, producer, by, at, shelf="B" * 81)),
        ("reason", lambda: exhibits.void(exhibit=exhibit, reason="r" * 301, by=by, at=at)),
        ("reason", lambda: exhibits.set_aside(exhibit=exhibit, reason="r" * 301, by=by, at=at)),
    ):
        with pytest.raises(Refused, match="Shorten this") as refusal:
            act()
        assert refusal.value.reasons[0].field == field

    assert Exhibit.objects.get().stage == "held"


def test_a_voided_reference_is_never_given_again_and_says_who_and_why(case, producer, by, at):
    """EV-16: the void record explains the gap."""
    exhibit = record(case, producer, by, at)

    exhibits.void(exhibit=exhibit, reason="Recorded twice", by=by, at=at)

    entry = exhibit.continuity.get(verb="corrected")
    assert record(case, producer, by, at).reference == "JH/2"
    assert (entry.reason, entry.done_by, entry.at) == ("Recorded twice", "DC 2301 Joan Hall", at)


def sign_a_statement(case, producer, by, at, narrative):
    version = statements.start(case=case, witness=producer, place="Station", by=by, at=at)
    statements.write(version=version, narrative=narrative, by=by, at=at)
    statements.finalise(version=version, by=by, at=at)
    signing.show(version=version, by=by, at=at)
    signing.sign(
        version=version,
        act=signing.Act(
            signer=producer,
            hand=signing.Hand("Joan Hall"),
            declaration_accepted=True,
            pages_shown=version.page_images,
            circumstances=signing.Circumstances("Station"),
            officer_signed_in_at=at,
        ),
        by=by,
        at=at,
    )


def test_an_exhibit_named_in_a_signed_statement_cannot_be_voided_and_the_try_is_on_record(
    case, producer, by, at
):
    """EV-15, EV-32: the reference stays, and the refusal is an entry of its own."""
    exhibit = record(case, producer, by, at)
    sign_a_statement(case, producer, by, at, "I produce exhibit JH/1.")

    with pytest.raises(Refused, match="signed statement names"):
        exhibits.void(exhibit=exhibit, reason="Mistake", by=by, at=at)

    tried = exhibit.continuity.get(result="refused")
    assert Exhibit.objects.get(pk=exhibit.pk).stage == "held"
    assert CaseEvent.objects.get(pk=tried.event_id).kind == "exhibit.handling_refused"


def test_a_signed_reference_is_corrected_by_a_new_one_and_the_old_stays_its_own(
    case, producer, by, at
):
    """EV-15: the statement's words name the exhibit by what it was formerly known as."""
    exhibit = record(case, producer, by, at)
    sign_a_statement(case, producer, by, at, "I produce exhibit JH/1.")

    exhibit_numbers.correct(exhibit=exhibit, reason="Tom took it", by=by, at=at)

    assert (exhibit.reference, exhibit.former_names) == ("JH/2", ["JH/1"])
    assert exhibit_numbers.named(case, "JH/1") == exhibit_numbers.named(case, "JH/2") == exhibit
    assert exhibit_list(case)[0]["description"].endswith("formerly known as JH/1")
    assert record(case, producer, by, at).reference == "JH/3"


def test_an_exhibit_says_in_which_statement_and_paragraph_it_is_produced(case, producer, by, at):
    """EV-19: by any name that it had when the statement was signed."""
    exhibit = record(case, producer, by, at)
    sign_a_statement(case, producer, by, at, "I was at the flat.\n\nI produce exhibit JH/1.")
    exhibit_numbers.correct(exhibit=exhibit, reason="Wrong number", by=by, at=at)

    ((version, paragraph),) = statement_checks.produced_in(exhibit)

    assert (version.statement.witness, paragraph) == (producer, 2)


def test_what_is_not_used_is_kept_off_the_lists_and_comes_back(case, producer, photo, by, at):
    """EV-24: marked with who and why, never deleted."""
    blurred = record(case, producer, by, at, kind="photo", content=photo)

    exhibits.set_aside(exhibit=blurred, reason="Blurred", by=by, at=at)
    listed_without = exhibit_list(case)
    exhibits.use_again(exhibit=blurred, reason="The only one of the door", by=by, at=at)

    entry = blurred.continuity.order_by("number")[1]
    assert (listed_without, entry.reason, entry.done_by) == ([], "Blurred", "DC 2301 Joan Hall")
    assert [row["reference"] for row in exhibit_list(case)] == ["JH/1"]
    assert evidence.read(photo, by=by, at=at) == b"not really a photo"


def test_what_a_signed_statement_produces_is_not_set_aside(case, producer, by, at):
    """EV-24, EV-19."""
    exhibit = record(case, producer, by, at)
    sign_a_statement(case, producer, by, at, "I produce exhibit JH/1.")

    with pytest.raises(Refused, match="signed statement names"):
        exhibits.set_aside(exhibit=exhibit, reason="Mistake", by=by, at=at)
