"""What a victim is told of the life of a crime: in words, with its duty, and only of their own."""

from datetime import timedelta

import pytest
from django.test import Client

from casefile.models import Person
from casefile.rules.allocation import NOT_INVESTIGATED
from casefile.rules.solvability import FACTORS
from casefile.services import allocation, crimes, outcomes, people
from casefile.services.actors import of_user
from casefile.services.outcomes import Found
from tests.victims.conftest import RECORDED, make_staff
from victims.models import TrackerAccount

AT = RECORDED + timedelta(days=1)


@pytest.fixture
def boss(robbery):
    return of_user(make_staff(robbery.case.force, "Kofi Mensah", "supervisor"))


@pytest.fixture
def registrar(robbery):
    return of_user(make_staff(robbery.case.force, "Nadia Frost", "crime_registrar"))


@pytest.fixture
def crime(robbery):
    robbery.run_jobs()
    return robbery.case.crimes.get()


def page_of(robbery) -> str:
    robbery.run_jobs()
    return robbery.signed_in(AT + timedelta(hours=1)).get("/track/updates/").content.decode()


def duty(robbery, code):
    return robbery.account.duties.filter(code=code).first()


def test_15_the_victim_reads_words_and_never_a_number(robbery, crime, boss):
    """intake.md section 15, test 15."""
    factors = dict.fromkeys(FACTORS, ("absent", ""))
    allocation.record_factors(crime=crime, factors=factors, by=boss, at=AT)
    outcomes.record(
        crime=crime, outcome=18, found=Found(False, True), reason="No lines.", by=boss, at=AT
    )

    page = page_of(robbery)
    browser = robbery.signed_in(AT + timedelta(hours=1))
    shown = [browser.get(f"/track/{name}/").content.decode() for name in ("checklist", "dates")]
    shown += [Client().get(path).content.decode() for path in ("/track/", "/report/")]
    for update in robbery.account.updates.all():
        shown.append(browser.get(f"/track/updates/{update.pk}/").content.decode())

    assert "found no suspect" in page
    assert "New information can" in page
    assert not [text for text in [page, *shown] if "outcome 18" in text.lower()]
    assert duty(robbery, "E26").due_at


@pytest.mark.parametrize("code", NOT_INVESTIGATED)
def test_why_it_is_not_investigated_is_told_in_plain_words(robbery, crime, boss, code):
    crimes.reclassify(crime=crime, home_office_class="49", reason="x", by=boss, at=AT)

    allocation.decide(
        crime=crime, team="none", reason="Looked at.", not_investigated=code, by=boss, at=AT
    )

    page = page_of(robbery)
    assert NOT_INVESTIGATED[code].plain.en.split(".")[0] in page
    assert duty(robbery, "E01").due_at


def test_a_cancelled_record_is_told_by_somebody_before_it_is_shown(robbery, crime, registrar):
    shown = "The shop's camera shows the phone on the counter after she left."
    crimes.cancel(crime=crime, code="C2", information=shown, by=registrar, at=AT)

    page = page_of(robbery)

    assert "was cancelled" not in page
    assert shown not in page
    assert duty(robbery, "E30").met_at is None


def test_a_crime_taken_up_again_is_news(robbery, crime, boss):
    outcomes.record(
        crime=crime, outcome=15, found=Found(True, True), reason="Weak.", by=boss, at=AT
    )
    outcomes.reopen(crime=crime, reason="A video came in.", by=boss, at=AT)

    page = page_of(robbery)

    assert "There was not enough evidence." in page
    assert "We took it up again" in page
    assert "A video came in." not in page


def test_another_class_is_told_with_the_number_that_stays(robbery, crime, boss):
    crimes.reclassify(crime=crime, home_office_class="39", reason="No force.", by=boss, at=AT)

    page = page_of(robbery)

    assert "Theft from the person" in page
    assert crime.reference in page
    assert "No force." not in page


@pytest.mark.parametrize("outcome", [5, 12, 13])
def test_of_death_and_illness_somebody_speaks_first(robbery, crime, boss, outcome):
    outcomes.record(
        crime=crime, outcome=outcome, found=Found(True, True), reason="x", by=boss, at=AT
    )

    assert "We finished looking into it" not in page_of(robbery)
    assert duty(robbery, "E26").met_at is None


def test_a_crime_against_somebody_else_is_no_news(robbery, crime, boss):
    person = Person.objects.create(case=robbery.case, given_names="Lena", family_name="Voss")
    lena = people.make_victim(person=person, by=robbery.by, at=AT)
    crime.victim = robbery.victim.victim
    crime.save()
    other = crimes.record(
        case=robbery.case, home_office_class="8N", reported_at=crime.reported_at, victim=lena,
        balance_reason="She says so.", contrary_reason="Nothing speaks against it.",
        by=robbery.by, at=AT,
    )  # fmt: skip

    page = page_of(robbery)

    assert other.reference not in page
    assert "Assault with injury" not in page
    theirs = TrackerAccount.objects.get(person_id=person.pk)
    assert theirs.duties.filter(code="E00").count() == 1


def test_what_is_kept_under_n100_still_brings_support(robbery, crime, registrar):
    kept = crimes.record(
        case=robbery.case, home_office_class="N100", reported_at=crime.reported_at,
        balance_reason="The facts are unclear.", contrary_reason="", by=registrar, at=AT,
    )  # fmt: skip

    page = page_of(robbery)

    assert "It is not closed." in page
    assert kept.reference in page
    assert "rape" not in page.lower()
    assert robbery.account.duties.filter(code="E00b").count() == 2
