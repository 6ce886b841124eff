"""Save and return, the signed receipt, and the published figures, through the pages."""

import json
import re
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from casefile import clock
from casefile.models import OutboundMessage
from intake import drafts, returning, services
from intake.models import CrimeReport, Draft, ServiceCount
from intake.words import Say
from tests.intake.walk import address, answer, answer_until, begin, make_draft, send

pytestmark = pytest.mark.django_db
SECRET = "green heron"
ROOT = Path(__file__).parents[2]


def save(client):
    """Save the unfinished report and return the code that the page shows."""
    page = client.post("/report/save/", {"secret": SECRET})
    return re.search(r"(?:[2-9A-HJ-NP-TV-Z]{4}-){3}[2-9A-HJ-NP-TV-Z]{4}", page.content.decode())[0]


def open_again(client, code, secret=SECRET):
    return client.post("/report/return/", {"code": code, "secret": secret})


def test_a_form_goes_on_from_another_device_with_code_and_secret(reporter):
    answer_until(reporter, "story")
    code = save(reporter)
    other = Client()

    assert open_again(other, code.lower().replace("-", " ")).url == "/report/check/"
    answer(other, "story")

    assert Draft.objects.get().answers["story"]
    assert reporter.get("/report/check/").status_code == 410


@pytest.mark.parametrize(("code", "secret"), [("right", "wrong secret"), ("wrong", SECRET)])
def test_code_and_secret_are_needed_together_and_neither_is_named(reporter, code, secret):
    begin(reporter)
    right = save(reporter)

    page = open_again(Client(), right if code == "right" else "AAAA-BBBB-CCCC-DDDD", secret)

    assert page.status_code == 400
    assert "do not fit together" in page.content.decode()


def test_wrong_tries_are_slowed(reporter):
    begin(reporter)
    code = save(reporter)
    stranger = Client()

    tries = [open_again(stranger, code, f"guess {n}").content.decode() for n in range(7)]

    assert "Wait" in tries[-1]


@pytest.mark.parametrize(("form", "days"), [("theft", 7), ("da", 1)])
def test_a_saved_form_is_kept_for_its_days_and_says_until_when(force, at, form, days):
    draft, _ = drafts.start(form=form, force=force, at=at)
    code = returning.save(draft=draft, secret=SECRET, at=at)

    assert draft.expires_at == at + timedelta(days=days)
    late = at + timedelta(days=days, seconds=1)
    with pytest.raises(Exception, match="do not fit together"):
        returning.resume(code=code, secret=SECRET, address="192.0.2.1", at=late)


def test_a_short_secret_is_refused_beside_its_field(reporter):
    begin(reporter)

    page = reporter.post("/report/save/", {"secret": "abc"})

    assert page.status_code == 400
    assert "at least 6" in page.content.decode()


def test_neither_code_nor_secret_is_stored_as_it_is(reporter):
    begin(reporter)
    code = save(reporter)

    row = Draft.objects.values().get()

    assert not any(code in str(value) or SECRET in str(value) for value in row.values())


def test_a_signed_receipt_verifies_and_tells_nothing_of_the_report(reporter):
    answer_until(reporter)
    send(reporter)
    proof = reporter.post("/report/receipt/proof/").content.decode()

    page = Client().post("/report/verify/", {"receipt": proof}).content.decode()

    assert "was not changed" in page
    assert CrimeReport.objects.get().reference in page
    assert "robbery" not in (proof + page).lower()
    assert "Karim" not in proof + page


def test_a_changed_receipt_is_refused(reporter):
    answer_until(reporter)
    send(reporter)
    proof = json.loads(reporter.post("/report/receipt/proof/").content)
    proof["fields"]["sent_at"] = "2020-01-01T00:00:00+00:00"

    page = Client().post("/report/verify/", {"receipt": json.dumps(proof)})

    assert page.status_code == 400
    assert "was changed" in page.content.decode()


@pytest.mark.parametrize("receipt", ["", "{}", "[]", "null", "x" * 6000, '{"a":' * 900, "1e999"])
def test_nonsense_is_no_receipt(client, db, receipt):
    assert client.post("/report/verify/", {"receipt": receipt}).status_code == 400


def test_no_signed_receipt_is_offered_or_given_for_a_sensitive_form(reporter):
    answer_until(reporter)
    send(reporter)
    CrimeReport.objects.update(form="da")

    assert "signed receipt" not in reporter.get("/report/receipt/").content.decode()
    assert reporter.post("/report/receipt/proof/").status_code == 404


def test_the_public_key_is_given_out(client, db):
    assert b"PUBLIC KEY" in client.get("/report/verify/key.pem").content


def test_the_figures_are_published_without_a_cookie(reporter):
    answer_until(reporter)
    send(reporter)
    reporter.post("/report/feedback/", {"score": "5"})

    page = Client().get("/report/figures/")

    assert "100%" in page.content.decode()
    assert "Left empty until a police force has worked it out" in page.content.decode()
    assert not page.cookies
    assert ServiceCount.objects.filter(what="score:5").get().times == 1


def test_nothing_leaves_by_email_when_email_was_not_chosen(reported_at):
    """intake.md section 15, test 3."""
    services.submit(draft=make_draft(ways=["phone"], phone="07700 900182"), say=Say(),
                    at=reported_at)  # fmt: skip

    assert not OutboundMessage.objects.exists()


def test_leaving_forgets_the_form_and_back_shows_nothing(reporter):
    """intake.md section 15, test 10."""
    answer_until(reporter, "story")
    reporter.get("/report/leave/")

    assert not Draft.objects.exists()
    assert reporter.get(address("story")).url == "/report/"
    assert not OutboundMessage.objects.exists()


# Checked without us ------------------------------------------------------------------------------


def offline_check(folder, receipt, key):
    """Run the commands that docs/verify-receipt.md gives, on what was downloaded."""
    guide = (ROOT / "docs/verify-receipt.md").read_text(encoding="utf-8")
    commands = re.search(r"```sh\n(.*?)```", guide, re.DOTALL)[1]
    (folder / "receipt.json").write_bytes(receipt)
    (folder / "key.pem").write_bytes(key)
    return subprocess.run(["sh", "-ec", commands], cwd=folder, capture_output=True, text=True)


@pytest.fixture
def downloaded(reporter):
    """A signed receipt and the public key, as a browser gets them."""
    answer_until(reporter)
    send(reporter)
    receipt = reporter.post("/report/receipt/proof/").content
    return receipt, Client().get("/report/verify/key.pem").content


def test_a_receipt_is_checked_offline_as_the_guide_says(downloaded, tmp_path):
    receipt, key = downloaded

    done = offline_check(tmp_path, receipt, key)

    assert (done.returncode, done.stdout.strip()) == (0, "Signature Verified Successfully")


@pytest.mark.parametrize(
    ("old", "new"), [(b'"sent_at":"2', b'"sent_at":"1'), (b'"kind":"report"', b'"kind":"Report"')]
)
def test_a_receipt_changed_by_one_byte_fails_offline(downloaded, tmp_path, old, new):
    receipt, key = downloaded

    done = offline_check(tmp_path, receipt.replace(old, new), key)

    assert old in receipt
    assert done.returncode != 0


def test_a_receipt_holds_no_answer_no_name_and_no_form(downloaded):
    receipt, _ = downloaded
    fields = json.loads(receipt)["fields"]

    assert set(fields) == {"kind", "reference", "sent_at", "salt", "content_sha256"}
    report = CrimeReport.objects.get()
    assert not any(
        answer.shown and len(answer.shown) > 3 and answer.shown in receipt.decode()
        for answer in report.answers.all()
    )
    assert report.form not in receipt.decode().replace("report", "")


def test_two_receipts_of_one_form_have_different_hashes(downloaded, reporter):
    first = json.loads(downloaded[0])["fields"]

    second = json.loads(reporter.post("/report/receipt/proof/").content)["fields"]

    assert first["content_sha256"] != second["content_sha256"]
    assert first["reference"] == second["reference"]


def test_a_receipt_verifies_years_later(downloaded, monkeypatch):
    late = clock.real() + timedelta(days=4000)
    monkeypatch.setattr(clock, "real", lambda: late)

    page = Client().post("/report/verify/", {"receipt": downloaded[0].decode()})

    assert page.status_code == 200


def test_the_reference_the_incident_and_the_crime_are_three_things(reporter, desk):
    answer_until(reporter)
    send(reporter)
    report = CrimeReport.objects.get()

    receipt = reporter.get("/report/receipt/").content.decode()

    assert report.reference in receipt
    assert report.incident_reference not in receipt
    assert "not a crime reference number" in receipt
    assert report.reference != report.incident_reference
    assert report.case is None
