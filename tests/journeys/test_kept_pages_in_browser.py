"""The pages of keeping and coming back on a small phone, scripts off, both languages: axe-core."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser

from casefile import clock
from casefile.services.actors import of_user
from intake import asking, drafts
from intake.models import CrimeReport, Draft
from intake.questions import FORMS
from intake.views.public import COOKIE
from tests import browser as tools
from tests import factories
from tests.intake import fill

pytestmark = pytest.mark.browser
THEFT = FORMS["theft"]
LANGUAGES = {"en": "en-gb", "cy": "cy"}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with tools.chromium() as browser:
        yield browser


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_of_keeping_and_coming_back_is_clean(
    chromium: Browser, committed_db: Any, language: str
) -> None:
    by = of_user(factories.make_user("crime_assessor"))
    draft, token = drafts.start(form="theft", force=factories.make_force(), at=clock.real())
    fill.answer_up_to(draft)
    problems: list[str] = []

    with tools.live_server() as address:
        judge = tools.Judge(chromium, address)
        context = chromium.new_context(viewport=tools.PHONE, java_script_enabled=False)
        names = {COOKIE: token, settings.LANGUAGE_COOKIE_NAME: LANGUAGES[language]}
        context.add_cookies([{"name": n, "value": v, "url": address} for n, v in names.items()])
        page = context.new_page()

        def look(path: str = "", press: str = "") -> None:
            if path:
                page.goto(address + path)
            if press:
                with page.expect_navigation():
                    page.click(press)
            problems.extend(f"{page.url}: {found}" for found in judge.violations(page))
            if judge.is_too_wide(page):
                problems.append(f"{page.url}: wider than a small phone")

        look("/report/save/", press="main form button")
        look("/report/return/", press="main form button")
        page.goto(f"{address}/report/q/{THEFT.number_of(THEFT.page('story'))}/")
        drafts.keep(draft, {"story": "Another window"})
        look(press="main form button[type=submit]:not([name])")
        page.goto(f"{address}/report/check/")
        look(press="main form button")
        look("/report/receipt/code/")
        page.fill("[name=secret]", "green heron")
        look(press="main form button")
        report = CrimeReport.objects.get()
        for text in ("Which door did they use?", "Was the light on?"):
            question = asking.ask(report=report, text=text, by=by, at=clock.now())
        asking.answer(question=question, text="Yes, the porch light.", at=clock.now())
        asking.add(report=report, text="He had a grey dog.", at=clock.now())
        look("/report/messages/")
        look(press="main form button")
        look("/report/messages/open/")
        Draft.objects.update(expires_at=clock.real() - drafts.KEPT_FOR)
        look("/report/check/")
        look("/report/nothing/")

    assert sorted(set(problems)) == []
