"""Signed PDFs that the public sends: checked as everything is, and kept as they came."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from casefile.worker import loop
from intake.models import Draft, ReportFile
from tests import signed_pdfs
from tests.intake.walk import PAGES, add_files, answer, answer_until, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def page_of(reporter, desk):
    """Return what the desk's page of a report shows of a PDF that was sent with it."""

    def page(content):
        answer_until(reporter, "files")
        sent = SimpleUploadedFile("deed.pdf", content, content_type="application/pdf")
        add_files(Draft.objects.get(), sent)
        for name in list(PAGES)[list(PAGES).index("files") :]:
            answer(reporter, name)
        send(reporter)
        loop.drain()
        file = ReportFile.objects.get()
        assert desk.get(f"/desk/reports/files/{file.pk}/").content == content
        return desk.get(f"/desk/reports/{file.report_id}/").content.decode()

    return page


def test_the_desk_sees_that_a_pdf_is_signed_and_that_this_is_a_claim(page_of):
    page = page_of(signed_pdfs.signed())

    assert "Signatures: 1, a claim and not proof." in page


def test_the_desk_sees_that_a_pdf_was_changed_after_it_was_signed(page_of):
    page = page_of(signed_pdfs.changed_afterwards(signed_pdfs.signed()))

    assert "It was changed after it was signed." in page
