"""The prosecutor's pages: what they show, to whom, and what they send."""

import re
from uuid import uuid4

import pytest

from casefile.models import ActionPlanItem, ChargingDecision, Triage
from tests import factories
from tests.cps_exchange.conftest import kinds, make_sent

FORMS = ["triage/", "action-plan/", "decisions/"]
ACCEPT = {"outcome": "accept"}


def plan(*items, **extra):
    form = {"item-TOTAL_FORMS": str(len(items)), "item-INITIAL_FORMS": "0", **extra}
    for number, item in enumerate(items):
        form |= {f"item-{number}-{name}": value for name, value in item.items()}
    return form


ITEM = {
    "kind": "record",
    "text": "The gym's entry log.",
    "reason": "The alibi turns on minutes.",
    "due_on_day": "3",
    "due_on_month": "12",
    "due_on_year": "2026",
    "priority": "high",
}


@pytest.fixture
def accepted(sent):
    sent.stage = "accepted"
    sent.save()
    return sent


def decisions_for(submission, **changes):
    suspect = submission.case.suspects.get()
    form = {
        "outcome": "each_charge",
        "reason": "",
        "code_test": "full",
        "decision_1": "charge_authorised",
        "particulars_1": "On 13 November 2026 robbed Robin Example of a telephone.",
        "reason_1": "The evidence meets the test.",
    } | changes
    return {f"suspect{suspect.number}-{name}": value for name, value in form.items()}


def test_the_inbox_shows_what_was_sent_to_the_area_unread_first(prosecute, case, sent):
    other = factories.make_sent_case(area=factories.OTHER_AREA, urn=factories.make_urn())
    newer = make_sent(case, priority="red")
    prosecute.get(f"/prosecute/{sent.pk}/")

    page = prosecute.get("/prosecute/").content.decode()

    assert other.urn not in page
    assert page.index(f"{case.urn} v{newer.version}") < page.index(f"{case.urn} v{sent.version}")
    assert page.index(">New<") < page.index(">Read</strong>")
    assert "17 Nov 2026, 15:00 (late)" in page


def test_the_inbox_logs_each_hit_and_costs_the_same_whatever_its_length(
    prosecute, case, sent, django_assert_num_queries
):
    make_sent(case)
    prosecute.get("/prosecute/")
    with django_assert_num_queries(14):
        prosecute.get("/prosecute/")
    for _ in range(5):
        make_sent(case)

    with django_assert_num_queries(14):
        prosecute.get("/prosecute/")

    assert kinds(f"force:{factories.AREA}") == ["list.viewed"] * 3


def test_a_cursor_that_the_inbox_did_not_give_is_a_plain_400(prosecute):
    assert prosecute.get("/prosecute/?cursor=nonsense").status_code == 400


def test_the_file_page_says_what_was_sent_and_the_read_is_logged(prosecute, sent, officer):
    page = prosecute.get(f"/prosecute/{sent.pk}/").content.decode()

    assert sent.case.urn in page
    assert "TH68023" in page
    assert "Green: 28 days" in page
    assert "DC 2301 Joan Hall" in page
    assert "Statement of Robin Example" in page
    assert f'href="/prosecute/{sent.pk}/bundle.pdf#page=1"' in page
    assert f'href="/prosecute/{sent.pk}/items/statement-1/"' in page
    assert f'href="/prosecute/{sent.pk}/items/MG6D/"' in page
    assert kinds(sent.case.access_stream) == ["case.viewed"]


def test_the_file_page_shows_the_checks_with_their_marks(prosecute, sent):
    sent.findings = [
        {
            "code": "TR10",
            "level": "warn",
            "message": "Look up previous convictions of Tom Reed.",
            "about": "Tom Reed",
            "source": "A source",
            "checked": "recalled",
        }
    ]
    sent.supervisor_comment = "The footage and the recovered telephone agree."
    sent.save()

    page = prosecute.get(f"/prosecute/{sent.pk}/").content.decode()

    assert "Look up previous convictions of Tom Reed." in page
    assert "Not checked yet" in page
    assert "The footage and the recovered telephone agree." in page


def test_a_later_version_says_what_changed_and_leads_to_the_one_before(prosecute, sent):
    newer = make_sent(sent.case, change_note="Statement of Mia Bell added.")

    page = prosecute.get(f"/prosecute/{newer.pk}/").content.decode()

    assert "Statement of Mia Bell added." in page
    assert f"/prosecute/{sent.pk}/" in page


def test_what_the_police_do_after_sending_is_not_shown(prosecute, sent):
    prosecute.get(f"/prosecute/{sent.pk}/")
    factories.make_charge(
        suspect=sent.case.suspects.get(), offence=factories.make_offence_code("CJ88116")
    )

    page = prosecute.get(f"/prosecute/{sent.pk}/").content.decode()

    assert "CJ88116" not in page


def test_the_bundle_opens_in_the_browser_and_an_item_is_saved(prosecute, sent):
    bundle = prosecute.get(f"/prosecute/{sent.pk}/bundle.pdf")
    item = prosecute.get(f"/prosecute/{sent.pk}/items/statement-1/")

    assert bundle["Content-Disposition"].startswith("inline")
    assert item["Content-Disposition"].startswith("attachment")
    assert item["Content-Security-Policy"] == "sandbox"
    assert b"".join(bundle.streaming_content).startswith(b"%PDF")
    assert kinds(sent.case.access_stream).count("object.downloaded") == 2


def test_an_accepted_file_is_accepted_in_the_prosecutors_name(prosecute, sent):
    answer = prosecute.post(f"/prosecute/{sent.pk}/triage/", ACCEPT)

    assert answer.status_code == 302
    assert Triage.objects.get(submission=sent).decided_by_name == "Sam Okoye"
    assert kinds(sent.case.stream)[-1] == "triage.accepted"


def test_a_rejection_carries_its_reasons_and_detail(prosecute, sent):
    form = {"outcome": "reject", "reasons": ["TR07"], "detail_TR07": "MB/1/1 is not there."}
    form |= {"respond_by_day": "3", "respond_by_month": "12", "respond_by_year": "2026"}

    prosecute.post(f"/prosecute/{sent.pk}/triage/", form)

    triage = Triage.objects.get(submission=sent)
    assert not triage.is_accepted
    assert triage.reasons[0]["code"] == "TR07"
    assert triage.reasons[0]["detail"] == "MB/1/1 is not there."
    page = prosecute.get(f"/prosecute/{sent.pk}/").content.decode()
    assert "MB/1/1 is not there." in page


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({}, "Choose whether to accept or reject the file"),
        ({"outcome": "reject", "reasons": ["TR07"]}, "Give the day to respond by."),
        ({"outcome": "reject"}, "Choose at least one reason."),
        ({"outcome": "reject", "reasons": ["TR99"]}, "TR99"),
        ({"outcome": "accept", "reasons": ["TR07"]}, "Reject the file, or take out the reasons"),
        ({"outcome": "reject", "detail_TR01": "x" * 251}, "at most 250 characters"),
        ({"outcome": "reject", "detail_TR01": "kept\x00"}, "Null characters are not allowed."),
        ({"outcome": "reject", "detail_TR02": "kept words"}, "Choose TR02 too"),
    ],
)
def test_a_bad_triage_is_refused_in_words_and_nothing_typed_is_lost(prosecute, sent, form, words):
    answer = prosecute.post(f"/prosecute/{sent.pk}/triage/", form)

    page = answer.content.decode()
    assert answer.status_code == 400
    assert words in page
    assert "There is a problem" in page
    assert all(value in page for value in form.values() if "kept" in value and "\x00" not in value)
    assert not Triage.objects.exists()


def test_a_file_is_triaged_once(prosecute, accepted):
    answer = prosecute.post(f"/prosecute/{accepted.pk}/triage/", ACCEPT)

    assert answer.status_code == 400
    assert "that step starts from submitted" in answer.content.decode()


def test_an_action_plan_of_several_items_is_issued(prosecute, accepted):
    second = ITEM | {"kind": "statement", "text": "Mia Bell on the clock error."}

    answer = prosecute.post(f"/prosecute/{accepted.pk}/action-plan/", plan(ITEM, second))

    rows = ActionPlanItem.objects.order_by("number")
    assert answer.status_code == 302
    assert [row.text for row in rows] == [ITEM["text"], "Mia Bell on the clock error."]
    assert rows[0].due_on.isoformat() == "2026-12-03"
    page = prosecute.get(f"/prosecute/{accepted.pk}/").content.decode()
    assert "The alibi turns on minutes." in page


def test_another_item_can_be_added_without_a_script_and_nothing_typed_is_lost(prosecute, accepted):
    half = ITEM | {"reason": ""}

    answer = prosecute.post(f"/prosecute/{accepted.pk}/action-plan/", plan(half, add="1"))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert ITEM["text"].replace("'", "&#x27;") in page
    assert "There is a problem" not in page
    assert 'name="item-1-text"' in page
    assert not ActionPlanItem.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"text": ""}, "Say what is needed"),
        ({"reason": ""}, "Say why it matters"),
        ({"due_on_year": "2025"}, "Choose a day that is still to come"),
        ({"due_on_day": "31", "due_on_month": "2"}, "The date must be a real date"),
        ({"text": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_a_bad_action_plan_is_refused_in_words(prosecute, accepted, change, words):
    answer = prosecute.post(f"/prosecute/{accepted.pk}/action-plan/", plan(ITEM | change))

    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not ActionPlanItem.objects.exists()


@pytest.mark.parametrize("total", ["", "x", "99999999", "-1", "9" * 5000])
def test_a_broken_count_of_items_is_no_server_error(prosecute, accepted, total):
    form = plan(ITEM, add="1") | {"item-TOTAL_FORMS": total}

    answer = prosecute.post(f"/prosecute/{accepted.pk}/action-plan/", form)

    assert answer.status_code == 200
    assert 'name="item-1-text"' in answer.content.decode()


def test_an_action_plan_waits_for_acceptance(prosecute, sent):
    answer = prosecute.post(f"/prosecute/{sent.pk}/action-plan/", plan(ITEM))

    assert answer.status_code == 400
    assert "Accept the file at triage before asking for more." in answer.content.decode()


def test_the_wording_of_a_charge_is_filled_in_from_the_proposal(prosecute, accepted):
    page = prosecute.get(f"/prosecute/{accepted.pk}/decisions/").content.decode()

    assert accepted.case.charges.get().particulars in page


def test_a_charge_is_authorised_in_the_prosecutors_words(prosecute, accepted):
    answer = prosecute.post(f"/prosecute/{accepted.pk}/decisions/", decisions_for(accepted))

    row = ChargingDecision.objects.get()
    accepted.refresh_from_db()
    assert answer.status_code == 302
    assert row.advised_particulars.endswith("of a telephone.")
    assert row.decided_by_name == "Sam Okoye"
    assert accepted.stage == "decided"
    assert accepted.case.suspects.get().stage == "charge_authorised"
    page = prosecute.get(f"/prosecute/{accepted.pk}/").content.decode()
    assert "Missing" in page  # advised, and not recorded by a custody officer yet


def test_no_further_action_ends_it_for_a_suspect(prosecute, accepted):
    form = decisions_for(accepted, outcome="nfa_evidential", reason="Presence is not enough.")

    prosecute.post(f"/prosecute/{accepted.pk}/decisions/", form)

    row = ChargingDecision.objects.get()
    assert row.charge is None
    assert accepted.case.suspects.get().stage == "no_further_action"


def test_every_suspect_needs_a_decision(prosecute, accepted):
    form = decisions_for(accepted)
    factories.make_suspect(case=accepted.case, stage="released")

    answer = prosecute.post(f"/prosecute/{accepted.pk}/decisions/", form)

    assert answer.status_code == 400
    assert "Choose a decision" in answer.content.decode()
    assert not ChargingDecision.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"outcome": ""}, "Choose a decision"),
        ({"outcome": "hang"}, "hang"),
        ({"decision_1": ""}, "Decide charge 1"),
        ({"reason_1": ""}, "Give the reason for charge 1"),
        ({"outcome": "nfa_evidential"}, "Give the reason for the decision about"),
        ({"particulars_1": "kept words\x00"}, "Null characters are not allowed."),
    ],
)
def test_a_bad_decision_is_refused_in_words_and_nothing_typed_is_lost(
    prosecute, accepted, change, words
):
    form = decisions_for(accepted, **change)

    answer = prosecute.post(f"/prosecute/{accepted.pk}/decisions/", form)

    page = answer.content.decode()
    assert answer.status_code == 400
    assert words in page
    assert form["suspect1-reason_1"] in page
    assert not ChargingDecision.objects.exists()


def test_a_file_is_decided_once(prosecute, accepted):
    form = decisions_for(accepted)
    prosecute.post(f"/prosecute/{accepted.pk}/decisions/", form)

    answer = prosecute.post(f"/prosecute/{accepted.pk}/decisions/", form)

    assert answer.status_code == 400
    assert ChargingDecision.objects.count() == 1


def test_an_unknown_file_is_not_there(prosecute):
    assert prosecute.get(f"/prosecute/{uuid4()}/").status_code == 404


def test_no_page_has_an_inline_script_or_style(prosecute, accepted):
    for page in ["", f"{accepted.pk}/", *(f"{accepted.pk}/{one}" for one in FORMS)]:
        text = prosecute.get(f"/prosecute/{page}").content.decode()
        assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", text)
