"""The public forms in Chromium: scripts off, keyboard alone, 320 px, both languages, axe-core.

One form goes through in `make test`; all of them in `make test-long`.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from casefile import clock
from intake import drafts
from intake.models import CrimeReport
from intake.questions import FORMS
from intake.questions.rows import Question, ReportForm
from intake.views.public import COOKIE
from tests import browser as tools
from tests import factories

pytestmark = pytest.mark.browser
LANGUAGES = {"en": "en-gb", "cy": "cy"}
SHORT = "property"  # few pages, and nearly every kind of question
TYPED = {
    "text": "Something that was written here",
    "longtext": "Words in several\nlines, with an apostrophe's mark.",
    "email": "reporter@example.com",
    "phone": "07700 900461",
}
PARTS = {"_day": "3", "_month": "11", "_year": "2024", "_time": "10:30",
         "_lat": "52.48142", "_lon": "-1.89983"}  # fmt: skip


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with tools.chromium() as browser:
        yield browser


@pytest.fixture
def address(committed_db: Any) -> Iterator[str]:
    factories.make_user("crime_assessor")
    with tools.live_server() as address:
        yield address


class Walk:
    """One unfinished report taken to its receipt in a browser, without scripts, by keyboard."""

    def __init__(self, chromium: Browser, address: str, code: str, language: str) -> None:
        self.form, self.address = FORMS[code], address
        self.judge = tools.Judge(chromium, address)
        self.context = chromium.new_context(viewport=tools.PHONE, java_script_enabled=False)
        self.page: Page = self.context.new_page()
        self.problems: list[str] = []
        self._begin(language)

    def _begin(self, language: str) -> None:
        force = factories.make_force()
        _, token = drafts.start(form=self.form.code, force=force, at=clock.real())
        cookies = {COOKIE: token, settings.LANGUAGE_COOKIE_NAME: LANGUAGES[language]}
        self.context.add_cookies(
            [{"name": name, "value": value, "url": self.address} for name, value in cookies.items()]
        )

    def to_the_receipt(self) -> None:
        self.page.goto(f"{self.address}/report/check/")
        for _ in range(120):
            if self.page.url.endswith("/report/check/"):
                break
            self._one_page()
        self._look("filled")
        self._send()
        self._look("sent")

    def _one_page(self) -> None:
        """See a page empty, with its errors, and filled; then go on from it."""
        self._look("empty")
        if not self._questions():
            return self._leave_advice()
        if any(question.is_required for question in self._questions()):
            self._send()
            assert self.page.title().startswith(("Error: ", "Gwall / Error: ")), self.page.title()
            self._look("errors")
        for question in self._questions():
            answer(self.page, question)
        self._look("filled")
        before = self.page.url
        self._send()
        assert self.page.url != before, f"{before}: {self.page.inner_text('main')[:600]}"
        return None

    def _questions(self) -> list[Question]:
        names = self.page.eval_on_selector_all(
            "main form [name]", "fields => fields.map(field => field.name)"
        )
        shown = {owner(self.form, name) for name in names}
        return [row for row in self.form.questions if row in shown]

    def _send(self) -> None:
        tools.press_and_wait(self.page, "main form .govuk-button[type=submit]:not([name])")

    def _leave_advice(self) -> None:
        link = "main a.govuk-button:not(.govuk-exit-this-page__button)"
        tools.press_and_wait(self.page, link)

    def _look(self, state: str) -> None:
        where = f"{self.form.code} {self.page.url} {state}"
        self.problems += [f"{where}: {found}" for found in self.judge.violations(self.page)]
        if self.judge.is_too_wide(self.page):
            self.problems.append(f"{where}: wider than a small phone")


def owner(form: ReportForm, name: str) -> Question | None:
    """Return the question that a field of the page belongs to."""
    rows = [row for row in form.questions if name == row.key or name.startswith(f"{row.key}_")]
    return max(rows, key=lambda row: len(row.key), default=None)


def answer(page: Page, question: Question) -> None:
    """Answer one question with the keys alone."""
    if question.kind in {"radios", "checkboxes"}:
        choose(page, question)
        return
    fields = page.query_selector_all(
        f"main form [name='{question.key}'], main form [name^='{question.key}_']"
    )
    for field in fields:
        name, kind = field.get_attribute("name"), field.get_attribute("type") or "text"
        if kind in {"hidden", "file", "radio", "checkbox", "submit"}:
            continue
        if field.evaluate("field => field.closest('details')?.open === false"):
            tools.tab_to(page, "details:not([open]) summary")
            page.keyboard.press("Enter")
        tools.tab_to(page, f"[name='{name}']")
        if field.evaluate("field => field.tagName") != "SELECT":
            page.keyboard.press("Control+A")
            page.keyboard.insert_text(typed(question, str(name)))


def choose(page: Page, question: Question) -> None:
    """Choose the first answer that lets the form go on."""
    place = next(
        place for place, choice in enumerate(question.choices)
        if choice.value != "none" and not stops(question, choice.value)
    )  # fmt: skip
    chosen = f"[name='{question.key}'][value='{question.choices[place].value}']"
    if question.kind == "checkboxes":
        tools.tab_to(page, chosen)
        if not page.is_checked(chosen):
            page.keyboard.press("Space")
        return
    tools.tab_to(page, f"[name='{question.key}']")
    page.keyboard.press("Space")
    for _ in range(place):
        page.keyboard.press("ArrowDown")
    assert page.is_checked(chosen)


def stops(question: Question, value: str) -> bool:
    choice = question.choice(value)
    rows = (form.advice_page(choice.advice) for form in FORMS.values() if choice)
    return any(row and row.stops for row in rows)


def typed(question: Question, name: str) -> str:
    part = name.removeprefix(question.key)
    if part in PARTS:
        return PARTS[part]
    if "imei" in question.checks or part.endswith("imei"):
        return "490154203237518"
    if "vin" in question.checks:
        return "Z" * 17
    if question.key == "phone_number":  # of a phone that was taken, so never the reporter's own
        return "07700 900123"
    return TYPED.get(question.kind, "120")


def assert_each_state_is_clean(chromium: Browser, address: str, code: str, language: str) -> None:
    walk = Walk(chromium, address, code, language)
    walk.to_the_receipt()

    assert CrimeReport.objects.filter(form=code).count() == 1
    assert not walk.problems, "\n".join(sorted(set(walk.problems)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shortest_whole_form_goes_by_keyboard_without_scripts(chromium, address, language):
    assert_each_state_is_clean(chromium, address, SHORT, language)


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", [code for code in FORMS if code != SHORT])
def test_each_other_form_goes_by_keyboard_without_scripts(chromium, address, code, language):
    assert_each_state_is_clean(chromium, address, code, language)
