"""Before any form: who takes what, within three questions, with nothing kept."""

import itertools

import pytest
from django.test import Client

from casefile.rules import registry
from intake import triage
from intake.landings import FORM, LANDING, LANDINGS, RAIL, STEP
from intake.models import CrimeReport, Draft, ServiceCount
from intake.questions import FORMS

pytestmark = pytest.mark.django_db
FRAUD = triage.step_number("fraud")


def choose(client, url, words):
    """Answer a step by the words of the answer, and follow it."""
    page = client.get(url)
    choices = page.context["form"].fields["answer"].choices
    number = next(value for value, text in choices if words in text)
    return client.post(url, {"answer": number}).url


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (["Yes"], "press 55"),
        (["No", "Something was taken by force", "Yes"], "British Transport Police"),
        (["No", "Somebody was hurt", "Yes"], "British Transport Police"),
        (["No", "tricked me out of money", "None of these"], "Report Fraud"),
        (["No", "tricked me out of money", "happening now"], "999"),
        (["No", "Noise, litter"], "council"),
        (["No", "Terrorism"], "0800 789 321"),
        (["No", "Sexual pictures of children"], "not even to us"),
        (["No", "do not want to say who I am"], "0800 555 111"),
        (["No", "Something else"], "101"),
    ],
)
def test_who_else_takes_it_is_said_within_three_questions_and_nothing_is_kept(
    reporter, answers, words
):
    url = "/report/"
    for answer in answers:
        url = choose(reporter, url, answer)
    page = reporter.get(url)

    assert len(answers) <= 3
    assert words in page.content.decode()
    assert "?" not in url
    assert not reporter.cookies
    assert not Draft.objects.exists()
    assert not CrimeReport.objects.exists()


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.code)
def test_each_form_is_reached_and_begins_without_saying_which_in_its_address(reporter, form):
    url = choose(reporter, choose(reporter, "/report/", "No"), form.title.en)
    if "/place/" in url:
        url = choose(reporter, url, "No")
    if url == f"/report/step/{FRAUD}/":
        url = choose(reporter, url, "I know who did it")

    begun = reporter.post(url)

    assert begun.status_code == 302
    assert Draft.objects.get().form == form.code
    assert form.code not in url
    assert begun.url == "/report/q/1/"


def test_every_route_leads_somewhere():
    for step in [*triage.STEPS.values(), triage.RAILWAY_STEP]:
        for route in step.routes:
            known = {STEP: triage.STEPS, LANDING: LANDINGS, FORM: FORMS, RAIL: FORMS}[route.kind]
            assert route.to in known or (step is triage.RAILWAY_STEP and not route.to)


def test_every_word_has_its_welsh():
    texts = [step.text for step in triage.STEPS.values()]
    texts += [route.text for step in triage.STEPS.values() for route in step.routes]
    texts += [words for row in LANDINGS.values() for words in (row.advice.title, *row.advice.words)]

    assert all(text.cy and not text.cy_checked for text in texts)


@pytest.mark.parametrize("url", ["/report/", "/report/step/2/", "/report/help/1/"])
def test_a_page_of_triage_may_be_cached_and_sets_no_cookie(reporter, url):
    page = reporter.get(url)

    assert page["Cache-Control"] == "public, max-age=300"
    assert "Cookie" in page["Vary"]
    assert not page.cookies


def test_a_post_without_cookie_or_token_is_taken(crime_assessor):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post("/report/", {"answer": "2"}).status_code == 302


@pytest.mark.parametrize("answer", ["", "99", "0", "-1", "1e9", "１", "x\x00", "a" * 5000])
def test_nonsense_is_refused_with_a_sentence(reporter, answer):
    for url in ("/report/", "/report/step/2/", "/report/step/place/1/"):
        page = reporter.post(url, {"answer": answer})

        assert page.status_code == 400
        assert "Choose an answer" in page.content.decode()


def test_unknown_numbers_are_not_there(reporter):
    for kind, number in itertools.product(("step", "help", "begin", "step/place"), (0, 99)):
        assert reporter.get(f"/report/{kind}/{number}/").status_code == 404


def test_a_landing_is_counted_by_day_and_by_nothing_else(reporter):
    choose(reporter, "/report/", "Yes")
    choose(reporter, "/report/", "Yes")

    assert ServiceCount.objects.get(what="landing:danger").times == 2


def test_the_routes_stand_among_the_rules():
    assert "intake.triage" in {table.name for table in registry.tables()}
