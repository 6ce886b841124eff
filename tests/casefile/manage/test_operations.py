"""Alive, ready, and how much work waits: for this machine and for holders of the token."""

import pytest
from celery import current_app

from casefile.manage import readiness
from casefile.models import Job, StreamHead
from casefile.services import triggers
from tests import factories

PATHS = ("/healthz", "/readyz", "/metrics")
ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}


def level_of(name):
    return readiness.try_part(name).level


@pytest.mark.parametrize("path", PATHS)
def test_this_machine_is_answered(client, db, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "given",
    [
        ELSEWHERE,
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        ELSEWHERE | {"HTTP_AUTHORIZATION": "Bearer wrong"},
        ELSEWHERE | {"HTTP_AUTHORIZATION": "Bearer "},
        {"REMOTE_ADDR": ""},
    ],
)
def test_nobody_else_learns_that_anything_is_there(client, db, path, given):
    assert client.get(path, **given).status_code == 404


def test_a_holder_of_the_token_is_answered_from_anywhere(client, db, settings):
    settings.OPERATIONS_TOKEN = "a-token"

    given = ELSEWHERE | {"HTTP_AUTHORIZATION": "Bearer a-token"}

    assert client.get("/readyz", **given).status_code == 200


def test_every_part_is_tried(client, db):
    answer = client.get("/readyz").json()

    assert answer["ready"]
    assert [part["name"] for part in answer["parts"]] == list(readiness.CHECKS)
    assert not StreamHead.objects.filter(stream__startswith="readyz").exists()


def test_a_missing_trigger_is_not_ready(client, db, monkeypatch):
    monkeypatch.setattr(triggers, "missing", lambda: ["casefile_event_no_update"])

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert not answer.json()["ready"]


def test_a_store_that_cannot_be_written_is_not_ready(db, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.EVIDENCE_DIR = tmp_path / "file" / "evidence"

    assert level_of("evidence store") == "fail"


def test_a_broker_that_is_down_warns_only(db, monkeypatch):
    # One name only: the other is read through this one, and would be put back as patched.
    monkeypatch.setattr(current_app.conf, "broker_write_url", "redis://127.0.0.1:1")

    assert level_of("broker") == "warn"


def test_a_parked_job_warns_and_is_counted(client, db):
    factories.make_job(state=Job.PARKED)

    assert level_of("jobs") == "warn"
    assert 'casefile_jobs{state="parked"} 1' in client.get("/metrics").content.decode()
