"""Several browsers' tabs sending the same form in the same moment, with real commits."""

import threading

import pytest
from django.db import connection
from django.test import Client

from casefile import clock
from casefile.models import OutboundMessage
from casefile.services.actors import of_user
from intake import drafts, services, taking
from intake.models import CrimeReport, Draft
from intake.views.public import COOKIE
from intake.words import Say
from tests import factories
from tests.intake.walk import ANSWERS, REPORTED_AT, make_draft


def test_one_draft_sent_many_times_at_once_is_one_report(committed_db):
    draft, made = make_draft(), []

    def send():
        try:
            made.append(services.submit(draft=draft, say=Say(), at=REPORTED_AT).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert made == [draft.pk] * 20
    assert CrimeReport.objects.count() == 1
    assert Draft.objects.get().content == ""


def test_twenty_equal_posts_at_once_make_one_report_with_one_receipt(committed_db):
    """Reliability notes 4.1, row 2."""
    draft, token = drafts.start(form="robbery", force=factories.make_force(), at=clock.real())
    drafts.keep(draft, ANSWERS)
    answers, references = [], []

    def browser():
        client = Client()
        client.cookies[COOKIE] = token
        return client

    def post():
        try:
            client = browser()
            sent = client.post("/report/check/", {"form_token": str(draft.pk)})
            answers.append((sent.status_code, sent.url))
            shown = client.get("/report/receipt/")
            references.append(shown.context["report"].reference)
        finally:
            connection.close()

    threads = [threading.Thread(target=post) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [(302, "/report/receipt/")] * 20
    assert references == [CrimeReport.objects.get().reference] * 20
    assert OutboundMessage.objects.filter(recipient_id=draft.pk).count() == 1


@pytest.mark.both
def test_one_report_that_staff_send_many_times_at_once_is_one_report(committed_db):
    by = of_user(factories.make_user("crime_assessor"))
    draft = taking.start(form="robbery", channel="counter", by=by, at=REPORTED_AT,
                         real_at=REPORTED_AT)  # fmt: skip
    drafts.keep(draft, ANSWERS)
    taking.note_who(
        draft=draft, first_contact_at=REPORTED_AT, name="Ann", relation="victim", language="en",
        interpreter="none", by=by, at=REPORTED_AT,
    )  # fmt: skip
    agreed, made = taking.ReadBack(True, "Ann", REPORTED_AT), []

    def send():
        try:
            made.append(taking.send(draft=draft, read_back=agreed, by=by, at=REPORTED_AT).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert made == [draft.pk] * 10
    assert CrimeReport.objects.get().taken_by_id == by.id
