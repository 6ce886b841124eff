"""What clients send: each call done once, refused in words, and recorded as theirs."""

import json
from datetime import UTC, datetime

import pytest

from casefile.models import (
    ActionPlan,
    CaseEvent,
    ChargingDecision,
    Hearing,
    Receipt,
    Triage,
    UnusedMaterial,
)
from casefile.services import decisions, stages
from casefile.services.actors import of_user
from cps_exchange.models import GuidanceAssessment, IdempotencyRecord
from tests import factories
from tests.cps_exchange.conftest import BASE, MOMENT, kinds

ITEM = {
    "kind": "record",
    "text": "The gym's entry log.",
    "reason": "The alibi turns on minutes.",
    "due_on": "2026-12-03",
    "priority": "high",
}


@pytest.fixture
def accepted(sent):
    sent.stage = "accepted"
    sent.save()
    return sent


@pytest.fixture
def charged(sent):
    suspect = sent.case.suspects.get()
    suspect.stage = "charged"
    suspect.save()
    return suspect


def path(submission, call):
    return f"submissions/{submission.pk}/{call}/"


def messages(submission):
    """A good message for each call about this submission, with the stage it needs."""
    suspect, item = submission.case.suspects.get(), submission.case.unused_material.get()
    own = submission.bundle.files.get(path="data/statements/statement.pdf").content
    hashes = {"statement-1": f"sha256:{own.sha256}"}
    hashes["bundle.zip"] = f"sha256:{submission.bundle.bag.sha256}"
    decision = {"suspect_id": str(suspect.pk), "charge_id": str(suspect.charges.get().pk)}
    decision |= {"decision": "charge_authorised", "reason": "The test is met."}
    return {
        "receipt": {"hashes": hashes},
        "triage": {"is_accepted": True},
        "assessment": {"failures": []},
        "action-plan": {"items": [ITEM]},
        "decisions": {"decisions": [decision]},
        "disclosure-decisions": {"decisions": [{"item_id": str(item.pk), "decision": "D"}]},
    }


CALLS = ("receipt", "triage", "assessment", "action-plan", "decisions", "disclosure-decisions")


def ready(submission, call):
    submission.stage = "submitted" if call == "triage" else "accepted"
    submission.save()
    return messages(submission)[call]


@pytest.mark.parametrize("call", CALLS)
def test_the_same_key_and_message_again_is_answered_as_the_first_time(machine, sent, call):
    message = ready(sent, call)
    first = machine.post(path(sent, call), message, key="key-1")
    entries = CaseEvent.objects.filter(stream=sent.case.stream).count()

    again = machine.post(path(sent, call), message, key="key-1")

    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert again["Idempotency-Replayed"] == "true"
    assert CaseEvent.objects.filter(stream=sent.case.stream).count() == entries


@pytest.mark.parametrize("call", CALLS)
def test_a_key_used_for_another_message_is_refused(machine, sent, call):
    message = ready(sent, call)
    machine.post(path(sent, call), message, key="key-1")

    answer = machine.post(path(sent, call), message | {"x": 1}, key="key-1")

    assert answer.status_code in {400, 409}
    answer = machine.post(path(sent, call), json.dumps(message, indent=1), key="key-1")
    assert answer.status_code == 409
    assert answer.json()["code"] == "idempotency_key_reused"


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("key", ["", "x" * 256, "two words"])
def test_a_write_needs_a_key(machine, sent, call, key):
    answer = machine.post(path(sent, call), ready(sent, call), key=key)

    assert answer.status_code == 400
    assert answer.json()["reasons"][0]["code"] == "idempotency_key_missing"
    assert not IdempotencyRecord.objects.exists()


@pytest.mark.parametrize("call", CALLS)
def test_each_write_is_recorded_as_the_clients(machine, sent, call):
    machine.post(path(sent, call), ready(sent, call))

    event = CaseEvent.objects.filter(stream=sent.case.stream).latest("sequence")
    actor = json.loads(bytes(event.header))["actor"]
    assert actor["kind"] == "client"
    assert actor["name"] == "System of North"
    assert actor["roles"] == ["court_system", "prosecutor_system"]


NONSENSE = {
    b"{": 400,
    b"\xff": 400,
    b"[]": 400,
    b"null": 400,
    b'{"is_accepted": NaN}': 400,
    b"[" * 100_000: 400,
    b"9" * 5000: 400,
    b"{}": 400,
    b'{"is_staff": true, "stage": "decided"}': 400,
    b'{"a": "' + b"x" * (10 << 20) + b'"}': 413,
}


@pytest.mark.parametrize("call", CALLS)
def test_nonsense_is_refused_as_a_problem(machine, sent, call):
    for body, status in NONSENSE.items():
        answer = machine.post(path(sent, call), body)

        assert answer.status_code == status, body[:40]
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["code"]


def test_a_wrong_content_type_is_refused(machine, sent):
    client, _ = machine._call("x", **{"Idempotency-Key": "k"})

    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/xml", ""):
        answer = client.post(f"{BASE}/{path(sent, 'triage')}", "{}", content_type=kind)
        assert answer.status_code == 415


def test_text_with_nul_is_refused_beside_its_field(machine, accepted):
    answer = machine.post(path(accepted, "action-plan"), {"items": [ITEM | {"text": "a\x00b"}]})

    assert answer.status_code == 400
    assert answer.json()["reasons"] == [
        {
            "code": "null_characters_not_allowed",
            "message": "Null characters are not allowed.",
            "field": "text",
        }
    ]


def test_the_receipt_is_kept(machine, sent):
    machine.post(path(sent, "receipt"), messages(sent)["receipt"])

    assert Receipt.objects.get(submission=sent).received_by == "System of North"
    assert kinds(sent.case.stream)[-1] == "submission.received"


def test_a_receipt_of_other_bytes_is_refused(machine, sent):
    answer = machine.post(path(sent, "receipt"), {"hashes": {"statement-1": "sha256:" + "0" * 64}})

    assert answer.status_code == 409
    assert answer.json()["reasons"][0]["code"] == "hash_differs"
    assert not IdempotencyRecord.objects.exists()


def test_a_rejection_at_triage_carries_reasons_and_a_day(machine, sent):
    message = {"is_accepted": False, "respond_by": "2026-12-03"}
    message["reasons"] = [{"code": "TR07", "detail": "MB/1/1 is not there."}]

    answer = machine.post(path(sent, "triage"), message)

    assert answer.json()["stage"] == "rejected"
    assert Triage.objects.get().reasons[0]["title"] == "No or missing exhibits"


@pytest.mark.parametrize(
    ("message", "status", "code"),
    [
        ({"is_accepted": False}, 409, "guards_failed"),
        ({"is_accepted": False, "reasons": [{"code": "TR99"}]}, 400, "invalid"),
        (
            {"is_accepted": False, "reasons": [{"code": "TR01", "detail": "x" * 251}]},
            400,
            "invalid",
        ),
        ({"is_accepted": True, "respond_by": "2020-01-01"}, 409, "bad_decision"),
    ],
)
def test_a_bad_triage_is_refused(machine, sent, message, status, code):
    answer = machine.post(path(sent, "triage"), message)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not Triage.objects.exists()


def test_a_file_is_triaged_once(machine, accepted):
    answer = machine.post(path(accepted, "triage"), {"is_accepted": True})

    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_stage")


def test_a_failed_assessment_keeps_its_reasons(machine, accepted):
    answer = machine.post(
        path(accepted, "assessment"), {"failures": [{"code": "DGA16", "detail": "Starts late."}]}
    )

    assert answer.json()["is_pass"] is False
    failure = GuidanceAssessment.objects.get().failures[0]
    assert failure == {"code": "DGA16", "title": "CCTV not clipped", "detail": "Starts late."}
    assert kinds(accepted.case.stream)[-1] == "submission.assessed"


def test_a_file_is_assessed_once(machine, accepted):
    machine.post(path(accepted, "assessment"), {"failures": []})

    answer = machine.post(path(accepted, "assessment"), {"failures": []})

    assert (answer.status_code, answer.json()["code"]) == (409, "already_assessed")


def test_an_action_plan_returns_the_ids_of_its_items(machine, accepted):
    answer = machine.post(path(accepted, "action-plan"), {"items": [ITEM, ITEM]}).json()

    plan = ActionPlan.objects.get()
    assert answer["number"] == 1
    assert answer["item_ids"] == [str(i.pk) for i in plan.items.order_by("number")]


@pytest.mark.parametrize("items", [[], [ITEM | {"due_on": "2026-02-31"}], [{"text": "x"}]])
def test_a_bad_action_plan_is_refused(machine, accepted, items):
    answer = machine.post(path(accepted, "action-plan"), {"items": items})

    assert answer.status_code == 400
    assert not ActionPlan.objects.exists()


def test_an_action_plan_in_the_past_is_refused(machine, accepted):
    answer = machine.post(
        path(accepted, "action-plan"), {"items": [ITEM | {"due_on": "2026-11-01"}]}
    )

    assert answer.status_code == 409
    assert "choose a day that is still to come" in answer.json()["reasons"][0]["message"]


def test_decisions_move_charge_suspect_and_file(machine, accepted):
    answer = machine.post(path(accepted, "decisions"), messages(accepted)["decisions"])

    accepted.refresh_from_db()
    assert answer.status_code == 201
    assert accepted.stage == "decided"
    assert accepted.case.charges.get().stage == "authorised"
    state = machine.get(f"submissions/{accepted.pk}/").json()["state"]
    assert state["decisions"][0]["decision"] == "charge_authorised"


def test_a_suspect_without_a_decision_stops_all_of_them(machine, accepted):
    message = messages(accepted)["decisions"]
    factories.make_suspect(case=accepted.case, stage="released")

    answer = machine.post(path(accepted, "decisions"), message)

    assert (answer.status_code, answer.json()["code"]) == (409, "guards_failed")
    assert not ChargingDecision.objects.exists()


def test_decisions_about_another_case_are_refused(machine, accepted):
    message = messages(accepted)["decisions"]
    message["decisions"][0] |= {"charge_id": str(factories.make_charge().pk)}

    assert machine.post(path(accepted, "decisions"), message).status_code == 409


def test_the_same_thing_decided_twice_in_one_message_is_refused(machine, accepted):
    message = messages(accepted)["decisions"]
    message["decisions"] *= 2

    answer = machine.post(path(accepted, "decisions"), message)

    assert answer.status_code == 400
    assert answer.json()["reasons"][0]["code"] == "twice"


def test_a_disclosure_decision_returns_to_the_schedule(machine, sent):
    machine.post(path(sent, "disclosure-decisions"), messages(sent)["disclosure-decisions"])

    assert UnusedMaterial.objects.get().prosecutor_decision == "D"
    assert kinds(sent.case.stream)[-1] == "disclosure.decided"


def test_an_item_that_was_not_on_the_schedule_sent_cannot_be_decided(machine, sent):
    late = factories.make_unused_material(case=sent.case, listed_at=MOMENT)
    sensitive = factories.make_unused_material(
        case=sent.case, schedule="D", sensitivity_reason="Source"
    )

    for item in (late, sensitive, factories.make_unused_material()):
        message = {"decisions": [{"item_id": str(item.pk), "decision": "D"}]}
        answer = machine.post(path(sent, "disclosure-decisions"), message)
        assert (answer.status_code, answer.json()["code"]) == (409, "unknown_item")


def test_a_court_lists_a_hearing_and_sends_its_result(make_machine, sent, charged):
    court = make_machine(scopes=["exchange:court"])
    message = {"defendant_id": str(charged.pk), "court_name": "Northgate Magistrates' Court"}
    message |= {"hearing_at": "2026-11-20T10:00:00+00:00"}

    listed = court.post(f"cases/{sent.case.urn}/hearings/", message)
    Hearing.objects.update(at=datetime(2026, 11, 18, 10, 0, tzinfo=UTC))
    resulted = court.post(
        f"cases/{sent.case.urn.lower()}/results/",
        {"hearing_id": listed.json()["id"], "result": "Sent to the Crown Court."},
    )

    assert (listed.status_code, resulted.status_code) == (201, 201)
    assert resulted.json()["result"] == "Sent to the Crown Court."
    assert kinds(sent.case.stream)[-2:] == ["hearing.listed", "hearing.resulted"]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"court_name": ""}, 400),
        ({"hearing_at": "2026-11-01T10:00:00Z"}, 409),
        ({"hearing_at": "soon"}, 400),
        ({"court_code": "XXXXXXX"}, 409),
        ({"defendant_id": "5d0c9c62-30a5-4f0c-9d3c-5a3f5ad8e001"}, 404),
        ({"kind": "party"}, 400),
    ],
)
def test_a_bad_listing_is_refused(machine, sent, charged, change, status):
    message = {"defendant_id": str(charged.pk), "court_name": "Northgate Magistrates' Court"}
    message |= {"hearing_at": "2026-12-20T10:00:00+00:00"} | change

    answer = machine.post(f"cases/{sent.case.urn}/hearings/", message)

    assert answer.status_code == status
    assert answer.json()["reasons"]
    assert not Hearing.objects.exists()


def test_nobody_is_listed_who_is_not_charged(machine, sent):
    message = {"defendant_id": str(sent.case.suspects.get().pk), "court_name": "Northgate"}
    message |= {"hearing_at": "2026-12-20T10:00:00+00:00"}

    assert machine.post(f"cases/{sent.case.urn}/hearings/", message).status_code == 404


@pytest.mark.parametrize("call", ["hearings", "results"])
def test_a_case_of_another_area_is_not_there_for_a_court(other_machine, sent, call):
    answer = other_machine.post(f"cases/{sent.case.urn}/{call}/", {})

    assert answer.status_code == 404
    assert kinds(sent.case.access_stream) == ["case.refused"]
    assert other_machine.post("cases/00XX0000026/hearings/", {}).status_code == 404


@pytest.mark.parametrize("call", ["hearings", "results"])
def test_a_prosecutors_system_is_no_court(make_machine, sent, call):
    machine = make_machine(scopes=["exchange:read", "exchange:triage", "exchange:decide"])

    assert machine.post(f"cases/{sent.case.urn}/{call}/", {}).status_code == 403


def test_a_result_of_an_unknown_hearing_is_refused(machine, sent):
    message = {"hearing_id": "5d0c9c62-30a5-4f0c-9d3c-5a3f5ad8e001", "result": "Guilty."}

    assert machine.post(f"cases/{sent.case.urn}/results/", message).status_code == 404


def test_no_police_actor_passes_the_services_that_decide(accepted, officer, supervisor):
    for user in (officer, supervisor):
        by = of_user(user)
        row = decisions.Decided(accepted.case.suspects.get().pk, "nfa_evidential", "No.")
        with pytest.raises(stages.NotPermitted):
            decisions.decide(submission=accepted, decisions=[row], by=by, at=MOMENT)
