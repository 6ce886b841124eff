"""Files of entries: compared with their seal by the server's own hash, signed for, or set aside."""

import hashlib
import io
import json
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from PIL import Image

from casefile import clock
from casefile.capture.models import Device, Entry, SetAside
from casefile.capture.services import devices
from casefile.models import CaseEvent, Exhibit, StoredObject
from casefile.services import events, evidence
from casefile.services.actors import of_user
from casefile.store import receipts
from casefile.uploads.models import Upload
from tests import factories, signed_pdfs
from tests.casefile.capture.tablet import OFFSET_TYPE, UPLOADS


def picture(colour="red"):
    out = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(out, "JPEG")
    return out.getvalue()


PHOTO = picture()


@pytest.fixture
def photo(tablet, case):
    """The id of a sealed photo with a reference of the tablet, which the server has heard of."""
    tablet.lease(case, 5)
    entry = tablet.seal("photo", case, content=PHOTO, reference=tablet.reference(case))
    assert tablet.sync()[0]["outcome"] == "waiting"
    return json.loads(entry["manifest"])["id"]


def test_a_file_becomes_an_exhibit_under_the_tablets_reference(tablet, case, photo):
    """EV-22: the master is the first complete, hash-verified object on the server."""
    result = tablet.hand_in(photo).body

    exhibit = Exhibit.objects.get()
    assert result["outcome"] == "accepted"
    assert (exhibit.reference, exhibit.kind) == ("JH/1", "photo")
    with evidence.open(exhibit.content) as content:
        assert content.read() == PHOTO
    assert exhibit.captured_at == Entry.objects.get().device_time
    assert not Upload.objects.exists()


def test_the_receipt_names_the_servers_own_hash_size_object_and_place_in_the_log(tablet, photo):
    """EV-71, EV-27: hash, size, object, place in the log, which names the algorithm too."""
    result = tablet.hand_in(photo).body

    pem = evidence.signing_keys().receipt_public_pem
    fields = receipts.verify_receipt(pem, result["receipt"])
    stored = StoredObject.objects.get()
    assert fields["sha256"] == hashlib.sha256(PHOTO).hexdigest()
    assert (fields["size_bytes"], fields["object"]) == (len(PHOTO), str(stored.pk))
    event = CaseEvent.objects.get(stream=fields["stream"], sequence=fields["sequence"])
    assert (event.kind, event.entry_hash) == ("capture.file_received", fields["entry_hash"])
    assert events.body_of(event)["sha256"] == f"sha256:{stored.sha256}"


def test_handed_in_again_it_is_answered_the_same_and_doubles_nothing(tablet, photo):
    """EV-69: idempotent by the entry's id."""
    upload = tablet.upload(photo)
    first = tablet.hand_in(photo, upload).body
    again, other = tablet.hand_in(photo, upload).body, tablet.hand_in(photo).body

    assert first["receipt"] == again["receipt"] == other["receipt"]
    assert Exhibit.objects.count() == StoredObject.objects.count() == 1
    assert not Upload.objects.exists()


def test_while_its_bytes_are_missing_an_entry_is_answered_with_waiting(tablet, photo):
    assert tablet.sync()[0]["outcome"] == "waiting"
    tablet.hand_in(photo)
    assert tablet.sync()[0]["outcome"] == "repeated"


def test_other_bytes_than_were_sealed_are_quarantined_with_both_hashes(tablet, photo):
    """EV-26: a differing hash quarantines, is told, and never overwrites the earlier one."""
    wrong = b"not that photo"

    result = tablet.hand_in(photo, tablet.upload(photo, wrong)).body

    row = SetAside.objects.get()
    assert (result["outcome"], result["code"]) == ("quarantined", "other_bytes")
    assert row.declared_sha256 == hashlib.sha256(PHOTO).hexdigest()
    assert row.found_sha256 == hashlib.sha256(wrong).hexdigest()
    with evidence.store().open(row.store_key) as kept:
        assert kept.read() == wrong
    assert not Exhibit.objects.exists()
    assert CaseEvent.objects.filter(kind="capture.set_aside").exists()


def test_a_lie_about_the_upload_changes_nothing_about_what_was_sealed(tablet, photo):
    """EV-25: the server recomputes from stored bytes and never trusts the client."""
    sealed = hashlib.sha256(PHOTO).hexdigest()
    upload = tablet.upload(photo, b"not that photo", declared=sealed)

    assert tablet.hand_in(photo, upload).body["outcome"] == "quarantined"


def test_the_right_bytes_may_still_come_after_wrong_ones(tablet, photo):
    tablet.hand_in(photo, tablet.upload(photo, b"not that photo"))

    assert tablet.hand_in(photo).body["outcome"] == "accepted"
    assert SetAside.objects.count() == 1


def test_bytes_that_did_not_fit_are_not_asked_for_again_by_the_server(tablet, photo):
    """The tablet is told that they are set apart; else it would send them at each contact."""
    tablet.hand_in(photo, tablet.upload(photo, b"not that photo"))

    (item,) = tablet.get("items/?since=").body["items"]

    assert (item["outcome"], item["code"]) == ("quarantined", "other_bytes")
    assert tablet.sync()[0]["outcome"] == "waiting"  # asked for again on the tablet, it may be sent


def test_a_file_of_an_entry_that_waits_for_a_person_is_stored_and_signed_for(tablet, other_force):
    """EV-67: whatever becomes of an entry, its bytes are safe."""
    elsewhere = factories.make_case(force=other_force)
    entry = tablet.seal("photo", elsewhere, content=PHOTO)
    waiting = tablet.sync()[0]

    result = tablet.hand_in(json.loads(entry["manifest"])["id"]).body

    assert (waiting["outcome"], waiting["code"]) == ("waiting", "case_unknown")
    assert result["outcome"] == "kept"
    assert "object" in result["receipt"]
    assert StoredObject.objects.get().case is None


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.jpg"),
        (PHOTO[:60], "cut.jpg"),
        (b"%PDF-1.4\n" + PHOTO, "polyglot.jpg"),
        (PHOTO, "../../etc/\u202egpj.exe" + "x" * 4000),
    ],
)
def test_bad_files_are_stored_untouched(tablet, case, content, name):
    digest = hashlib.sha256(content).hexdigest()
    file = {"sha256": digest, "size_bytes": len(content), "media_type": "image/jpeg", "name": name}
    entry = tablet.seal("photo", case, content=content, file=file)

    result = tablet.sync()[0]
    if content:
        result = tablet.hand_in(json.loads(entry["manifest"])["id"]).body

    stored = StoredObject.objects.get()
    assert result["outcome"] == "accepted"
    assert stored.sha256 == digest
    assert "/" not in stored.original_name
    assert "\u202e" not in stored.original_name


def test_a_signed_document_is_checked_and_its_page_shows_the_claim(tablet, case, client, officer):
    content = signed_pdfs.signed()
    about = {"sha256": hashlib.sha256(content).hexdigest(), "size_bytes": len(content),
             "media_type": "application/pdf", "name": "deed.pdf"}  # fmt: skip
    tablet.lease(case, 5)
    entry = tablet.seal(
        "document", case, content=content, reference=tablet.reference(case), file=about
    )
    tablet.sync()
    tablet.hand_in(json.loads(entry["manifest"])["id"])
    client.force_login(officer)

    exhibit = Exhibit.objects.get()
    page = client.get(reverse("desk:exhibit", args=[exhibit.pk])).content.decode()

    assert "Signature 1, in the field “Signature1”: a claim, not proof" in page
    assert exhibit.content.sha256 == about["sha256"]


def test_an_upload_of_another_device_is_not_there(make_tablet, tablet, photo):
    other = make_tablet(tablet.officer)
    upload = other.upload(photo, PHOTO)

    assert tablet.hand_in(photo, upload).status == 404
    assert other.hand_in(photo, upload).status == 404


def test_an_unfinished_upload_is_not_handed_in(tablet, photo):
    headers = tablet._tus({"Upload-Length": "100", "Upload-Metadata": "for ZGV2aWNl"})
    begun = tablet.wire.send("POST", UPLOADS, b"", headers | {"Content-Type": "text/plain"})
    upload = begun.headers["Location"].rstrip("/").rpartition("/")[2]

    assert tablet.hand_in(photo, upload).body["code"] == "not_finished"


def test_a_revoked_device_may_not_upload(tablet, photo, administrator):
    """EV-67: revocation stops new sync."""
    by = of_user(administrator)
    devices.revoke(device=Device.objects.get(), reason="Lost", by=by, at=clock.now())
    headers = tablet._tus({"Upload-Length": "100", "Upload-Metadata": "for ZGV2aWNl"})
    answer = tablet.wire.send("POST", UPLOADS, b"", headers | {"Content-Type": OFFSET_TYPE})

    assert answer.status == 404


def test_erasing_on_the_tablet_is_on_the_record(tablet, case, photo):
    """EV-71: erasing is logged."""
    tablet.hand_in(photo)
    body = {"entry": photo, "sha256": hashlib.sha256(PHOTO).hexdigest(), "checked": "signature"}
    tablet.seal("erased", case, body)

    assert tablet.sync()[-1]["outcome"] == "accepted"
    assert Entry.objects.get(pk=UUID(photo)).erased_at
    assert CaseEvent.objects.filter(kind="capture.erased").exists()


def test_a_bad_photo_is_marked_not_used_and_kept(tablet, case, photo):
    """EV-24: marked not used and kept; there is no delete."""
    tablet.hand_in(photo)
    tablet.seal("not_used", case, {"entry": photo, "reason": "Blurred"})

    assert tablet.sync()[-1]["outcome"] == "accepted"
    assert Entry.objects.get(pk=UUID(photo)).not_used_reason == "Blurred"
    assert Exhibit.objects.get().content is not None


def test_an_entry_of_nobody_has_no_file(tablet):
    assert tablet.hand_in(uuid4(), str(uuid4())).status == 404
