"""The pages around the forms in Chromium: scripts off, keyboard alone, 320 px, both languages.

Every page is judged by axe-core as it opens and, where something can be sent, with its mistakes.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from casefile import clock
from intake import drafts, triage
from intake.landings import LANDINGS
from intake.models import CrimeReport, Draft
from intake.questions import FORMS
from intake.views.public import COOKIE
from tests import browser as tools
from tests import factories
from tests.intake import fill

pytestmark = pytest.mark.browser
LANGUAGES = {"en": "en-gb", "cy": "cy"}
SEND = "main form .govuk-button[type=submit]:not([name])"
THEFT, ABUSE = triage.form_number("theft"), triage.form_number("da")
WITHOUT_DRAFT = [
    "/", "/accessibility/", "/privacy/", "/report/", "/report/not-there/",
    *(f"/report/step/{number}/" for number in range(1, len(triage.STEPS) + 1)),
    f"/report/step/place/{THEFT}/",
    *(f"/report/help/{number}/" for number in range(1, len(LANDINGS) + 1)),
    f"/report/begin/{THEFT}/", f"/report/begin/{ABUSE}/",
    "/report/safety/", "/report/figures/", "/report/feedback/", "/report/verify/",
    "/report/return/", "/report/complaint/", "/report/area/", "/report/appeals/",
    "/report/cameras/", "/report/messages/open/",
]  # fmt: skip
WITH_DRAFT = ["/report/save/", "/report/check/"]
HAVE_MISTAKES = {
    "/report/", "/report/step/2/", f"/report/step/place/{THEFT}/", "/report/feedback/",
    "/report/verify/", "/report/return/", "/report/complaint/", "/report/cameras/",
    "/report/messages/open/", "/report/save/",
}  # fmt: skip


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with tools.chromium() as browser:
        yield browser


@pytest.fixture
def address(committed_db: Any) -> Iterator[str]:
    factories.make_user("crime_assessor")
    with tools.live_server() as address:
        yield address


class Reader:
    """Somebody with a small phone and scripts off, who uses the keyboard alone."""

    def __init__(self, chromium: Browser, address: str, language: str, **options: Any) -> None:
        self.address, self.language = address, language
        self.judge = tools.Judge(chromium, address)
        options = {"viewport": tools.PHONE, "java_script_enabled": False} | options
        self.context = chromium.new_context(**options)
        self.page: Page = self.context.new_page()
        self.problems: list[str] = []
        self._give(settings.LANGUAGE_COOKIE_NAME, LANGUAGES[language])

    def _give(self, name: str, value: str) -> None:
        self.context.add_cookies([{"name": name, "value": value, "url": self.address}])

    def begin(self, code: str, last: str = "") -> Draft:
        """Have an unfinished form with everything before the last page answered."""
        force = factories.make_force()
        draft, token = drafts.start(form=code, force=force, at=clock.real())
        self._give(COOKIE, token)
        fill.answer_up_to(draft, last)
        return draft

    def open(self, path: str) -> None:
        self.page.goto(f"{self.address}{path}")
        self.look("empty")

    def send(self, state: str) -> None:
        """Send what stands on the page, by keyboard."""
        tools.press_and_wait(self.page, SEND)
        self.look(state)

    def write(self, name: str, text: str) -> None:
        tools.tab_to(self.page, f"[name={name}]")
        self.page.keyboard.insert_text(text)

    def look(self, state: str) -> None:
        where = f"{self.language} {self.page.url.removeprefix(self.address)} {state}"
        self.problems += [f"{where}: {found}" for found in self.judge.violations(self.page)]
        if self.judge.is_too_wide(self.page):
            self.problems.append(f"{where}: wider than a small phone")
        self.problems += [f"{where}: {lost} is not reached by Tab" for lost in unreached(self.page)]

    def close(self) -> None:
        self.context.close()
        self.judge.context.close()
        assert not self.problems, "\n".join(sorted(set(self.problems)))


NAMES = """() => [...document.querySelectorAll("a[href], button, input, textarea, select, summary")]
  .filter((each) => each.type !== "hidden" && each.checkVisibility() && each.tabIndex >= 0)
  .map((each) => each.type === "radio" ? `radio ${each.name}` : each.outerHTML.slice(0, 80))"""
FOCUSED = """() => { const each = document.activeElement;
  return each.type === "radio" ? `radio ${each.name}` : each.outerHTML.slice(0, 80); }"""


def unreached(page: Page) -> list[str]:
    """Return what can be pressed or filled in but is never reached by pressing Tab."""
    wanted = set(page.evaluate(NAMES))
    for _ in range(2 * len(wanted) + 20):
        page.keyboard.press("Tab")
        wanted.discard(page.evaluate(FOCUSED))
    return sorted(wanted)


def test_the_judge_finds_a_fault_that_is_there(chromium, address):
    page = chromium.new_page(viewport=tools.PHONE)
    page.goto(f"{address}/accessibility/")
    page.evaluate("document.querySelector('h1').style.color = '#ddd'")
    page.evaluate("document.querySelector('h2').insertAdjacentHTML('afterend', '<img>')")

    found = tools.Judge(chromium, address).violations(page)

    assert {each.split(":")[0] for each in found} == {"color-contrast", "image-alt"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_that_need_no_form_are_clean_and_reached_by_keyboard(chromium, address, language):
    reader = Reader(chromium, address, language)

    for path in WITHOUT_DRAFT:
        reader.open(path)
        if path in HAVE_MISTAKES:
            reader.send("errors")

    reader.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_saving_checking_sending_and_coming_back_are_clean(chromium, address, language):
    reader = Reader(chromium, address, language)
    reader.begin("theft", "story")

    reader.open("/report/save/")
    reader.send("errors")
    reader.write("secret", "green heron")
    reader.send("saved")
    code = reader.page.locator(".govuk-panel strong").first.inner_text()
    reader.open("/report/return/")
    reader.write("code", code)
    reader.write("secret", "a wrong one")
    reader.send("refused")
    reader.begin("theft")
    reader.open("/report/check/")
    reader.send("receipt")
    assert reader.page.url.endswith("/report/receipt/")
    tools.press_and_wait(reader.page, "main a[href*=feedback]")
    tools.tab_to(reader.page, "[name=score]")
    reader.page.keyboard.press("Space")
    reader.send("figures")
    assert reader.page.url.endswith("/report/figures/")

    assert CrimeReport.objects.filter(form="theft").count() == 1
    reader.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_whose_time_is_over_and_a_page_open_too_long_say_so_cleanly(
    chromium, address, language
):
    reader = Reader(chromium, address, language)
    draft = reader.begin("da", "story")
    Draft.objects.filter(pk=draft.pk).update(expires_at=clock.real() - timedelta(hours=1))

    reader.open("/report/check/")
    reader.open("/report/feedback/")
    reader.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    tools.tab_to(reader.page, "[name=score]")
    reader.page.keyboard.press("Space")
    reader.send("open too long")

    reader.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_scripts_add_to_a_page_is_clean_too(chromium, address, language):
    form = FORMS["theft"]
    reader = Reader(chromium, address, language, java_script_enabled=True)

    for key in ("items", "story", "where", "files"):
        reader.begin("theft", key)
        reader.open(f"/report/q/{form.number_of(form.page(key))}/")
        if key == "story":
            reader.write("story", "x" * 3990)
            status = reader.page.locator(".govuk-character-count__status")
            expect(status).to_contain_text("10 ", timeout=20_000)
            reader.look("filled")
        if key == "where":
            reader.page.locator("summary").press("Enter")
            reader.send("errors")
    reader.page.goto(f"{address}/report/feedback/")
    tools.press_and_wait(reader.page, SEND)
    assert reader.page.evaluate("document.activeElement.className") == "govuk-error-summary"

    reader.close()
