"""The list, the structured file, and the bytes with their hashes and ranges."""

import base64
import hashlib

import pytest

from casefile.models import CaseEvent
from casefile.services import events, evidence, jobs
from casefile.worker import loop
from cps_exchange import outbound
from cps_exchange.models import SentFile
from tests import factories
from tests.cps_exchange.conftest import kinds, make_sent

PDF = b"%PDF-1.7 0123456789"
TAG = f'"sha256:{hashlib.sha256(PDF).hexdigest()}"'


@pytest.fixture
def pdf(sent):
    return f"submissions/{sent.pk}/bundle.pdf"


def body(answer):
    return b"".join(answer.streaming_content)


def test_the_list_holds_the_areas_files_oldest_first_and_seen_ones_last(machine, case, sent):
    newer = make_sent(case, submitted_at=factories.AT.replace(hour=15))
    factories.make_sent_case(area=factories.OTHER_AREA)
    machine.get(f"submissions/{sent.pk}/")

    message = machine.get("submissions/").json()

    outbound.check_against_contract("submissions", message)
    assert [row["id"] for row in message["submissions"]] == [str(newer.pk), str(sent.pk)]
    assert [row["is_seen"] for row in message["submissions"]] == [False, True]


def test_what_one_client_has_seen_is_still_new_to_another(machine, make_machine, sent):
    machine.get(f"submissions/{sent.pk}/")

    rows = make_machine().get("submissions/").json()["submissions"]

    assert [row["is_seen"] for row in rows] == [False]


def test_the_list_is_walked_by_its_cursor_without_gap_or_double(machine, case, monkeypatch):
    monkeypatch.setattr("cps_exchange.inbox.PAGE_SIZE", 2)
    case.urn = factories.make_urn()
    case.save()
    sent = [str(make_sent(case).pk) for _ in range(5)]
    machine.get(f"submissions/{sent[3]}/")

    seen, cursor = [], ""
    while cursor is not None:
        page = machine.get(f"submissions/?cursor={cursor}").json()
        seen += [row["id"] for row in page["submissions"]]
        cursor = page["next_cursor"]

    assert sorted(seen) == sorted(sent)
    assert seen[-1] == sent[3]


@pytest.mark.parametrize("cursor", ["x", "W10=", "bnVsbA==", "%00", "WzEsMiwzXQ==", "€"])
def test_a_cursor_that_the_list_did_not_give_is_refused(machine, cursor):
    assert machine.get(f"submissions/?cursor={cursor}").status_code == 400


def test_the_list_is_logged_with_each_hit(machine, sent):
    machine.get("submissions/")

    event = CaseEvent.objects.get(kind="list.viewed")
    assert events.body_of(event)["hits"] == [str(sent.pk)]


def test_the_file_is_valid_against_the_contract_and_the_read_is_logged(machine, sent, officer):
    message = machine.get(f"submissions/{sent.pk}/").json()

    outbound.check_against_contract("submission", message)
    assert message["urn"] == sent.case.urn
    assert message["suspects"][0]["charges"][0]["cjs_code"] == "TH68023"
    assert message["officer_in_case"]["collar_number"] == "2301"
    assert message["unused_material"][0]["item_number"] == 1
    assert message["state"]["stage"] == "submitted"
    assert kinds(sent.case.access_stream) == ["case.viewed"]


def test_every_address_in_the_file_leads_to_bytes_with_the_hash_named_beside_it(machine, sent):
    bundle = machine.get(f"submissions/{sent.pk}/").json()["bundle"]

    assert [one["id"] for one in bundle["apart"]] == ["MG6D"]
    for part in (bundle["pdf"], bundle["zip"], *bundle["items"], *bundle["apart"]):
        content = body(machine.get(part["href"]))
        assert hashlib.sha256(content).hexdigest() == part["sha256"].removeprefix("sha256:")


def test_the_file_holds_no_way_to_reach_a_victim_and_nothing_of_the_sensitive_schedule(
    machine, case, sent
):
    witness = case.witnesses.get()
    factories.make_contact_point(person=witness.person, kind="phone", value="07700 900123")
    factories.make_unused_material(
        case=case, schedule="D", description="Informant's name", sensitivity_reason="Source"
    )

    text = machine.get(f"submissions/{sent.pk}/").content.decode()

    assert "900123" not in text
    assert "Informant" not in text


def test_a_file_stays_as_it_left_whatever_the_police_do_later(machine, sent):
    before = machine.get(f"submissions/{sent.pk}/").json()
    factories.make_suspect(case=sent.case)

    after = machine.get(f"submissions/{sent.pk}/").json()

    assert after == before


def test_the_worker_keeps_the_file_when_it_leaves_and_a_second_time_changes_nothing(sent):
    handler = "cps_exchange.tasks.keep_sent_file"
    payload = {"event_id": "", "case_id": "", "subject_id": str(sent.pk)}
    for number in range(2):
        jobs.enqueue(handler, key=f"keep{number}", payload=payload, at=factories.AT)

    loop.drain()

    assert jobs.waiting() == 0
    assert SentFile.objects.filter(submission=sent).count() == 1
    assert jobs.subscriptions()["submission.submitted"].count(handler) == 1


def test_bytes_carry_their_hash_and_are_never_shown_as_a_page(machine, pdf):
    answer = machine.get(pdf)

    assert body(answer) == PDF
    assert answer["ETag"] == TAG
    digest = base64.b64encode(hashlib.sha256(PDF).digest()).decode()
    assert answer["Repr-Digest"] == f"sha-256=:{digest}:"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox"
    assert answer["Content-Length"] == str(len(PDF))


def test_a_download_is_entered_before_the_first_byte_leaves(machine, sent, pdf):
    machine.get(pdf)

    event = CaseEvent.objects.get(kind="object.downloaded")
    assert event.stream == sent.case.access_stream
    assert events.body_of(event)["sha256"] == TAG.strip('"')


@pytest.mark.parametrize(
    ("wanted", "part", "content_range"),
    [
        ("bytes=0-3", PDF[:4], "bytes 0-3/19"),
        ("bytes=9-", PDF[9:], "bytes 9-18/19"),
        ("bytes=-4", PDF[-4:], "bytes 15-18/19"),
        ("bytes=-400", PDF, "bytes 0-18/19"),
        ("bytes=9-4000", PDF[9:], "bytes 9-18/19"),
    ],
)
def test_a_single_range_is_honoured(machine, pdf, wanted, part, content_range):
    answer = machine.get(pdf, Range=wanted)

    assert answer.status_code == 206
    assert answer["Content-Range"] == content_range
    assert answer["Content-Length"] == str(len(part))
    assert body(answer) == part


@pytest.mark.parametrize(
    "wanted",
    [
        "bytes=19-",
        "bytes=5-2",
        "bytes=-",
        "bytes=-0",
        "bytes=a-b",
        "bytes=0-1,3-4",
        "bytes=" + ",".join(["0-"] * 1000),
        "bytes=" + "9" * 5000 + "-",
    ],
)
def test_a_range_that_cannot_be_met_is_refused_with_the_size(machine, pdf, wanted):
    answer = machine.get(pdf, Range=wanted)

    assert answer.status_code == 416
    assert answer["Content-Range"] == "bytes */19"


def test_a_range_of_another_unit_is_passed_over(machine, pdf):
    assert machine.get(pdf, Range="pages=1-2").status_code == 200


def test_a_range_resumes_only_the_same_bytes(machine, pdf):
    same = machine.get(pdf, Range="bytes=9-", **{"If-Range": TAG})
    other = machine.get(pdf, Range="bytes=9-", **{"If-Range": '"sha256:00"'})

    assert (same.status_code, body(same)) == (206, PDF[9:])
    assert (other.status_code, body(other)) == (200, PDF)


def test_what_the_client_has_already_is_not_sent_again(machine, pdf):
    assert machine.get(pdf, **{"If-None-Match": TAG}).status_code == 304
    assert machine.get(pdf, **{"If-Match": '"sha256:00"'}).status_code == 412
    assert machine.get(pdf, **{"If-Match": TAG}).status_code == 200


def test_head_tells_size_and_hash_without_a_body_or_an_entry(machine, sent, pdf):
    answer = machine.head(pdf)

    assert (answer["Content-Length"], answer["ETag"]) == (str(len(PDF)), TAG)
    assert answer.content == b""
    assert "object.downloaded" not in kinds(sent.case.access_stream)


def test_an_unknown_item_is_not_there(machine, sent):
    assert machine.get(f"submissions/{sent.pk}/items/nothing/").status_code == 404


@pytest.mark.parametrize("headers", [{}, {"Range": "bytes=0-3"}])
def test_bytes_that_changed_in_the_store_are_not_sent_and_it_is_recorded(
    machine, sent, pdf, headers
):
    path = evidence.store()._path(sent.bundle.pdf.key)
    path.chmod(0o600)
    path.write_bytes(PDF.replace(b"5", b"6"))

    answer = machine.get(pdf, **headers)

    assert answer.status_code == 409
    assert answer.json()["code"] == "integrity_failure"
    assert kinds(sent.case.stream)[-1] == "object.integrity_failed"


def test_the_contract_is_published(client):
    answer = client.get("/api/v1/exchange/contract/submission.json")

    assert answer.json() == outbound.schema("submission")
    assert client.get("/api/v1/exchange/contract/nothing.json").status_code == 404
