"""The victim's pages: what they show, what they read, and who may not."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from casefile.models import CaseEvent
from casefile.services import events
from victims import publish, services, urls
from victims.models import PublishedUpdate

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
CHRISTMAS = datetime(2026, 12, 24, 9, 0, tzinfo=UTC)
PAGES = ("/track/updates/", "/track/checklist/", "/track/dates/")

# What a page of a victim may read or write: its own copies, sign-in counting, and the access log.
ITS_OWN = {
    "victims_trackeraccount",
    "victims_invitation",
    "victims_trackersession",
    "victims_publishedupdate",
    "victims_duty",
    "casefile_signinfailure",
}
THE_LOG = {"casefile_streamhead", "casefile_caseevent", "casefile_eventbody"}
TABLE = re.compile(r'"((?:casefile|victims|intake|cps_exchange|django|auth|oauth2)_\w+)"')


@pytest.fixture
def story(robbery):
    """The robbery up to the charge, with a client that is signed in on the Monday after it."""
    robbery.arrest_both()
    robbery.decide()
    robbery.charge_marsh()
    return robbery


def tables_used(act) -> set[str]:
    used: set[str] = set()

    def watch(execute, sql, params, many, context):
        used.update(TABLE.findall(sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        act()
    return used - {"casefile_event"}


def every_page(story, browser) -> list:
    """One call for each address under /track/ that is not the officer's."""
    update, code, link = story.account.updates.first(), story.code(), story.link()
    browser.post(f"/track/in/{story.account.handle}/", {"code": code})
    calls = {
        "start": lambda: browser.get("/track/"),
        "enter": lambda: (browser.get(link), browser.post(link, {"code": "AAA"})),
        "return": lambda: browser.post(f"/track/in/{story.account.handle}/", {"code": code}),
        "updates": lambda: browser.get("/track/updates/?lang=cy"),
        "update": lambda: browser.get(f"/track/updates/{update.pk}/"),
        "checklist": lambda: browser.get("/track/checklist/"),
        "dates": lambda: browser.get("/track/dates/"),
        "sign_out": lambda: browser.post("/track/sign-out/"),
        "exit": lambda: browser.get("/track/exit/"),
    }
    # Signing a statement elsewhere has a door of its own, and reads that statement.
    theirs = ("staff", "sign_read", "sign_open", "sign_page", "signed")
    names = {row.name for row in urls.urlpatterns if not row.name.startswith(theirs)}
    assert set(calls) == names
    return list(calls.values())


def test_pages_read_their_own_copies_and_nothing_of_the_record(story, browser):
    for call in every_page(story, browser(CHRISTMAS)):
        assert tables_used(call) <= ITS_OWN | THE_LOG


def test_not_even_a_member_of_staff_on_the_same_browser_is_looked_up(story, browser):
    for call in every_page(story, browser(CHRISTMAS, story.officer)):
        assert tables_used(call) <= ITS_OWN | THE_LOG


def test_news_is_newest_first_with_what_comes_next_and_who_to_ask(story):
    page = story.signed_in(CHRISTMAS).get("/track/updates/").content.decode()

    assert page.index("A person was charged") < page.index("A person was arrested")
    assert "What happens next" in page
    assert "DC Joan Hall, Northgate" in page
    assert "101 and give the number" in page


def test_news_since_the_last_visit_is_marked(robbery):
    robbery.signed_in(datetime(2026, 11, 14, 12, 0, tzinfo=UTC))
    robbery.arrest_both()

    page = robbery.signed_in(MONDAY).get("/track/updates/").content.decode()

    assert ">New</strong>" in page
    assert page.index("A person was arrested") < page.index("We wrote down")
    assert ">New</strong>" not in page[page.index("We wrote down") :]


def test_silence_is_said_with_the_day_somebody_looks_again(robbery, move):
    browser = robbery.signed_in(MONDAY)
    quiet = browser.get("/track/updates/").content.decode()
    move(browser, MONDAY + timedelta(days=40))
    overdue = browser.get("/track/updates/").content.decode()

    assert "Nothing new has happened since 14 November 2026" in quiet
    assert "12 December 2026" in quiet
    assert "should have looked again" in overdue


def test_the_checklist_shows_all_rights_and_what_is_late(robbery, move):
    browser = robbery.signed_in(MONDAY)
    in_time = browser.get("/track/checklist/").content.decode()
    move(browser, MONDAY + timedelta(days=2))
    late = browser.get("/track/checklist/").content.decode()

    assert "12. To make a complaint" in in_time
    assert "17 November 2026" in in_time
    assert "Late" not in in_time
    assert "Late" in late


def test_the_checklist_keeps_quiet_about_a_decision_until_the_call(story):
    page = story.signed_in(CHRISTMAS).get("/track/checklist/").content.decode()
    assert "Decision not to prosecute" not in page

    told = story.account.duties.get(code="E09")
    publish.told_in_person(duty=told, how="Phoned", by=story.by, at=CHRISTMAS)

    page = story.signed_in(CHRISTMAS).get("/track/checklist/").content.decode()
    assert "Decision not to prosecute" in page


def test_the_hearing_is_among_the_days_to_remember_until_it_is_past(story, move):
    browser = story.signed_in(CHRISTMAS)
    before = browser.get("/track/dates/").content.decode()
    move(browser, datetime(2027, 1, 8, 9, 0, tzinfo=UTC))
    after = browser.get("/track/dates/").content.decode()

    assert "Thursday 7 January 2027, 10:00" in before
    assert "Northgate Magistrates" not in after


def test_titles_are_neutral_and_nothing_is_cached(story):
    browser = story.signed_in(CHRISTMAS)

    for path in ("/track/", *PAGES):
        answer = browser.get(path, follow=True)
        assert "<title>Updates</title>" in answer.content.decode()
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Exit this page" in answer.content.decode()


def test_welsh_is_served_with_a_notice_and_the_english_beside_it(story):
    browser = story.signed_in(CHRISTMAS)

    for path in PAGES:
        page = browser.get(f"{path}?lang=cy").content.decode()
        assert '<html lang="cy"' in page
        assert "not been checked" in page
        assert '<span lang="en-GB">(' in page


def test_the_choice_of_welsh_is_kept(story):
    browser = story.signed_in(CHRISTMAS)
    browser.get("/track/updates/?lang=cy")

    assert "Eich diweddariadau" in browser.get("/track/updates/").content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_without_a_session_there_is_only_the_start_page(db, path):
    answer = Client().get(path, follow=True)

    assert answer.redirect_chain == [("/track/", 302)]
    assert "Open the link" in answer.content.decode()


def test_a_member_of_staff_is_no_victim(robbery):
    browser = Client()
    browser.force_login(robbery.officer)

    assert browser.get("/track/updates/").status_code == 302


def test_each_view_is_in_the_access_log_of_the_case(robbery):
    robbery.signed_in(MONDAY).get("/track/dates/")

    row = CaseEvent.objects.get(stream=robbery.case.access_stream, kind="tracker.viewed")
    assert events.body_of(row) == {"what": "dates"}
    assert row.case_id == robbery.case.pk
    assert row.actor_id == robbery.victim.pk


def test_anothers_update_is_not_there_and_the_try_is_logged(robbery):
    own = robbery.account
    other = services.TrackerAccount.objects.create(
        victim_id=robbery.marsh.pk,
        person_id=robbery.marsh.person_id,
        case_id=robbery.case.pk,
        handle="f" * 32,
        created_at=MONDAY,
    )
    theirs = own.updates.first()
    PublishedUpdate.objects.filter(pk=theirs.pk).update(account=other)

    answer = robbery.signed_in(MONDAY).get(reverse("victims:update", args=[theirs.pk]))

    assert answer.status_code == 404
    row = CaseEvent.objects.get(stream=robbery.case.access_stream, kind="case.refused")
    assert events.body_of(row)["asked_for"] == str(theirs.pk)


def test_an_update_that_waits_for_a_call_cannot_be_opened(story):
    held = story.account.updates.get(template_id="one_person_not_charged")

    answer = story.signed_in(CHRISTMAS).get(reverse("victims:update", args=[held.pk]))

    assert answer.status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_news(story, django_assert_max_num_queries):
    browser = story.signed_in(CHRISTMAS)

    for path in PAGES:
        with django_assert_max_num_queries(16):
            browser.get(path)
