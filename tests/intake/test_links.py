"""One person sends files by a link: to a report or a case, for a time, seeing nothing else."""

import hashlib
import re
from datetime import timedelta

import pytest
from django.test import Client

from casefile import clock
from casefile.models import CaseEvent, LinkFile, StoredObject, UploadLink
from casefile.services import Refused, actors, upload_links
from casefile.uploads import services as uploads
from casefile.uploads.models import Upload
from casefile.worker import loop
from intake import link_files
from intake.models import ReportFile
from tests.intake.script_uploads import FILM, UPLOADS, meta, patch, tus
from tests.intake.walk import make_report, photo

pytestmark = pytest.mark.django_db
CODE, SEND = "/report/files/", "/report/files/send/"
ASKED = "The film of the evening, from seven to eight"
GIVEN = {"asked_for": ASKED, "days": "7", "max_files": "2"}


def made(browser, page, **given):
    """Make a link as staff do; return the code, which the page shows once."""
    shown = browser.post(page, GIVEN | given).content.decode()
    return re.search(r"<strong>([0-9A-Z]{4}(?:-[0-9A-Z]{4}){6})</strong>", shown).group(1)


@pytest.fixture
def report(crime_assessor):
    return make_report(force=crime_assessor.force)


@pytest.fixture
def code_to_report(desk, report):
    return made(desk, f"/desk/reports/{report.pk}/links/")


@pytest.fixture
def code_to_case(case, officer):
    browser = Client()
    browser.force_login(officer)
    return made(browser, f"/desk/cases/{case.pk}/links/")


def entered(code):
    """Return the browser of somebody who typed the code."""
    browser = Client()
    assert browser.post(CODE, {"code": code}).url == SEND
    return browser


def upload(browser, content=FILM, name="film.mp4"):
    headers = tus(browser, Upload_Length=str(len(content)))
    headers["Upload-Metadata"] = meta(**{"for": "upload_link", "filename": name})
    answer = browser.post(UPLOADS, headers=headers)
    if answer.status_code == 201:
        patch(browser, answer["Location"], 0, content)
    return answer


# Sending ------------------------------------------------------------------------------------------


def test_files_sent_to_a_report_are_on_its_list_and_sealed(code_to_report, report, desk):
    sender = entered(code_to_report)
    upload(sender)

    page = sender.post(SEND, {"action": "send", "files": [photo("lip.png")]}, follow=True)
    waiting = desk.get(f"/desk/reports/{report.pk}/").content.decode()
    loop.drain()

    shown = page.content.decode()
    assert {file.name for file in report.files.all()} == {"film.mp4", "lip.png"}
    assert "film.mp4" in waiting
    assert "Being sealed" in waiting
    for file in ReportFile.objects.all():
        assert file.stored.sha256 == file.sha256
        assert f"{file.name}, {file.size_bytes} bytes" in shown
        assert file.sha256 in shown
    assert not Upload.objects.exists()
    assert CaseEvent.objects.filter(stream=report.stream, kind="upload_link.used").count() == 1


def test_files_sent_to_a_case_are_sealed_into_it(code_to_case, case):
    sender = entered(code_to_case)
    upload(sender)

    sender.post(SEND, {"action": "send"})
    loop.drain()

    stored = case.stored_objects.get()
    assert (stored.original_name, stored.sha256) == ("film.mp4", hashlib.sha256(FILM).hexdigest())
    assert LinkFile.objects.get().stored == stored
    assert not Upload.objects.exists()
    kinds = set(CaseEvent.objects.filter(stream=case.stream).values_list("kind", flat=True))
    assert {"upload_link.made", "upload_link.used", "object.received"} <= kinds


def test_the_officer_sees_what_came_and_downloads_it_as_any_sealed_file(
    code_to_case, case, officer
):
    sender, browser = entered(code_to_case), Client()
    browser.force_login(officer)
    upload(sender)
    sender.post(SEND, {"action": "send"})

    waiting = browser.get(f"/desk/cases/{case.pk}/links/").content.decode()
    loop.drain()
    sealed = browser.get(f"/desk/cases/{case.pk}/links/").content.decode()

    assert "Being sealed" in waiting
    assert f"/desk/objects/{case.stored_objects.get().pk}/" in sealed
    assert "Not scanned" in sealed


SAID = {"relation": "received", "device": "Her phone", "edited": "unsure", "contact": "yes"}


def test_what_is_sent_is_no_exhibit_until_an_officer_adopts_it(code_to_case, case, officer):
    """EV-47, EV-48: relation, device, edited, contact; the receipt has name, size and hash."""
    sender, browser = entered(code_to_case), Client()
    browser.force_login(officer)
    upload(sender)
    receipt = sender.post(SEND, SAID | {"action": "send"}, follow=True).content.decode()
    loop.drain()
    stored = case.stored_objects.get()

    listed = browser.get(f"/desk/cases/{case.pk}/links/").content.decode()
    assert "Somebody sent it to them" in listed
    assert not case.exhibits.exists()
    adopt = {"kind": "video", "producer": "me", "description": "Film of the evening"}
    browser.post(f"/desk/objects/{stored.pk}/adopt/", adopt)
    again = browser.post(f"/desk/objects/{stored.pk}/adopt/", adopt)

    exhibit = case.exhibits.get()
    page = browser.get(f"/desk/exhibits/{exhibit.pk}/").content.decode()
    assert exhibit.content == stored
    assert again.status_code == 400
    assert "What the sender said" in page
    assert "They do not know" in page
    assert f"film.mp4, {len(FILM)} bytes" in receipt
    assert stored.sha256 in receipt


def test_the_sender_is_told_to_keep_the_original_and_what_they_said_stays_in_the_form(
    code_to_case,
):
    """EV-47: also without scripts, where files are added one by one."""
    sender = entered(code_to_case)
    sender.post(SEND, SAID | {"action": "add", "files": [photo("lip.png")]})

    page = sender.get(SEND).content.decode()

    assert "Keep the original where it is." in page
    assert 'value="Her phone"' in page
    sent = sender.post(SEND, SAID | {"action": "send"}, follow=True).content.decode()
    assert "Her phone" not in sent


def test_the_same_file_sent_again_is_taken_once(code_to_case, case):
    sender = entered(code_to_case)
    for _ in range(2):
        upload(sender)
        sender.post(SEND, {"action": "send"})
    loop.drain()

    assert case.stored_objects.count() == 1
    assert not Upload.objects.exists()


def test_nothing_goes_until_it_is_sent_and_may_be_taken_out(code_to_case, case):
    sender = entered(code_to_case)
    upload(sender)
    laid_by = Upload.objects.get()

    sender.post(f"{SEND}{laid_by.pk}/remove/")
    sent = sender.post(SEND, {"action": "send"})

    assert sent.status_code == 400
    assert "Add a file first" in sent.content.decode()
    assert not LinkFile.objects.exists()
    assert not Upload.objects.exists()


def test_a_link_takes_as_many_files_as_it_says_over_all_visits(code_to_case):
    first = entered(code_to_case)
    upload(first)
    first.post(SEND, {"action": "send"})

    again = entered(code_to_case)
    second, third = upload(again, b"another film"), upload(again, b"one more film")
    refused = again.post(SEND, {"action": "send", "files": [photo()]})

    assert (second.status_code, third.status_code) == (201, 403)
    assert refused.status_code == 400
    again.post(SEND, {"action": "send"})
    assert "No more files can be sent here" in again.get(SEND).content.decode()


# What is shown ------------------------------------------------------------------------------------


def test_the_pages_say_nothing_of_case_report_or_other_senders(code_to_report, report, desk):
    entered(code_to_report)
    other = made(desk, f"/desk/reports/{report.pk}/links/", asked_for="Your receipts")
    sender = entered(other)

    pages = [sender.get(CODE).content.decode(), sender.get(SEND).content.decode()]

    for page in pages:
        assert "<title>Send files" in page
        for told in (report.reference, report.incident_reference, ASKED, "robbery", "Karim"):
            assert told not in page
    assert "Your receipts" in pages[1]


def test_the_code_is_shown_once_and_kept_as_a_hash(code_to_report, desk, report):
    again = desk.get(f"/desk/reports/{report.pk}/links/").content.decode()

    assert code_to_report not in again
    assert ASKED in again
    assert code_to_report.replace("-", "") not in str(UploadLink.objects.values().get())
    bodies = [bytes(body) for body in CaseEvent.objects.values_list("body__content", flat=True)]
    assert not any(code_to_report.encode() in body for body in bodies)


def test_the_code_may_be_typed_in_any_way(code_to_case):
    entered(code_to_case.lower().replace("-", " "))


# Who may not --------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["", "2222-2222-2222-2222-2222-2222-2222", "\x00", "x" * 5000])
def test_a_code_that_opens_nothing_is_refused(client, db, code):
    shown = client.post(CODE, {"code": code})

    assert shown.status_code == 400
    assert client.get(SEND).url == CODE


def test_guessing_is_slowed_down(client, db):
    statuses = [
        client.post(CODE, {"code": f"{n:04}-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA"}).status_code
        for n in range(22)
    ]

    assert statuses[0] == 400
    assert statuses[-1] == 429


def test_a_revoked_link_takes_nothing_more_and_keeps_what_it_took(
    code_to_report, desk, report, django_capture_on_commit_callbacks
):
    sender = entered(code_to_report)
    upload(sender)
    sender.post(SEND, {"action": "send"})
    upload(sender, b"half a thought")
    link = UploadLink.objects.get()

    desk.post(f"/desk/reports/{report.pk}/links/{link.pk}/close/")
    late = sender.post(SEND, {"action": "send"})
    uploads.sweep(at=clock.real())
    loop.drain()

    assert late.url == CODE
    assert upload(sender).status_code == 404
    assert sender.post(CODE, {"code": code_to_report}).status_code == 400
    assert StoredObject.objects.get().original_name == "film.mp4"
    assert not Upload.objects.exists()


def test_a_link_closes_by_itself_when_its_time_is_over(code_to_case):
    sender = entered(code_to_case)
    upload(sender)
    UploadLink.objects.update(expires_at=clock.real() - timedelta(seconds=1))

    assert sender.get(SEND).url == CODE
    assert sender.post(SEND, {"action": "send"}).url == CODE
    assert not LinkFile.objects.exists()


def test_a_link_closed_between_looking_and_sending_takes_nothing(code_to_case, officer):
    sender = entered(code_to_case)
    upload(sender)
    link = UploadLink.objects.get()
    upload_links.revoke(link=link, by=actors.of_user(officer), at=clock.real())

    with pytest.raises(Refused):
        link_files.send(link=link, at=clock.real())
    assert not LinkFile.objects.exists()


def test_one_sender_cannot_reach_what_another_laid_by(code_to_case, code_to_report):
    first, second = entered(code_to_case), entered(code_to_report)
    place = upload(first)["Location"]
    laid_by = Upload.objects.get()

    assert second.head(place, headers=tus(second)).status_code == 404
    second.post(f"{SEND}{laid_by.pk}/remove/")
    assert Upload.objects.get() == laid_by


def test_a_link_of_another_report_cannot_be_closed_from_here(code_to_report, desk, report):
    link = UploadLink.objects.get()
    other = make_report(force=report.force)

    desk.post(f"/desk/reports/{other.pk}/links/{link.pk}/close/")

    assert UploadLink.objects.get().revoked_at is None


def test_leaving_forgets_what_was_not_sent_and_the_code(code_to_case):
    sender = entered(code_to_case)
    upload(sender)

    sender.post("/report/leave/")

    assert not Upload.objects.exists()
    assert sender.get(SEND).url == CODE


@pytest.mark.parametrize(
    "wrong",
    [{"asked_for": ""}, {"days": "0"}, {"days": "31"}, {"days": "x"}, {"max_files": "21"},
     {"asked_for": "a\x00b"}, {"asked_for": "w" * 5000}],
)  # fmt: skip
def test_a_link_that_cannot_be_is_refused_beside_its_field(desk, report, wrong):
    shown = desk.post(f"/desk/reports/{report.pk}/links/", GIVEN | wrong)

    assert shown.status_code == 400
    assert "There is a problem" in shown.content.decode()
    assert not UploadLink.objects.exists()
