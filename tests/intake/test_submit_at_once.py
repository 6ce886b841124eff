"""Several browsers' tabs sending the same form in the same moment, with real commits."""

import threading

from django.db import connection

from intake import services
from intake.models import CrimeReport, Draft
from intake.words import Say
from tests.intake.walk import REPORTED_AT, make_draft


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
