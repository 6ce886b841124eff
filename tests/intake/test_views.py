"""The public form through a browser without scripts."""

import re

import pytest
from django.conf import settings
from django.db import connection

from casefile.models import OutboundMessage
from intake import triage
from intake.models import CrimeReport, Draft, DraftFile
from tests import factories
from tests.intake.walk import PAGES, address, answer, answer_until, begin, photo, send

pytestmark = pytest.mark.django_db


def test_every_page_can_be_answered_without_scripts(reporter):
    begin(reporter)

    for page in PAGES:
        shown = reporter.get(address(page))
        assert shown.status_code == 200, page
        assert len(re.findall(r"<h1", shown.content.decode())) == 1, page
        assert answer(reporter, page).status_code == 302, page

    assert reporter.get("/report/check/").status_code == 200


def test_a_page_out_of_turn_leads_to_the_first_unanswered_one(reporter):
    begin(reporter)

    assert reporter.get(address("name")).url == address("place")
    assert reporter.get("/report/check/").url == address("place")


def test_no_page_is_kept_before_its_turn(reporter):
    begin(reporter)
    answer(reporter, "place")

    answer(reporter, "name")
    answer(reporter, "story")

    assert Draft.objects.get().answers == {"place_type": "street"}


def test_force_offers_the_phone_and_goes_on(reporter):
    answer_until(reporter, "force")

    page = reporter.get(answer(reporter, "force").url)

    assert "call 101" in page.content.decode()
    assert address("for-whom") in page.content.decode()


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

    assert answer(reporter, "weapon", weapon="yes").url == address("weapon-details")
    onward = reporter.post(address("weapon-details"), {"weapon_details": "A stick"})
    assert onward.url == "/report/check/"


def test_back_leads_to_the_page_before(reporter):
    answer_until(reporter, "where")

    assert address("for-whom") in reporter.get(address("where")).content.decode()


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
    preview = message.subject + message.body[:160]
    assert not re.search("police|crime|robbery", preview, re.IGNORECASE)


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
    answer_until(reporter, "files")
    reporter.post(address("files"), {"files": [photo()]})

    left = getattr(reporter, way)("/report/exit/" if way == "get" else "/report/leave/")

    assert left.url == "https://www.bbc.co.uk/weather"
    assert not Draft.objects.exists()
    assert not DraftFile.objects.exists()
    assert reporter.get(address("story")).url == "/report/"


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


def test_the_language_changes_by_a_link_and_english_stands_beside_unchecked_welsh(reporter):
    begin(reporter)

    assert reporter.get(address("place") + "?lang=cy").url == address("place")
    page = reporter.get(address("place")).content.decode()

    assert '<html lang="cy"' in page
    english = '<span lang="en-GB" class="app-english">What kind of place was it?</span>'
    assert f'<span lang="cy">Pa fath o le oedd o?</span> {english}' in page
    assert "<title>Y lle / The place – Casefile</title>" in page
    assert "Nobody has checked this Welsh yet" in page
    assert (
        'lang="en-GB"' in reporter.get(address("place") + "?lang=en", follow=True).content.decode()
    )


def test_no_report_is_taken_where_no_desk_would_read_it(client, db):
    shown = client.get("/report/")

    assert "Forms cannot be sent here" in shown.content.decode()
    assert not begin(client).has_header("Location")


def test_the_police_area_is_asked_only_where_several_desks_work(reporter):
    first = f"/report/begin/{triage.form_number('robbery')}/"
    assert "police area" not in reporter.get(first).content.decode()
    factories.make_user("crime_assessor", force=factories.make_force(factories.OTHER_FORCE))

    assert "police area" in reporter.get(first).content.decode()
    reporter.post(first, {"force": factories.OTHER_FORCE})

    assert Draft.objects.get().force_id == factories.OTHER_FORCE


def test_a_page_is_kept_out_of_caches_and_says_nothing_of_the_form(reporter):
    answer_until(reporter, "story")

    shown = reporter.get(address("story"))

    assert "no-store" in shown["Cache-Control"]
    assert not re.search("robbery", shown.content.decode(), re.IGNORECASE)


def test_an_unknown_page_is_not_there(reporter):
    begin(reporter)

    assert reporter.get("/report/q/999/").status_code == 404
    assert reporter.get("/report/q/1/note/nothing/").status_code == 404


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
