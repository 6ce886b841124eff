"""Lost connections, browser restarts and leaving in a hurry, in Chromium with scripts on."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, BrowserContext, Page, expect

from casefile.models import OutboundMessage
from intake import triage
from intake.models import Draft
from intake.questions import FORMS
from intake.views import sending
from tests import browser as tools
from tests import factories
from tests.intake import fill

pytestmark = pytest.mark.browser
LOST = "No connection. What you wrote is still here."


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with tools.chromium() as browser:
        yield browser


@pytest.fixture
def address(committed_db: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    factories.make_user("crime_assessor")
    with tools.live_server() as address:
        # In place of the weather: another origin, as no test may leave this machine.
        neutral = address.replace("127.0.0.1", "localhost") + "/accessibility/"
        monkeypatch.setattr(sending, "NEUTRAL_SITE", neutral)
        yield address


def open_context(chromium: Browser, **options: Any) -> BrowserContext:
    return chromium.new_context(viewport=tools.PHONE, **options)


def begin(context: BrowserContext, address: str, code: str, page: str = "") -> Page:
    """Start a form by its own pages, and open one of its pages with those before it answered."""
    form, window = FORMS[code], context.new_page()
    window.goto(f"{address}/report/begin/{triage.form_number(code)}/")
    with window.expect_navigation():
        window.click("main form button")
    if page:
        fill.answer_up_to(Draft.objects.get(), page)
        window.goto(f"{address}/report/q/{form.number_of(form.page(page))}/")
    return window


def test_words_survive_a_lost_connection_and_are_sent_when_it_is_back(chromium, address):
    context = open_context(chromium)
    page = begin(context, address, "da", "story")
    page.fill("[name=story]", "He took the door off.")

    context.set_offline(True)
    page.click("main form button[type=submit]:not([name])")
    expect(page.get_by_role("status").filter(has_text=LOST)).to_be_visible()
    assert page.input_value("[name=story]") == "He took the door off."
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    before = page.url
    context.set_offline(False)
    page.wait_for_url(lambda url: url != before)

    assert Draft.objects.get().answers["story"] == "He took the door off."


def test_words_not_sent_are_put_back_after_the_browser_was_closed(chromium, address, tmp_path):
    state = tmp_path / "state.json"
    context = open_context(chromium)
    page = begin(context, address, "theft", "story")
    page.fill("[name=story]", "The shed stood open.")
    context.set_offline(True)
    page.click("main form button[type=submit]:not([name])")
    expect(page.get_by_role("status").filter(has_text=LOST)).to_be_visible()
    where = page.url
    context.storage_state(path=state)  # what a browser has on its disk when it is closed
    context.close()

    again = open_context(chromium, storage_state=state).new_page()
    again.goto(where)

    assert again.input_value("[name=story]") == "The shed stood open."
    expect(again.get_by_text("We put back what you wrote")).to_be_visible()
    with again.expect_navigation():
        again.click("main form button[type=submit]:not([name])")
    assert Draft.objects.get().answers["story"] == "The shed stood open."
    assert again.evaluate("localStorage.length") == 0


def test_a_service_that_fails_says_so_in_both_languages(chromium, address):
    context = open_context(chromium)
    context.new_page().goto(f"{address}/report/?lang=cy")
    page = begin(context, address, "da", "story")
    page.fill("[name=story]", "He came back.")
    page.route("**/report/q/**", lambda route: route.fulfill(status=503, body="down"))

    page.click("main form button[type=submit]:not([name])")

    expect(page.get_by_text("The service did not answer. Nothing was sent.")).to_be_visible()
    expect(page.get_by_text("Nid atebodd y gwasanaeth.")).to_be_visible()
    assert page.input_value("[name=story]") == "He came back."
    page.unroute("**/report/q/**")
    page.wait_for_timeout(1100)  # a second press within a second counts as a double click
    with page.expect_navigation():
        page.click("main form button[type=submit]:not([name])")
    assert Draft.objects.get().answers["story"] == "He came back."


def test_an_error_is_read_out_first_and_the_way_out_is_second_by_tab(chromium, address):
    """intake.md section 15, test 11."""
    page = begin(open_context(chromium), address, "theft")

    page.click("main form button[type=submit]:not([name])")

    page.wait_for_selector(".govuk-error-summary")
    page.wait_for_function("document.activeElement.matches('.govuk-error-summary')")
    assert page.locator(".govuk-error-summary [role=alert]").count() == 1
    assert page.title().startswith("Error: ")
    page.goto(page.url)
    for _ in range(2):
        page.keyboard.press("Tab")
    assert "Exit this page" in page.evaluate("document.activeElement.textContent")


@pytest.mark.parametrize("way", ["keys", "link"])
def test_leaving_on_page_seven_leaves_nothing_to_go_back_to(chromium, address, way):
    """intake.md section 15, test 10."""
    context = open_context(chromium)
    form = FORMS["da"]
    page = begin(context, address, "da", form.pages[6].key)
    page.evaluate("document.cookie = 'django_language=cy; path=/'")

    leave(page, way)
    page.wait_for_url(sending.NEUTRAL_SITE)

    assert not Draft.objects.exists()
    assert not OutboundMessage.objects.exists()
    assert not Session.objects.exists()
    assert [cookie["name"] for cookie in context.cookies(address)] == []
    page.go_back()
    page.wait_for_load_state()
    assert "/report/q/" not in page.url
    assert form.pages[6].title.en not in page.title()


def leave(page: Page, way: str) -> None:
    if way == "keys":
        for _ in range(3):
            page.keyboard.press("Shift")
    else:
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")  # second in the order, under the skip link
        assert "Exit this page" in page.evaluate("document.activeElement.textContent")
        page.keyboard.press("Enter")


def test_leaving_works_without_scripts(chromium, address):
    context = open_context(chromium, java_script_enabled=False)
    page = begin(context, address, "da")

    page.click(".govuk-exit-this-page__button")
    page.wait_for_url(sending.NEUTRAL_SITE)

    assert not Draft.objects.exists()
    assert context.cookies(address) == []


def test_leaving_takes_away_what_this_browser_laid_by(chromium, address):
    context = open_context(chromium)
    page = begin(context, address, "theft", "story")
    page.fill("[name=story]", "The shed stood open.")
    page.route("**/report/q/**", lambda route: route.abort())
    page.click("main form button[type=submit]:not([name])")
    expect(page.get_by_role("status").filter(has_text=LOST)).to_be_visible()
    assert page.evaluate("localStorage.length") == 1

    page.click(".govuk-exit-this-page__button")
    page.wait_for_url(sending.NEUTRAL_SITE)
    page.goto(f"{address}/report/")

    assert page.evaluate("localStorage.length") == 0


def test_the_browser_does_its_work_while_somebody_types(chromium, address):
    page = begin(open_context(chromium), address, "theft", "story")

    page.wait_for_selector("input[name=work]", state="attached")
    page.fill("[name=story]", "The shed stood open.")
    with page.expect_navigation():
        page.click("main form button[type=submit]:not([name])")

    assert Draft.objects.get().has_worked
