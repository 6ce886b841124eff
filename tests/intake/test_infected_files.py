"""Malware in a file of the public: kept, named to the desk, told to nobody else."""

import pytest

from casefile.models import CaseEvent, Job, StoredObject
from casefile.worker import loop
from intake.models import CrimeReport, ReportFile
from tests.intake.script_uploads import finish, send_file
from tests.intake.walk import answer_until, photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def infected(reporter):
    """A file of a report in which the scanner found something."""
    answer_until(reporter, "files")
    send_file(reporter, photo().read(), "lip.png")
    finish(reporter)
    loop.drain()
    StoredObject.objects.update(scan="malware found", scan_detail="Win.Test.EICAR")
    return ReportFile.objects.get()


def test_a_file_with_malware_stays_and_is_downloaded_only_at_the_second_step(infected, desk):
    page = desk.get(f"/desk/reports/{infected.report_id}/").content.decode()
    asked = desk.get(f"/desk/reports/files/{infected.pk}/")
    given = desk.post(f"/desk/reports/files/{infected.pk}/")

    assert "Malware found: Win.Test.EICAR" in page
    assert "govuk-tag--red" in page
    assert "Content-Disposition" not in asked.headers
    assert "can harm your computer" in asked.content.decode()
    assert given.content == photo().read()
    assert given["Content-Disposition"].startswith("attachment")
    reads = CaseEvent.objects.filter(kind="report.viewed", stream=infected.report.stream)
    assert reads.count() == 3


def test_the_sender_is_told_no_more_than_that_it_was_received(infected, reporter):
    page = reporter.get("/report/receipt/").content.decode()

    assert "lip.png" in page
    assert "malware" not in page.lower()


def test_a_sealed_file_is_scanned_when_there_is_a_scanner(reporter, settings):
    settings.CLAMD_ADDRESS = "/nowhere/clamd.sock"
    answer_until(reporter, "files")
    send_file(reporter)
    finish(reporter)

    loop.drain()

    job = Job.objects.get(handler="casefile.worker.handlers.scan_object")
    assert job.payload["stream"] == CrimeReport.objects.get().stream
