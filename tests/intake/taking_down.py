"""How staff take a report down in tests: each page of it, or all at once."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from intake import drafts, engine, filling, schemas
from intake.item_cards import CARDS
from intake.models import CrimeReport, Draft
from intake.questions import FORMS
from intake.words import Say

BASE = "/desk/reports/new/"
NOW = datetime(2026, 11, 14, 12, 0, tzinfo=UTC)
WHO = {
    "first_contact_at_day": "14",
    "first_contact_at_month": "11",
    "first_contact_at_year": "2026",
    "first_contact_at_time": "11:40",
    "name": "Aisha Karim",
    "relation": "victim",
    "language": "en",
    "interpreter": "none",
}
AGREED = {
    "agreed": "yes",
    "name": "Aisha Karim",
    "agreed_at_day": "14",
    "agreed_at_month": "11",
    "agreed_at_year": "2026",
    "agreed_at_time": "11:58",
}


@pytest.fixture
def moments(settings):
    """Let requests carry their moment, so that no test depends on today."""
    settings.DEMO = True


def browser(user):
    """Return a browser in which somebody is signed in, on the morning of the report."""
    client = Client(headers={"X-Demo-Moment": NOW.isoformat()})
    client.force_login(user)
    return client


@pytest.fixture
def at_desk(moments, crime_assessor):
    return browser(crime_assessor)


def begin(client, form="theft", channel="counter"):
    """Start a report and return the address below which its pages are."""
    answer = client.post(BASE, {"channel": channel, "form": form})
    assert answer.status_code == 302, answer.content.decode()
    return answer.url.removesuffix("first/")


def ask_first(client, place, **otherwise):
    form = FORMS[draft_at(place).form]
    going_on = schemas.example_of(form)["triage"]
    return client.post(f"{place}first/", going_on | otherwise)


def draft_at(place):
    return Draft.objects.get(pk=place.split("/")[-2])


def walk_all(client, place):
    """Answer every question through the pages, as the example of the form does."""
    form = FORMS[draft_at(place).form]
    example, page = schemas.example_of(form)["answers"], form.pages[0]
    while page:
        fields = {}
        for row in engine.shown_questions(form, page, draft_at(place).answers):
            fields |= _fields(row, example.get(row.key))
        answer = client.post(f"{place}q/{form.number_of(page)}/", fields)
        assert answer.status_code == 302, answer.content.decode()
        page = engine.page_after(form, page, draft_at(place).answers)


def _fields(row, answer):
    """Return an answer as the fields of its page; an example lists one card at most."""
    if row.kind not in CARDS:
        return filling.posted(row, answer)
    return {f"{row.key}_{part}": value for card in answer or [] for part, value in card.items()}


def answer_all(place):
    """Answer every question at once."""
    draft = draft_at(place)
    form = FORMS[draft.form]
    given = schemas.example_of(form)["answers"]
    drafts.keep(draft, filling.fill(form, given, say=Say(), at=NOW))


def ready(client, form="theft", channel="counter", **who):
    """Return a report of which only the reading back is open."""
    place = begin(client, form, channel)
    ask_first(client, place)
    client.post(f"{place}asked/", WHO | who)
    answer_all(place)
    return place


def send(client, place, **otherwise):
    return client.post(f"{place}check/", AGREED | otherwise)


def taken(client, **values):
    """Take a whole report down and return it."""
    place = ready(client, **values)
    answer = send(client, place)
    assert answer.status_code == 302, answer.content.decode()
    return CrimeReport.objects.get()
