"""Evidence bytes, exhibits, references and continuity."""

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings

from casefile.models import CaseEvent, Exhibit
from casefile.services import Refused, evidence, exhibits, people, statements
from casefile.store import receipts

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
    twin = people.record(case=case, given_names="Jack", family_name="Hill", by=by, at=at)

    own = record(case, producer, by, at).reference
    other = record(case, twin, by, at).reference

    assert (own, other) == ("JH/1", "JHA/1")


def test_a_reference_in_use_names_who_has_it(case, producer, by, at):
    record(case, producer, by, at)

    with pytest.raises(exhibits.BadReference, match="JH/1 already used by Joan Hall"):
        record(case, producer, by, at, reference=" jh/1 ")


def test_a_look_alike_letter_in_a_reference_is_refused(case, producer, by, at):
    with pytest.raises(exhibits.BadReference):
        record(case, producer, by, at, reference="ЈH/1")


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


def test_continuity_says_who_holds_it_from_the_start(case, producer, by, at):
    exhibit = record(case, producer, by, at)

    exhibits.transfer(
        exhibit=exhibit, to_holder="Store", place="Shelf 4", reason="Kept", by=by, at=at
    )

    rows = list(exhibit.continuity.order_by("number"))
    assert [row.verb for row in rows] == ["seized", "handed_over"]
    assert rows[1].from_holder == rows[0].to_holder


def test_a_voided_reference_is_never_given_again(case, producer, by, at):
    exhibits.void(exhibit=record(case, producer, by, at), reason="Recorded twice", by=by, at=at)

    assert record(case, producer, by, at).reference == "JH/2"


def test_an_exhibit_named_in_a_signed_statement_cannot_be_voided(case, producer, by, at):
    exhibit = record(case, producer, by, at)
    version = statements.start(case=case, witness=producer, place="Station", by=by, at=at)
    statements.write(version=version, narrative="I produce exhibit JH/1.", by=by, at=at)
    statements.finalise(version=version, by=by, at=at)
    statements.sign(
        version=version,
        signer=producer,
        method="typed",
        typed_name="Joan Hall",
        declaration_accepted=True,
        pages_shown=version.page_images,
        place="Station",
        by=by,
        at=at,
    )

    with pytest.raises(Refused, match="signed statement names"):
        exhibits.void(exhibit=exhibit, reason="Mistake", by=by, at=at)

    assert Exhibit.objects.get(pk=exhibit.pk).stage == "held"


def test_only_a_recording_can_be_clipped(case, producer, photo, by, at):
    exhibit = record(case, producer, by, at, kind="photo", content=photo)

    with pytest.raises(Refused, match="Only a recording"):
        exhibits.clip(
            exhibit=exhibit,
            from_seconds=0,
            to_seconds=1,
            reason="r",
            description="d",
            producer=producer,
            by=by,
            at=at,
        )
