"""The report of an exhibit's continuity comes from the log, and says whether the log is whole."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from casefile import verify
from casefile.models import ContinuityEntry, Exhibit
from casefile.services import continuity_report, events, exhibit_numbers, exhibits, people
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo(case, officer, by, at):
    return exhibits.record(
        case=case,
        producer=people.officer_witness(case=case, user=officer, by=by, at=at),
        kind="photo",
        description="Photograph of a cut lip",
        captured_at=at,
        content=factories.make_stored_object(case=case),
        by=by,
        at=at,
    )


@pytest.fixture
def report(by, at):
    return lambda exhibit, with_reads=False: continuity_report.build(
        exhibit, with_reads=with_reads, by=by, at=at
    )


def test_every_entry_is_there_with_the_result_of_the_check_and_the_head(case, photo, report):
    """EV-33: from receipt to now, and EV-27: each digest with its algorithm."""
    found = report(photo)

    assert [row.verb for row in found.entries] == ["acquired", "acquired"]
    assert found.is_whole
    assert found.chains[0].head == f"sha256:{events.check(case.stream).head}"
    assert found.object["found"] == found.object["sealed"] == f"sha256:{photo.content.sha256}"


def test_it_does_not_read_tables_that_change(photo, report):
    """EV-33, EV-34: the title is that of the time, and ids do not change."""
    before = report(photo)
    ContinuityEntry.objects.all().delete()
    Exhibit.objects.update(description="Another title", reference="XX/9")
    photo.refresh_from_db()

    after = report(photo)

    assert (after.title, after.reference) == ("Photograph of a cut lip", "JH/1")
    assert after.entries == before.entries
    assert after.exhibit == str(photo.pk)


def test_a_correction_shows_both_names_and_the_title_of_each_time(photo, report, by, at):
    """EV-34."""
    exhibit_numbers.correct(exhibit=photo, reason="Wrong number", by=by, at=at)

    found = report(photo)

    named = [row.body["reference"] for row in found.entries if "reference" in row.body]
    assert (named, found.reference) == (["JH/1", "JH/2"], "JH/2")


def test_each_entry_can_be_checked_by_itself_from_the_json(photo, report):
    """EV-33: header, body and salt are there as they were hashed."""
    written = json.loads(continuity_report.as_json(report(photo)))

    for number, row in enumerate(written["entries"]):
        entry = verify.Entry(
            row["header_text"].encode(),
            row["entry_hash"].removeprefix("sha256:"),
            bytes.fromhex(row["salt"]),
            row["body_text"].encode(),
        )
        faults = verify.check_chain([entry]).faults
        assert {fault.problem for fault in faults} <= {
            f"entry {row['sequence']} stands where 1 should",
            "it does not follow from the entry before it",
        }, number


def test_a_file_that_changed_makes_the_report_say_so(photo, report):
    """EV-33: what is wrong is printed, not left out."""
    path = Path(settings.EVIDENCE_DIR) / photo.content.key
    path.chmod(0o600)
    path.write_bytes(b"changed")

    found = report(photo)

    assert not found.is_whole
    assert found.object["found"] != found.object["sealed"]


def test_an_entry_whose_body_was_erased_stays_with_its_hash(case, photo, report, by, at):
    """EV-33: what it said is gone, that it was there is not."""
    first = next(row for row in report(photo).entries if row.kind == "object.received")
    event = events.CaseEvent.objects.get(pk=first.id)
    events.erase_body(event, by=by, at=at, reason="Order of the court")

    found = report(photo)

    again = next(row for row in found.entries if row.id == first.id)
    assert (again.body, again.entry_hash) == (None, first.entry_hash)
    assert found.entries[-1].kind == "body.erased"
    assert found.is_whole


def test_a_bundle_that_holds_the_file_is_an_entry_of_its_continuity(case, photo, report, by, at):
    """EV-12, EV-33: disclosed is one of the verbs."""
    files = {"data/exhibits/JH-1/lip.jpg": f"sha256:{photo.content.sha256}"}
    events.of_case(case, "bundle.built", by=by, at=at, files=files)
    events.of_case(case, "bundle.built", by=by, at=at, files={"a": "sha256:00"})

    assert [row.verb for row in report(photo).entries].count("disclosed") == 1


def test_reads_that_nobody_made_yet_are_no_fault(photo, report):
    """EV-33: an empty chain is whole."""
    assert report(photo, with_reads=True).is_whole
