"""Public appeals: written by an officer, published by another, answered by anybody."""

from datetime import timedelta

import pytest
from django.urls import reverse

from casefile.models import Appeal, Person
from intake import drafts, triage
from intake.models import CrimeReport, Draft
from intake.questions import FORMS
from tests import factories

DAYS = {"until_on_day": "31", "until_on_month": "12", "until_on_year": "2096"}
WORDS = "Were you at the bus stop outside Northgate station on Friday at about 7.40 pm?"


@pytest.fixture
def robbery(officer, supervisor):
    """A case with an officer and a supervisor, and a victim and a suspect in it."""
    case = factories.make_assigned_case(officer)
    factories.make_assignment(case=case, user=supervisor, role="supervisor")
    factories.make_person(case=case, given_names="Aisha", family_name="Karim")
    return case


def write(client, officer, case, **changes):
    client.force_login(officer)
    values = {"title": "Robbery at Northgate", "text": WORDS} | DAYS | changes
    return client.post(reverse("desk:write-appeal", args=[case.pk]), values)


def publish(client, user, appeal):
    client.force_login(user)
    return client.post(reverse("desk:publish-appeal", args=[appeal.pk]))


def test_an_appeal_is_public_once_a_supervisor_published_it_and_not_before(
    client, reporter, officer, supervisor, robbery
):
    write(client, officer, robbery)
    appeal = Appeal.objects.get()
    path = f"/report/appeals/{appeal.code}/"
    before = (reporter.get(path).status_code, publish(client, officer, appeal).status_code)

    publish(client, supervisor, appeal)

    page = reporter.get(path).content.decode()
    assert before == (404, 403)
    assert WORDS in page
    assert "Robbery at Northgate" in reporter.get("/report/appeals/").content.decode()


def test_nobody_publishes_their_own_words(client, supervisor, robbery):
    write(client, supervisor, robbery)

    publish(client, supervisor, Appeal.objects.get())

    assert Appeal.objects.get().stage == "draft"


@pytest.mark.parametrize("words", ["Aisha Karim was robbed.", "KARIM was robbed.",
                                   "Call 07700 900123.", "Write to me@example.com."])  # fmt: skip
def test_words_that_name_or_lead_to_somebody_are_refused(client, officer, robbery, words):
    answer = write(client, officer, robbery, text=words)

    assert answer.status_code == 400
    assert "Leave out" in answer.content.decode()
    assert not Appeal.objects.exists()


def test_who_came_into_the_case_since_is_not_named_either(client, officer, supervisor, robbery):
    write(client, officer, robbery, text="Did you see a man called Marsh?")
    Person.objects.create(case=robbery, given_names="Dean", family_name="Marsh")

    publish(client, supervisor, Appeal.objects.get())

    assert Appeal.objects.get().stage == "draft"


def test_an_appeal_that_is_over_or_taken_back_is_gone(client, reporter, officer, robbery):
    past = factories.make_appeal(case=robbery, stage="published", published_at=factories.AT)
    Appeal.objects.update(until_on=factories.AT.date() - timedelta(days=400))
    shown = factories.make_appeal(
        case=robbery, stage="published", published_at=factories.AT, until_on="2096-01-01"
    )
    client.force_login(officer)

    client.post(reverse("desk:withdraw-appeal", args=[shown.pk]), {"reason": "Solved"})

    for code in (past.code, shown.code, "nothing"):
        assert reporter.get(f"/report/appeals/{code}/").status_code == 404


def test_an_answer_reaches_the_officer_as_a_line_of_enquiry_and_names_no_sender(
    client, reporter, officer, robbery
):
    appeal = factories.make_appeal(
        case=robbery, stage="published", published_at=factories.AT, until_on="2096-01-01"
    )
    reporter.post(f"/report/appeals/{appeal.code}/answer/")
    reporter.post(f"/report/begin/{triage.form_number('tell_us')}/", {"force": robbery.force_id})
    draft = Draft.objects.get()
    drafts.keep(draft, {row.key: None for row in FORMS["tell_us"].questions})

    reporter.post("/report/check/", {"form_token": str(draft.pk)})

    report = CrimeReport.objects.get()
    client.force_login(officer)
    page = client.get(reverse("desk:enquiries", args=[robbery.pk])).content.decode()
    assert report.appeal == appeal
    assert report.reference in page
    assert "An answer to the appeal" in page


def test_another_form_begun_after_an_appeal_is_not_an_answer_to_it(reporter, robbery):
    appeal = factories.make_appeal(
        case=robbery, stage="published", published_at=factories.AT, until_on="2096-01-01"
    )
    reporter.post(f"/report/appeals/{appeal.code}/answer/")

    reporter.post(f"/report/begin/{triage.form_number('theft')}/", {"force": robbery.force_id})

    assert Draft.objects.get().appeal is None
