"""Complaints: taken from anybody, read by professional standards alone, answered once."""

import pytest
from django.urls import reverse

from casefile.models import CaseEvent, OutboundMessage
from intake.models import Complaint, CrimeReport
from tests import factories

WORDS = "I rang three times about reference A7NR7-JPTE9 and nobody called back."


@pytest.fixture
def standards(client, crime_assessor):
    """A browser signed in as professional standards, while a crime desk is open."""
    client.force_login(factories.make_user("complaints_officer"))
    return client


def complain(reporter, **changes):
    page = reporter.get("/report/complaint/")
    values = {"about": "delay", "text": WORDS, "key": page.context["form"]["key"].value()}
    return reporter.post("/report/complaint/", values | changes)


def test_a_complaint_is_taken_without_a_name_and_gets_a_reference(reporter):
    page = complain(reporter).content.decode()

    made = Complaint.objects.get()
    assert made.reference in page
    assert (made.text, made.name, made.email) == (WORDS, "", "")
    assert not CrimeReport.objects.exists()


def test_the_same_page_sent_twice_is_one_complaint(reporter):
    page = reporter.get("/report/complaint/")
    values = {"about": "other", "text": WORDS, "key": page.context["form"]["key"].value()}

    for _ in range(2):
        reporter.post("/report/complaint/", values)

    assert Complaint.objects.count() == 1


@pytest.mark.parametrize("changes", [{"text": ""}, {"about": "x"}, {"email": "no"}, {"key": "1"}])
def test_what_cannot_be_taken_is_shown_again_with_the_words(reporter, changes):
    answer = complain(reporter, **changes)

    assert answer.status_code == 400
    assert not Complaint.objects.exists()


def test_the_words_are_encrypted_and_in_no_entry_of_the_log(reporter):
    from django.db import connection

    complain(reporter, name="Aisha Karim")

    with connection.cursor() as cursor:
        cursor.execute("SELECT text, name FROM intake_complaint")
        stored = str(cursor.fetchall())
    entries = str(list(CaseEvent.objects.values_list("header", flat=True)))
    assert "three times" not in stored + entries
    assert "Karim" not in stored + entries


def test_professional_standards_answers_once_and_by_email_only_where_one_was_given(
    reporter, standards
):
    complain(reporter, email="aisha@example.com")
    path = reverse("complaints:complaint", args=[Complaint.objects.get().pk])
    assert WORDS in standards.get(path).content.decode()

    standards.post(path, {"text": "We are sorry. We rang you today."})
    again = standards.post(path, {"text": "Another answer"})

    message = OutboundMessage.objects.get()
    assert (message.address, "We are sorry" in message.body) == ("aisha@example.com", True)
    assert again.status_code == 400
    assert Complaint.objects.get().answer == "We are sorry. We rang you today."


@pytest.mark.parametrize("role", ["officer", "supervisor", "crime_assessor", "crime_registrar"])
def test_nobody_who_works_on_cases_reads_a_complaint(reporter, client, role):
    complain(reporter)
    client.force_login(factories.make_user(role))
    path = reverse("complaints:complaint", args=[Complaint.objects.get().pk])

    assert client.get(path).status_code in {403, 404}
    assert client.get(reverse("complaints:list")).status_code == 403


def test_another_forces_standards_neither_lists_nor_reads_it(reporter, client):
    complain(reporter)
    other = factories.make_force(factories.OTHER_FORCE)
    client.force_login(factories.make_user("complaints_officer", force=other))
    complaint = Complaint.objects.get()

    assert complaint.reference not in client.get(reverse("complaints:list")).content.decode()
    assert client.get(reverse("complaints:complaint", args=[complaint.pk])).status_code == 404
