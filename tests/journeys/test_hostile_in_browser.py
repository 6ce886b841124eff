"""A report full of markup, opened in Chromium by its writer and by the desk: nothing of it runs."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser

from casefile import clock
from intake import asking, drafts
from intake.models import CrimeReport
from intake.questions import FORMS
from intake.views.public import COOKIE
from tests import browser as tools
from tests import factories
from tests.intake import fill
from tests.intake.hostile_strings import BY_CLASS

pytestmark = pytest.mark.browser
MARKUP = BY_CLASS["markup"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with tools.chromium() as browser:
        yield browser


def hostile_report(token_for: Client) -> CrimeReport:
    """Send a report with all the markup in its text fields, and more words added later."""
    draft, token = drafts.start(form="theft", force=factories.make_force(), at=clock.real())
    fill.answer_up_to(draft)
    long = next(row.key for row in FORMS["theft"].questions if row.kind == "longtext")
    texts = [row for row in FORMS["theft"].questions if row.kind == "text"]
    answers = {row.key: MARKUP[place % len(MARKUP)][: row.limit] for place, row in enumerate(texts)}
    drafts.keep(draft, answers | {long: "\n".join(MARKUP)[:3900]})
    token_for.cookies[COOKIE] = token
    token_for.post("/report/check/", {"form_token": str(draft.pk)})
    report = CrimeReport.objects.get(pk=draft.pk)
    for text in MARKUP:
        asking.add(report=report, text=text, at=clock.now())
        if report.additions.count() == asking.MOST_ADDITIONS:
            break
    return report


def test_no_markup_of_a_report_runs_anywhere(chromium: Browser, committed_db: Any) -> None:
    """Reliability notes 4.1, row 5."""
    assessor, writer, office = factories.make_user("crime_assessor"), Client(), Client()
    report = hostile_report(writer)
    office.force_login(assessor)
    happened: list[str] = []

    with tools.live_server() as address:
        context = chromium.new_context()
        session = office.cookies[settings.SESSION_COOKIE_NAME].value
        for name, value in ((COOKIE, writer.cookies[COOKIE].value),
                            (settings.SESSION_COOKIE_NAME, session)):  # fmt: skip
            context.add_cookies([{"name": name, "value": value, "url": address}])
        page = context.new_page()
        page.on("dialog", lambda dialog: (happened.append(dialog.message), dialog.dismiss()))
        page.on(
            "request",
            lambda request: (
                happened.append(request.url)
                if not request.url.startswith((address, "data:"))
                else None
            ),
        )
        for path in ("/report/receipt/", "/report/messages/", f"/desk/reports/{report.pk}/",
                     f"/desk/reports/{report.pk}/messages/", "/desk/reports/"):  # fmt: skip
            answer = page.goto(address + path)
            assert answer is not None
            assert answer.status == 200, path
            page.wait_for_timeout(100)

    assert happened == []
