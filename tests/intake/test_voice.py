"""An answer that is spoken: it stands for a written one, is shown, deleted, sent and played."""

import struct

import pytest

from casefile.worker import loop
from intake.models import CrimeReport, Draft, DraftFile, ReportFile
from intake.questions import FORMS
from intake.views.public import COOKIE
from tests.intake.script_uploads import finish, send_file, start_upload
from tests.intake.walk import address, answer, answer_until, photo

pytestmark = pytest.mark.django_db
SOUND = b"RIFF" + struct.pack("<I", 2036) + b"WAVEfmt " + struct.pack(
    "<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8
) + b"data" + struct.pack("<I", 2000) + b"\x80" * 2000  # fmt: skip


def speak(browser, content=SOUND, name="Recording 0-12.webm", question="story"):
    return send_file(browser, content, name, question=question)


def test_a_recording_answers_a_required_question(reporter):
    answer_until(reporter, "story")
    silent = answer(reporter, "story", story="")

    speak(reporter)
    spoken = answer(reporter, "story", story="")

    assert silent.status_code == 400
    assert spoken.status_code == 302
    file = DraftFile.objects.get()
    assert (file.kind, file.question, file.media_type) == ("voice", "story", "audio/x-wav")


def test_a_recording_is_listed_with_its_question_and_not_with_the_files(reporter):
    answer_until(reporter, "files")
    speak(reporter)

    assert "Recording 0-12.webm" in reporter.get(address("story")).content.decode()
    assert "Recording 0-12.webm" not in reporter.get(address("files")).content.decode()


def test_without_its_recording_a_question_is_asked_again(reporter):
    answer_until(reporter, "story")
    speak(reporter)
    answer(reporter, "story", story="")
    upload = DraftFile.objects.get().upload_id

    went = reporter.post(f"/report/files/{upload}/remove/")

    assert went.url == address("story")
    assert reporter.get("/report/check/").url == address("story")


def test_a_written_answer_stays_when_the_recording_beside_it_is_deleted(reporter):
    answer_until(reporter, "story")
    speak(reporter)
    answer(reporter, "story")
    upload = DraftFile.objects.get().upload_id

    reporter.post(f"/report/files/{upload}/remove/")

    assert Draft.objects.get().answers["story"] == "A man hit me and took my phone."


@pytest.mark.parametrize(
    ("content", "question"), [(b"no sound at all", "story"), (SOUND, "weapon"), (SOUND, "x" * 500)]
)
def test_what_is_no_answer_by_voice_is_a_file_like_any_other(reporter, content, question):
    answer_until(reporter, "story")

    speak(reporter, content, question=question)

    assert answer(reporter, "story", story="").status_code == 400
    assert DraftFile.objects.get().kind == "file"


def test_a_spoken_answer_is_checked_sent_and_given_to_the_desk(reporter, desk):
    answer_until(reporter, "files")
    speak(reporter)
    reporter.post(address("files"), {"files": [photo()]})
    checked = reporter.get("/report/check/")
    finish(reporter, after="impact")
    loop.drain()

    receipt = reporter.get("/report/receipt/").content.decode()
    report = CrimeReport.objects.get()
    page = desk.get(f"/desk/reports/{report.pk}/").content.decode()
    file = ReportFile.objects.get(question="story")
    given = desk.get(f"/desk/reports/files/{file.pk}/")

    assert checked.status_code == 302  # pages after the files are open still
    assert "Recording 0-12.webm" in receipt
    assert "Recording 0-12.webm, 2.0" in report.answers.get(question="story").shown
    assert "Recording 0-12.webm (spoken answer)" in page
    assert given.content == SOUND


@pytest.mark.parametrize("code", FORMS)
def test_every_form_can_be_told_by_voice_on_one_page(code):
    assert len([row.key for row in FORMS[code].questions if row.takes_voice]) == 1


def test_only_the_page_that_records_may_use_the_microphone(reporter, client):
    answer_until(reporter, "story")

    story = reporter.get(address("story"))
    others = [reporter.get(address("where")), client.get("/report/"), client.get("/sign-in/")]

    assert story["Permissions-Policy"] == "camera=(), geolocation=(), microphone=(self)"
    assert all("microphone=()" in page["Permissions-Policy"] for page in others)


def test_without_scripts_nothing_of_the_recorder_shows(reporter):
    answer_until(reporter, "story")

    page = reporter.get(address("story")).content.decode()

    recorder = page[page.index('<div class="app-voice"') :]
    assert recorder[: recorder.index(">")].endswith("hidden")


def test_the_browser_that_left_cannot_go_on_recording(reporter):
    answer_until(reporter, "story")
    reporter.post("/report/leave/")
    reporter.cookies[COOKIE] = "guessed"

    assert start_upload(reporter, 5, question="story").status_code == 404
