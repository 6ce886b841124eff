"""Files that partners' systems send by resumable upload, and name in a report."""

import base64
import hashlib
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from casefile import clock
from casefile.services import machines
from casefile.services.actors import system
from casefile.uploads import services as uploads
from casefile.uploads.models import Upload
from intake import partner_files
from intake.models import CrimeReport
from intake.questions import FORMS
from tests import factories
from tests.intake.api.conftest import message, reasons

pytestmark = pytest.mark.django_db
CONTENT = b"RIFF a film of a shop, as far as a test is concerned"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.UPLOADS_DIR = tmp_path / "uploads"


def upload(partner, name="aisle.avi", content=CONTENT, sent=None):
    """Send a file, or only its first bytes; return the answer."""
    about = {"for": "partner", "filename": name}
    pairs = (f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in about.items())
    headers = {
        "Tus-Resumable": "1.0.0",
        "Upload-Length": str(len(content)),
        "Upload-Metadata": ",".join(pairs),
        "Authorization": f"Bearer {partner.token}",
    }
    body = content if sent is None else content[:sent]
    return Client(headers=headers).post(
        "/api/v1/uploads/", body, content_type="application/offset+octet-stream"
    )


def id_of(answer):
    assert answer.status_code == 201, answer.content
    return answer["Location"].split("/")[-2]


def test_a_report_comes_with_the_files_that_it_names(partner):
    ids = [id_of(upload(partner)), id_of(upload(partner, "till.txt", b"Till 4"))]

    answer = partner.post("reports/", message() | {"attachments": ids})

    files = CrimeReport.objects.get().files.all()
    assert {file.name for file in files} == {"aisle.avi", "till.txt"}
    listed = {row["name"]: row["sha256"] for row in answer.json()["files"]}
    assert listed["aisle.avi"] == hashlib.sha256(CONTENT).hexdigest()


def test_a_refused_report_leaves_its_files_for_the_next_try(partner):
    sent = {"attachments": [id_of(upload(partner))]}
    partner.post("reports/", message(story="") | sent)

    assert partner.post("reports/", message() | sent).status_code == 201


def test_another_clients_file_is_not_there_nor_is_one_that_is_not_whole(partner, other_partner):
    theirs, cut = id_of(upload(other_partner)), id_of(upload(partner, sent=5))

    for name in (theirs, cut, str(uuid4())):
        answer = partner.post("reports/", message() | {"attachments": [name]})
        assert (answer.status_code, reasons(answer)) == (422, {"attachments": "no_such_upload"})

    assert Upload.objects.count() == 2
    headers = {"Tus-Resumable": "1.0.0", "Authorization": f"Bearer {partner.token}"}
    assert Client(headers=headers).delete(f"/api/v1/uploads/{theirs}/").status_code == 404


def test_a_file_is_good_for_one_report(partner):
    sent = {"attachments": [id_of(upload(partner))]}
    partner.post("reports/", message() | sent)

    assert reasons(partner.post("reports/", message() | sent)) == {"attachments": "no_such_upload"}


@pytest.mark.parametrize("given", ["x", [{}], ["not-an-id"], [str(uuid4()) for _ in range(21)]])
def test_what_is_no_list_of_ids_is_refused(partner, given):
    assert partner.post("reports/", message() | {"attachments": given}).status_code == 400


def test_a_form_without_files_takes_none(partner):
    without = [
        code for code, form in FORMS.items() if not any(q.kind == "files" for q in form.questions)
    ]

    for code in without:
        sent = message(code) | {"attachments": [id_of(upload(partner))]}
        assert reasons(partner.post("reports/", sent)) == {"attachments": "no_files_here"}


def test_nobody_uploads_without_the_scope_to_report(make_partner, partner):
    only_asks = make_partner(scopes=["intake:status"])
    machines.revoke(client=partner.row, by=system(), at=factories.AT)
    nobody = make_partner()
    nobody.token = "made-up"

    assert {upload(one).status_code for one in (only_asks, partner, nobody)} == {404}
    assert not Upload.objects.exists()


def test_what_no_report_names_is_deleted(partner):
    upload(partner)
    partner_files.forget(at=clock.real() + timedelta(hours=23))
    assert Upload.objects.exists()

    partner_files.forget(at=clock.real() + timedelta(hours=25))

    assert not Upload.objects.exists()


def test_what_a_revoked_client_left_is_swept_away(partner):
    upload(partner)
    machines.revoke(client=partner.row, by=system(), at=factories.AT)

    uploads.sweep(at=clock.real())

    assert not Upload.objects.exists()
