"""Digital signatures in PDFs: checked without the network, shown as a claim, the file as it is."""

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from casefile import sandbox
from casefile.services import media_facts
from tests import factories, media, signed_pdfs

pytestmark = pytest.mark.django_db
UNCHANGED = "The bytes are those that were signed. It covers the whole file."


@pytest.fixture
def page_of(client, officer, case, by):
    """Return what the exhibit's page shows of a PDF, after it came as everything comes."""

    def page(content):
        client.force_login(officer)
        stored = media.receive(content, case=case, by=by, name="deed.pdf")
        assert (Path(settings.EVIDENCE_DIR) / stored.key).read_bytes() == content
        exhibit = factories.make_exhibit(case=case, content=stored, kind="document")
        return client.get(reverse("desk:exhibit", args=[exhibit.pk])).content.decode()

    return page


def test_a_signature_is_shown_as_a_claim_and_never_called_valid(page_of):
    page = page_of(signed_pdfs.signed())

    assert "Signature 1, in the field “Signature1”: a claim, not proof" in page
    assert "Common Name: Ann Notary" in page
    assert "The issuer is not known to us" in page
    assert "as the signer says." in page
    assert UNCHANGED in page
    assert " valid" not in page


def test_what_was_changed_by_an_update_after_signing_is_flagged(page_of):
    page = page_of(signed_pdfs.changed_afterwards(signed_pdfs.signed()))

    assert "It was changed after it was signed." in page
    assert "It covers the file as it then was; more was added later." in page
    assert "in a way that the signer did not allow" in page


def test_a_digest_that_does_not_fit_is_flagged(page_of):
    page = page_of(signed_pdfs.broken(signed_pdfs.signed()))

    assert "A signature in it does not fit its bytes." in page
    assert "The bytes are not those that were signed" in page
    assert UNCHANGED not in page


def test_each_of_two_signatures_is_shown_with_what_it_covers(page_of):
    page = page_of(signed_pdfs.signed(signed_pdfs.signed(), by="Bob Clerk", field="Second"))

    assert "Ann Notary" in page
    assert "Common Name: Bob Clerk" in page
    assert "Only fields were filled in, or further signatures added." in page
    assert UNCHANGED in page
    assert "It was changed" not in page


def test_a_field_that_nobody_signed_is_named_and_nothing_is_flagged(page_of):
    page = page_of(signed_pdfs.unsigned("Witness"))

    assert "Fields for a signature that nobody signed" in page
    assert "Witness" in page
    assert "govuk-warning-text" not in page


def test_a_pdf_that_nobody_signed_claims_nothing(page_of):
    page = page_of(signed_pdfs.plain())

    assert "signature 1" not in page.lower()
    assert "a claim, not proof" not in page
    assert "govuk-warning-text" not in page


def test_the_time_of_an_authority_is_told_apart_from_the_signers(page_of):
    page = page_of(signed_pdfs.signed(stamper=signed_pdfs.authority()))

    assert "2026-01-02 03:04:05+00:00, as an authority says that is not known to us." in page
    assert "as the signer says." in page


def test_a_stamp_without_a_signer_is_not_called_a_signature(page_of):
    assert "Time-stamp 1, in the field" in page_of(signed_pdfs.stamped())


@pytest.mark.parametrize(
    ("spoilt", "words"),
    [
        (lambda pdf: pdf[: len(pdf) // 2], "It is damaged or no proper PDF"),
        (lambda pdf: b"%PDF-1.7\nnothing of it", "It is damaged or no proper PDF"),
        (lambda pdf: pdf.replace(b"/Root", b"[" * 90_000), "It is damaged or no proper PDF"),
        (lambda pdf: pdf.replace(b"/Contents <308", b"/Contents <ff8"), "could not be checked"),
        (signed_pdfs.stripped, "traces of a signature that the document does not show"),
        (signed_pdfs.locked, "It opens only with a password"),
    ],
)
def test_a_pdf_that_hides_locks_or_damages_its_signatures_is_flagged(page_of, spoilt, words):
    page = page_of(spoilt(signed_pdfs.signed()))

    assert words in page
    assert UNCHANGED not in page


def test_a_signature_that_another_one_was_put_over_is_flagged(page_of):
    """What hides the first one is itself signed, and so fits its bytes."""
    page = page_of(signed_pdfs.signed(signed_pdfs.stripped(signed_pdfs.signed()), by="Bob Clerk"))

    assert "traces of a signature that the document does not show" in page
    assert "Bob Clerk" in page


def test_more_fields_than_are_looked_at_are_flagged(page_of):
    fields = [f"Field {number}" for number in range(51)]

    assert "so some were not checked" in page_of(signed_pdfs.unsigned(*fields))


def test_signatures_that_the_sandbox_could_not_look_for_are_not_said_to_be_absent(
    case, monkeypatch
):
    run = sandbox.run

    def fails(kind, **given):
        if kind == "signatures":
            raise sandbox.JobFailed("time_limit", "it took too long")
        return run(kind, **given)

    monkeypatch.setattr(sandbox, "run", fails)

    stored = media.receive(signed_pdfs.signed(), case=case)

    assert "could not be found out" in " ".join(media_facts.flags(stored))
