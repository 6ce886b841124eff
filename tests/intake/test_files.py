"""Files on the public form: sent with scripts on and off, listed, taken out, sent in and sealed."""

import hashlib
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from casefile.models import CaseEvent, Job, StoredObject
from casefile.services import evidence
from casefile.uploads import parts
from casefile.uploads.models import Upload
from casefile.worker import loop
from intake import draft_files
from intake.models import CrimeReport, DraftFile, ReportFile
from tests.intake.script_uploads import FILM, finish, names, patch, send_file, start_upload, tus
from tests.intake.walk import PAGES, add_files, address, answer, answer_until, photo, send

pytestmark = pytest.mark.django_db


# Sending ------------------------------------------------------------------------------------------


def test_files_of_every_kind_are_taken_with_the_form_and_told_by_content(reporter):
    answer_until(reporter, "files")
    script = SimpleUploadedFile("lip.png", b"#!/bin/sh\necho hello\n", content_type="image/png")

    given = reporter.post(address("files"), {"files": [photo("good.png"), script]})

    assert given.status_code == 302
    assert names() == ["good.png", "lip.png"]
    assert {file.name: file.media_type for file in DraftFile.objects.all()} == {
        "good.png": "image/png", "lip.png": "text/x-shellscript",
    }  # fmt: skip


def test_a_file_sent_by_script_is_listed_with_the_form_after_it_is_whole(reporter):
    answer_until(reporter, "files")
    place = start_upload(reporter, len(FILM), filename="film.mp4")["Location"]
    patch(reporter, place, 0, FILM[:1000])

    half = reporter.get(address("files")).content.decode()
    patch(reporter, place, 1000, FILM[1000:])
    whole = reporter.get(address("files")).content.decode()

    assert "film.mp4, 4% – not all of it arrived" in half
    assert f'data-upload-part="{place}" data-upload-name="film.mp4"' in half
    assert "film.mp4, 19.5" in whole
    assert "data-upload-part" not in whole


def test_the_same_file_twice_is_listed_once(reporter):
    answer_until(reporter, "files")
    reporter.post(address("files"), {"files": [photo("lip.png")]})

    send_file(reporter, photo().read(), "again.png")
    reporter.get(address("files"))

    assert names() == ["lip.png"]
    assert Upload.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("a\x00b.png", "a_b.png"),
        ("photo\u202egnp.exe", "photo_gnp.exe"),
        ("x" * 300 + ".jpg", "x" * 234 + "…" + "x" * 16 + ".jpg"),
        ("..", "file"),
        ("", "file"),
        (" \t", "_"),
        ("-rf", "-rf"),
        ("CON.jpg", "CON.jpg"),
        ("e\u0301.png", "\u00e9.png"),
    ],
)
def test_a_name_is_data_and_never_a_path(reporter, given, kept):
    answer_until(reporter, "files")

    send_file(reporter, name=given)
    reporter.get(address("files"))

    assert names() == [kept]
    assert [path.name for path in parts.folder().glob("*passwd*")] == []


def test_an_empty_file_is_refused_by_name_and_the_good_one_stays(reporter):
    answer_until(reporter, "files")
    empty = SimpleUploadedFile("empty.txt", b"")

    shown = reporter.post(address("files"), {"files": [photo("good.png"), empty]})

    assert shown.status_code == 400
    assert "empty.txt is empty" in shown.content.decode()
    assert names() == ["good.png"]


def test_an_empty_file_is_refused_by_script_too(reporter):
    answer_until(reporter, "files")

    assert start_upload(reporter, 0).json()["code"] == "empty"


def test_more_files_than_the_limit_are_refused(reporter, monkeypatch):
    monkeypatch.setattr(draft_files, "MAX_FILES", 2)
    answer_until(reporter, "files")
    three = [photo(f"{colour}.png", colour) for colour in ("red", "green", "blue")]

    shown = reporter.post(address("files"), {"files": three})

    assert shown.status_code == 400
    assert "blue.png is one more than" in shown.content.decode()
    assert names() == ["red.png", "green.png"]
    assert start_upload(reporter, 5).json()["code"] == "too_many"


def test_a_file_over_the_limit_of_a_form_is_refused_by_name(reporter, monkeypatch):
    monkeypatch.setattr("intake.forms.MAX_FORM_BYTES", 10)
    answer_until(reporter, "files")

    shown = reporter.post(address("files"), {"files": [photo()]})

    assert shown.status_code == 400
    assert "lip.png is larger than 500 MB" in shown.content.decode()


def test_a_form_too_large_to_read_is_refused_before_it_is_read(reporter):
    answer_until(reporter, "files")

    shown = reporter.generic(
        "POST", address("files"), b"x", content_type="multipart/form-data; boundary=y",
        CONTENT_LENGTH=str(600 << 20),
    )  # fmt: skip

    assert shown.status_code == 413
    assert "larger than 500 MB" in shown.content.decode()


def test_up_to_four_gigabytes_are_taken_and_not_a_byte_more(reporter, monkeypatch):
    monkeypatch.setattr(parts, "free_bytes", lambda: 1 << 40)
    answer_until(reporter, "files")

    assert start_upload(reporter, evidence.MAX_BYTES).status_code == 201
    assert start_upload(reporter, evidence.MAX_BYTES + 1).json()["code"] == "too_large"
    assert evidence.MAX_BYTES == 4 << 30


def test_a_bomb_is_kept_as_it_came_and_never_unpacked(reporter):
    answer_until(reporter, "files")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("zeros", b"\0" * (200 << 20))

    send_file(reporter, bomb.getvalue(), "bomb.zip")
    finish(reporter)
    loop.drain()

    file = ReportFile.objects.get()
    assert file.media_type == "application/zip"
    assert file.stored.size_bytes == len(bomb.getvalue())


def test_another_browser_can_neither_see_nor_touch_an_upload(reporter, client):
    answer_until(reporter, "files")
    place = start_upload(reporter, len(FILM))["Location"]

    answer_until(client, "files")

    assert client.head(place, headers=tus(client)).status_code == 404
    assert patch(client, place, 0, FILM).status_code == 404
    assert client.delete(place, headers=tus(client)).status_code == 404
    assert client.get(address("files")).context["files"] == []


def test_without_a_form_nothing_can_be_uploaded(client):
    assert start_upload(client, 5).status_code == 404


def test_where_files_cannot_be_opened_safely_none_is_taken(reporter, monkeypatch):
    monkeypatch.setattr(draft_files, "are_taken", lambda *, is_demonstration: False)
    answer_until(reporter, "files")

    shown = reporter.get(address("files")).content.decode()
    sent = reporter.post(address("files"), {"files": [photo()]})

    assert "Files cannot be taken here" in shown
    assert 'type="file"' not in shown
    assert sent.status_code == 400
    assert start_upload(reporter, 5).status_code == 404
    assert not Upload.objects.exists()


# Taking out, leaving ------------------------------------------------------------------------------


def test_a_file_can_be_taken_out_again(reporter, django_capture_on_commit_callbacks):
    answer_until(reporter, "files")
    reporter.post(address("files"), {"files": [photo()], "action": "add"})
    upload = Upload.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        went = reporter.post(f"/report/files/{upload.pk}/remove/")

    assert went.url == address("files")
    assert not DraftFile.objects.exists()
    assert not parts.path_of(upload.pk).exists()


def test_what_is_not_whole_can_be_taken_out_too(reporter):
    answer_until(reporter, "files")
    start_upload(reporter, len(FILM))

    reporter.post(f"/report/files/{Upload.objects.get().pk}/remove/")

    assert not Upload.objects.exists()


def test_leaving_deletes_the_bytes_also_while_they_come(
    reporter, django_capture_on_commit_callbacks
):
    answer_until(reporter, "files")
    send_file(reporter)
    place = start_upload(reporter, len(FILM))["Location"]
    patch(reporter, place, 0, FILM[:1000])
    paths = [parts.path_of(upload.pk) for upload in Upload.objects.all()]

    with django_capture_on_commit_callbacks(execute=True):
        reporter.post("/report/leave/")

    assert len(paths) == 2
    assert not any(path.exists() for path in paths)
    assert not Upload.objects.exists()
    assert patch(reporter, place, 1000, FILM[1000:]).status_code == 404


# Sending in ---------------------------------------------------------------------------------------


def test_a_receipt_shows_name_size_and_hash_before_anything_is_sealed(reporter):
    answer_until(reporter, "files")
    reporter.post(address("files"), {"files": [photo("lip.png"), photo("box.png", "blue")]})
    send_file(reporter)
    finish(reporter)

    page = reporter.get("/report/receipt/").content.decode()

    assert not StoredObject.objects.exists()
    assert ReportFile.objects.count() == 3
    for file in ReportFile.objects.all():
        assert f"{file.name}, {file.size_bytes} bytes" in page
        assert file.sha256 in page
    assert hashlib.sha256(FILM).hexdigest() in page


def test_files_are_sealed_by_jobs_and_the_copies_that_waited_are_gone(
    reporter, django_capture_on_commit_callbacks
):
    answer_until(reporter, "files")
    send_file(reporter)
    finish(reporter)
    path = parts.path_of(ReportFile.objects.get().upload_id)

    with django_capture_on_commit_callbacks(execute=True):
        loop.drain()

    file = ReportFile.objects.get()
    assert file.stored.sha256 == file.sha256 == hashlib.sha256(FILM).hexdigest()
    assert file.stored.original_name == "film.mp4"
    assert not path.exists()
    assert not Upload.objects.exists()
    kinds = CaseEvent.objects.filter(stream=file.report.stream).values_list("kind", flat=True)
    assert {"report.file_received", "report.file_sealed"} <= set(kinds)


def test_sealing_the_same_file_again_changes_nothing(reporter):
    answer_until(reporter, "files")
    send_file(reporter)
    finish(reporter)
    loop.drain()

    Job.objects.update(state=Job.WAITING)
    loop.drain()

    assert StoredObject.objects.count() == 1
    assert not Job.objects.exclude(state=Job.DONE).exists()


def test_bytes_that_changed_while_they_waited_are_not_sealed_as_what_arrived(reporter):
    answer_until(reporter, "files")
    send_file(reporter)
    finish(reporter)
    path = parts.path_of(ReportFile.objects.get().upload_id)
    path.chmod(0o600)
    path.write_bytes(FILM[:-1] + b"!")

    loop.drain(limit=1)

    assert ReportFile.objects.get().stored is None
    assert not StoredObject.objects.exists()
    assert Job.objects.get(handler="intake.tasks.seal_file").state == Job.WAITING
    assert path.exists()


def test_what_did_not_arrive_whole_is_shown_before_sending_and_left_out(reporter):
    answer_until(reporter, "files")
    place = start_upload(reporter, len(FILM), filename="film.mp4")["Location"]
    patch(reporter, place, 0, FILM[:9000])
    answer(reporter, "files")
    for page in list(PAGES)[list(PAGES).index("files") + 1 :]:
        answer(reporter, page)

    shown = reporter.get("/report/check/").content.decode()
    send(reporter)

    assert "film.mp4, 44% – not all of it arrived" in shown
    assert not ReportFile.objects.exists()
    assert not Upload.objects.exists()
    assert CrimeReport.objects.exists()


def test_once_sent_in_nothing_more_can_be_added_by_the_same_browser(reporter):
    answer_until(reporter, "files")
    place = start_upload(reporter, len(FILM))["Location"]
    finish(reporter)

    assert start_upload(reporter, 5).status_code == 404
    assert patch(reporter, place, 0, FILM).status_code == 404


def test_the_desk_sees_a_file_that_waits_and_may_download_it_once_sealed(reporter, desk):
    answer_until(reporter, "files")
    send_file(reporter)
    finish(reporter)
    file = ReportFile.objects.get()

    waiting = desk.get(f"/desk/reports/{file.report_id}/").content.decode()
    early = desk.get(f"/desk/reports/files/{file.pk}/")
    loop.drain()
    sealed = desk.get(f"/desk/reports/{file.report_id}/").content.decode()
    given = desk.get(f"/desk/reports/files/{file.pk}/")

    assert "Being sealed" in waiting
    assert early.status_code == 409
    assert "being sealed" in early.content.decode()
    assert f"/desk/reports/files/{file.pk}/" in sealed
    assert given.content == FILM


def test_a_saved_form_opened_on_another_device_has_its_files(reporter, client):
    answer_until(reporter, "files")
    send_file(reporter)
    code = reporter.post("/report/save/", {"secret": "heron-47"}).context["code"]

    client.post("/report/return/", {"code": code, "secret": "heron-47"})
    shown = client.get(address("files")).content.decode()

    assert "film.mp4" in shown


def test_files_of_a_draft_are_added_by_staff_the_same_way(reporter):
    answer_until(reporter, "files")
    draft = DraftFile.draft.field.related_model.objects.get()

    add_files(draft, photo())

    assert names() == ["lip.png"]
