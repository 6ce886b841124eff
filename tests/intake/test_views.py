"""The public form through a browser without scripts."""

import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from casefile.models import OutboundMessage, StoredObject
from intake import drafts
from intake.models import CrimeReport, Draft, DraftPhoto
from tests import factories
from tests.intake.walk import PAGES, answer, answer_until, begin, photo, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _photos_are_taken(monkeypatch):
    monkeypatch.setattr(drafts, "takes_photos", lambda *, is_demonstration: True)


def test_every_page_can_be_answered_without_scripts(reporter):
    begin(reporter)

    for page in PAGES:
        shown = reporter.get(f"/report/page/{page}/")
        assert shown.status_code == 200, page
        assert len(re.findall(r"<h1", shown.content.decode())) == 1, page
        assert answer(reporter, page).status_code == 302, page

    assert reporter.get("/report/check/").status_code == 200


def test_a_page_out_of_turn_leads_to_the_first_unanswered_one(reporter):
    begin(reporter)

    assert reporter.get("/report/page/name/").url == "/report/page/now/"
    assert reporter.get("/report/check/").url == "/report/page/now/"


def test_nothing_personal_is_kept_before_triage_ends(reporter):
    begin(reporter)
    answer(reporter, "now")

    answer(reporter, "name")
    answer(reporter, "story")

    assert Draft.objects.get().answers == {"danger": "no"}


def test_danger_says_999_and_the_silent_way_first(reporter):
    begin(reporter)

    page = reporter.get(answer(reporter, "now", danger="yes").url)

    assert "press 55" in page.content.decode()
    assert 'href="/report/page/place/"' in page.content.decode()


def test_the_railway_is_handed_to_its_own_police(reporter):
    begin(reporter)
    answer(reporter, "now")

    page = reporter.get(answer(reporter, "place", place_type="railway").url)

    assert "British Transport Police" in page.content.decode()
    assert reporter.get("/report/page/force/").url == "/report/page/place/"


def test_force_offers_the_phone_and_goes_on(reporter):
    answer_until(reporter, "force")

    page = reporter.get(answer(reporter, "force").url)

    assert "call 101" in page.content.decode()
    assert 'href="/report/page/for-whom/"' in page.content.decode()


@pytest.mark.parametrize(
    ("page", "values", "sentence"),
    [
        ("where", {"where": ""}, "Write where it happened"),
        ("when", {"from_at_year": "2027"}, "cannot be in the future"),
        ("when", {"from_at_day": "31"}, "must be a real date"),
        ("when", {"to_at_day": "1", "to_at_month": "1", "to_at_year": "2020", "to_at_time": "1:00"},
         "after the first"),
        ("story", {"story": "x" * 4001}, "Shorten this to 4,000"),
        ("story", {"story": "a\x00b"}, "cannot be shown (NUL)"),
        ("taken", {"taken": ["phone", "none"]}, "alone"),
        ("taken", {"taken": ["ship"]}, "Choose an answer"),
        ("item", {"phone_imei": "490154203237519"}, "check digit"),
        ("item", {"phone_number": "12"}, "Enter a phone number"),
        ("email", {"email": "nobody"}, "Enter an email address"),
        ("born", {"born_on_year": "2099"}, "cannot be in the future"),
    ],
)  # fmt: skip
def test_a_bad_answer_is_said_beside_its_field_and_nothing_typed_is_lost(
    reporter, page, values, sentence
):
    answer_until(reporter, page)
    before = Draft.objects.get().answers

    shown = answer(reporter, page, **values)

    assert shown.status_code == 400
    assert sentence in shown.content.decode()
    assert "There is a problem" in shown.content.decode()
    assert "<title>\n" not in shown.content.decode()
    assert "Error: " in shown.content.decode()
    typed = [v for v in (PAGES[page] | values).values() if isinstance(v, str) and v]
    assert all(v in shown.content.decode() for v in typed)
    assert Draft.objects.get().answers == before


def test_an_error_links_to_its_field(reporter):
    answer_until(reporter, "where")

    shown = answer(reporter, "where", where="").content.decode()

    assert 'href="#id_where"' in shown
    assert 'id="id_where"' in shown


def test_the_stolen_number_is_not_taken_for_contact(reporter):
    answer_until(reporter, "ways")
    answer(reporter, "ways", ways=["text"])
    for page in ("ways-details", "name", "born"):
        answer(reporter, page)

    shown = answer(reporter, "phone", phone="+44 7700 900123")

    assert shown.status_code == 400
    assert "the phone that was taken" in shown.content.decode()


def test_post_needs_an_address(reporter):
    answer_until(reporter, "ways")
    answer(reporter, "ways", ways=["post"])
    for page in ("ways-details", "name", "born"):
        answer(reporter, page)

    assert answer(reporter, "address", address="").status_code == 400


def test_a_change_goes_straight_back_to_the_answers(reporter):
    answer_until(reporter)
    assert "Change" in reporter.get("/report/check/").content.decode()

    assert answer(reporter, "where", where="Mill Lane").url == "/report/check/"
    assert "Mill Lane" in reporter.get("/report/check/").content.decode()


def test_a_change_that_opens_a_question_asks_it_first(reporter):
    answer_until(reporter)
    reporter.get("/report/check/")

    assert answer(reporter, "weapon", weapon="yes").url == "/report/page/weapon-details/"
    onward = reporter.post("/report/page/weapon-details/", {"weapon_details": "A stick"})
    assert onward.url == "/report/check/"


def test_back_leads_to_the_page_before(reporter):
    answer_until(reporter, "where")

    assert 'href="/report/page/for-whom/"' in reporter.get("/report/page/where/").content.decode()


def test_sending_twenty_times_makes_one_report(reporter):
    answer_until(reporter)
    token = reporter.get("/report/check/").context["token"]

    sent = [reporter.post("/report/check/", {"form_token": token}) for _ in range(20)]

    assert {response.url for response in sent} == {"/report/receipt/"}
    assert CrimeReport.objects.count() == 1


def test_a_form_token_of_another_form_sends_nothing(reporter):
    answer_until(reporter)

    assert reporter.post("/report/check/", {"form_token": "x"}).status_code == 400
    assert not CrimeReport.objects.exists()


def test_the_receipt_says_the_reference_and_by_when(reporter):
    answer_until(reporter)
    send(reporter)

    page = reporter.get("/report/receipt/").content.decode()

    report = CrimeReport.objects.get()
    assert report.reference in page
    assert f"{report.record_by:%H:%M}" in page
    assert report.incident_reference not in page
    assert "Aisha" not in page


def test_the_receipt_goes_by_email_only_where_email_is_safe(reporter):
    answer_until(reporter)
    send(reporter)

    message = OutboundMessage.objects.get()
    assert (message.channel, message.address) == ("email", "aisha@example.com")
    assert not re.search("police|crime|robbery", message.subject + message.body, re.IGNORECASE)


def test_who_wants_no_contact_gets_no_message(reporter):
    answer_until(reporter, "ways")
    answer(reporter, "ways", ways=["none"])
    for page in ("ways-details", "name", "born", "address", "support", "visit"):
        answer(reporter, page)

    send(reporter)

    assert CrimeReport.objects.count() == 1
    assert not OutboundMessage.objects.exists()


@pytest.mark.parametrize("way", ["get", "post"])
def test_leaving_wipes_the_draft_and_goes_to_a_neutral_site(reporter, way):
    answer_until(reporter, "photos")
    reporter.post("/report/page/photos/", {"photos": [photo()]})

    left = getattr(reporter, way)("/report/exit/" if way == "get" else "/report/leave/")

    assert left.url == "https://www.bbc.co.uk/weather"
    assert not Draft.objects.exists()
    assert not DraftPhoto.objects.exists()
    assert reporter.get("/report/page/story/").url == "/report/"


def test_another_browser_sees_nothing_of_a_draft(reporter, client):
    answer_until(reporter)
    send(reporter)

    assert client.get("/report/check/").url == "/report/"
    assert client.get("/report/receipt/").url == "/report/"


def test_answers_are_encrypted_at_rest_and_gone_once_sent(reporter, db):
    answer_until(reporter)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM intake_draft")
        assert "Aisha" not in cursor.fetchone()[0]

    send(reporter)

    assert Draft.objects.get().content == ""


def test_photos_are_shown_by_name_size_and_hash_on_the_receipt(reporter):
    answer_until(reporter, "photos")
    reporter.post("/report/page/photos/", {"photos": [photo("lip.png"), photo("box.png", "blue")]})
    for page in list(PAGES)[list(PAGES).index("afraid") :]:
        answer(reporter, page)
    send(reporter)

    page = reporter.get("/report/receipt/").content.decode()

    for stored in StoredObject.objects.all():
        assert stored.original_name in page
        assert stored.sha256 in page
    assert StoredObject.objects.filter(media_type="image/png", case=None).count() == 2


def test_a_file_that_is_no_picture_is_refused_by_its_content(reporter):
    answer_until(reporter, "photos")
    script = SimpleUploadedFile("lip.png", b"#!/bin/sh\necho hello\n", content_type="image/png")

    shown = reporter.post("/report/page/photos/", {"photos": [photo("good.png"), script]})

    assert shown.status_code == 400
    assert "lip.png is not a photo" in shown.content.decode()
    assert [kept.name for kept in DraftPhoto.objects.all()] == ["good.png"]


def test_a_photo_can_be_taken_out_again(reporter):
    answer_until(reporter, "photos")
    reporter.post("/report/page/photos/", {"photos": [photo()], "action": "add"})

    reporter.post(f"/report/photos/{DraftPhoto.objects.get().pk}/remove/")

    assert not DraftPhoto.objects.exists()


def test_a_photo_over_the_limit_is_refused(reporter, monkeypatch):
    monkeypatch.setattr("intake.forms.MAX_PHOTO_BYTES", 10)
    answer_until(reporter, "photos")

    shown = reporter.post("/report/page/photos/", {"photos": [photo()]})

    assert shown.status_code == 400
    assert "larger than 25 MB" in shown.content.decode()


def test_where_files_cannot_be_opened_safely_none_is_taken(reporter, monkeypatch):
    monkeypatch.setattr(drafts, "takes_photos", lambda *, is_demonstration: False)
    answer_until(reporter, "photos")

    shown = reporter.get("/report/page/photos/").content.decode()
    sent = reporter.post("/report/page/photos/", {"photos": [photo()]})

    assert "Photos cannot be taken here" in shown
    assert 'type="file"' not in shown
    assert sent.status_code == 400
    assert not DraftPhoto.objects.exists()


def test_the_language_changes_by_a_link_and_english_stands_beside_unchecked_welsh(reporter):
    begin(reporter)

    assert reporter.get("/report/page/now/?lang=cy").url == "/report/page/now/"
    page = reporter.get("/report/page/now/").content.decode()

    assert '<html lang="cy"' in page
    assert "A oes unrhyw un mewn perygl ar hyn o bryd? / Is anyone in danger right now?" in page
    assert "Nobody has checked this Welsh yet" in page
    assert 'lang="en-GB"' in reporter.get("/report/page/now/?lang=en", follow=True).content.decode()


def test_no_report_is_taken_where_no_desk_would_read_it(client, db):
    shown = client.get("/report/")

    assert "Forms cannot be sent here" in shown.content.decode()
    assert not begin(client).has_header("Location")


def test_the_police_area_is_asked_only_where_several_desks_work(reporter):
    assert "police area" not in reporter.get("/report/").content.decode()
    factories.make_user("crime_assessor", force=factories.make_force(factories.OTHER_FORCE))

    assert "police area" in reporter.get("/report/").content.decode()
    reporter.post("/report/", {"form": "robbery", "force": factories.OTHER_FORCE})

    assert Draft.objects.get().force_id == factories.OTHER_FORCE


def test_a_page_is_kept_out_of_caches_and_says_nothing_of_the_form(reporter):
    answer_until(reporter, "story")

    shown = reporter.get("/report/page/story/")

    assert "no-store" in shown["Cache-Control"]
    assert not re.search("robbery", shown.content.decode(), re.IGNORECASE)


def test_an_unknown_page_is_not_there(reporter):
    begin(reporter)

    assert reporter.get("/report/page/nothing/").status_code == 404
    assert reporter.get("/report/page/now/advice/nothing/").status_code == 404


def test_the_cookie_is_kept_from_scripts_and_is_not_the_key_in_the_database(reporter):
    begin(reporter)

    cookie = reporter.cookies["__Host-report" if settings.HTTPS else "report"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not Draft.objects.filter(token_hash=cookie.value).exists()


def test_script_in_an_answer_is_shown_as_text(reporter):
    answer_until(reporter)
    reporter.get("/report/check/")

    answer(reporter, "story", story="<script>alert(1)</script>")

    assert "&lt;script&gt;" in reporter.get("/report/check/").content.decode()
