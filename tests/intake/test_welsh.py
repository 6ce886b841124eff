"""Everything that a reporter can meet, in Welsh: each language in an element that names it."""

import re

import pytest
from django.test import Client

from intake import engine, triage, urls
from intake.landings import LANDINGS
from intake.models import Draft
from intake.questions import FORMS
from tests.bilingual import all_texts, untagged_english
from tests.intake import fill
from tests.intake.walk import address, answer_until

pytestmark = pytest.mark.django_db
TYPED = ("Zzyzx", "zzyzx")
NOTICE = "Nobody has checked this Welsh yet"
NO_PAGES = {"exit", "leave", "proof", "verify_key", "hear_back"}
# Every page of the form that needs no number, so that a new one is read here too.
ABOUT = (
    *("/", "/accessibility/", "/privacy/", "/report/not-there/", "/report/q/999/"),
    *(
        f"/report/{row.pattern}"
        for row in urls.urlpatterns
        if "<" not in str(row.pattern) and row.name not in NO_PAGES
    ),
)


@pytest.fixture
def welsh(reporter):
    """A browser of somebody who chose Welsh."""
    reporter.get("/report/?lang=cy")
    return reporter


def assert_both_languages(response):
    html = response.content.decode()
    assert '<html lang="cy"' in html, response.request["PATH_INFO"]
    assert untagged_english(html, typed=TYPED) == [], response.request["PATH_INFO"]
    # One for the whole page, not one for each text.
    assert html.count(NOTICE) == 1, response.request["PATH_INFO"]
    assert not re.search(r"<title>[^<]*(&lt;|<span)", html)
    assert not re.search(r'="[^"]*<', html), "elements stand in an attribute"


def typed(form, question):
    """Fill a question in with words of no language."""
    fields = fill.fields(form, question)
    is_free = question.kind in {"text", "longtext"} and not {"imei", "vin"} & set(question.checks)
    return dict.fromkeys(fields, "Zzyzx") if is_free else fields


def begin(client, code):
    client.post(f"/report/begin/{triage.form_number(code)}/")
    return FORMS[code], Draft.objects.get()


@pytest.mark.parametrize("path", ABOUT)
def test_a_page_about_the_service_is_in_both_languages(welsh, path):
    assert_both_languages(welsh.get(path, follow=True))


@pytest.mark.parametrize("number", range(1, len(triage.STEPS) + 1))
def test_each_step_of_triage_and_its_error_is_in_both_languages(welsh, number):
    assert_both_languages(welsh.get(f"/report/step/{number}/"))
    assert_both_languages(welsh.post(f"/report/step/{number}/"))


@pytest.mark.parametrize("number", range(1, len(LANDINGS) + 1))
def test_each_page_that_says_whom_to_turn_to_is_in_both_languages(welsh, number):
    assert_both_languages(welsh.get(f"/report/help/{number}/"))


@pytest.mark.parametrize("code", FORMS)
def test_every_page_of_a_form_is_in_both_languages_empty_wrong_and_checked(welsh, code):
    assert_both_languages(welsh.get(f"/report/begin/{triage.form_number(code)}/"))
    form, draft = begin(welsh, code)
    while (page := engine.first_open(form, draft.answers)) is not None:
        at = f"/report/q/{form.number_of(page)}/"
        assert_both_languages(welsh.get(at))
        rows = engine.shown_questions(form, page, draft.answers)
        if any(row.is_required for row in rows):
            assert_both_languages(welsh.post(at))
        sent = welsh.post(at, {k: v for row in rows for k, v in typed(form, row).items()})
        assert sent.status_code == 302, (at, sent.content.decode())
        if "/note/" in sent.url:
            assert_both_languages(welsh.get(sent.url))
        draft = Draft.objects.get()

    checked = welsh.get("/report/check/")
    assert_both_languages(checked)
    welsh.post("/report/check/", {"form_token": str(draft.pk)})

    assert_both_languages(welsh.get("/report/receipt/"))


def test_what_is_wrong_on_the_other_pages_is_said_in_both_languages(welsh):
    begin(welsh, "robbery")

    assert_both_languages(welsh.post("/report/save/", {"secret": "z"}))
    assert_both_languages(welsh.post("/report/return/", {"code": "zz", "secret": "zzzzzzzz"}))
    assert_both_languages(welsh.post("/report/return/"))
    assert_both_languages(welsh.post("/report/verify/", {"receipt": "{}"}))
    assert_both_languages(welsh.post("/report/verify/"))
    assert_both_languages(welsh.post("/report/feedback/"))


@pytest.mark.parametrize(
    ("page", "wrong"),
    [
        ("when", {"from_at_day": "31", "from_at_month": "2", "from_at_year": "2026"}),
        ("when", {"from_at_day": "31"}),
        ("when", {"from_at_day": "1", "from_at_month": "x", "from_at_year": "26"}),
        ("when", {"from_at_day": "1", "from_at_month": "2", "from_at_year": "2026",
                  "from_at_time": "25:00"}),
        ("when", {"from_at_day": "1", "from_at_month": "2", "from_at_year": "2026",
                  "from_at_time": "noon"}),
        ("when", {"from_at_day": "25", "from_at_month": "10", "from_at_year": "2026",
                  "from_at_time": "01:30"}),
        ("when", {"from_at_day": "28", "from_at_month": "3", "from_at_year": "2027",
                  "from_at_time": "01:30"}),
        ("when", {"from_at_day": "1", "from_at_month": "2", "from_at_year": "2999",
                  "from_at_time": "10:00"}),
        ("item", {"phone_number": "zz", "phone_imei": "1"}),
        ("item", {"phone_imei": "490154203237519"}),
        ("ways", {"ways": ["none", "email"]}),
        ("email", {"email": "zz"}),
        ("story", {"story": "z" * 4001}),
        ("story", {"story": "\x00"}),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_said_in_both_languages(welsh, page, wrong):
    answer_until(welsh, page)
    sent = welsh.post(address(page), wrong)

    assert sent.status_code == 400
    assert_both_languages(sent)
    html = sent.content.decode()
    links = re.findall(r'<li><a href="#[^"]+">(.*?)</a></li>', html, re.DOTALL)
    inline = html[html.index('class="govuk-error-message"') :]
    assert links
    assert all(words in inline for words in links)


def test_every_text_of_the_public_pages_has_its_welsh():
    assert [text.en for text in all_texts() if not text.cy] == []


def test_no_text_claims_that_a_person_checked_its_welsh():
    assert not any(text.cy_checked for text in all_texts())


def test_a_form_that_was_open_too_long_says_so_in_both_languages(crime_assessor):
    browser = Client(enforce_csrf_checks=True)
    browser.get("/report/?lang=cy")

    sent = browser.post("/report/feedback/", {"score": "5"})

    assert sent.status_code == 403
    assert_both_languages(sent)
