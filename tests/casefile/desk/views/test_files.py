import pytest
from django.urls import reverse

from casefile.services import decisions, stages
from casefile.services.actors import Actor
from tests import factories

COMMENT = (
    "Evidence meets the full test; the clip and two statements prove it; robbery needs the CPS."
)
START = {
    "build": "charge_request_ngap_fct",
    "cps_area": "Northshire",
    "priority": "green",
    "code_test": "full",
}


@pytest.fixture
def submission(desk, robbery):
    desk("desk:start-file", robbery.case, **START)
    return robbery.case.submissions.get()


def as_supervisor(client, robbery, page, submission, **fields):
    client.force_login(robbery.supervisor)
    return client.post(reverse(page, args=[submission.pk]), fields)


def test_a_file_is_started_once(desk, robbery, submission):
    again = desk("desk:start-file", robbery.case, **START)

    assert submission.stage == "draft"
    assert again.status_code == 400
    assert b"Finish the file that is open first." in again.content


def test_a_case_without_a_number_asks_for_the_unit(client, robbery):
    client.force_login(robbery.officer)
    bare = factories.make_assigned_case(robbery.officer, urn=None)

    bad = client.post(reverse("desk:start-file", args=[bare.pk]), START | {"unit": "?"})
    client.post(reverse("desk:start-file", args=[bare.pk]), START | {"unit": "ng"})

    bare.refresh_from_db()
    assert b"A unit is two letters or digits" in bad.content
    assert bare.urn.startswith("01NG")


def test_checks_show_their_source_and_the_page_that_cures_them(client, robbery, submission):
    page = client.get(reverse("desk:file", args=[robbery.case.pk])).content.decode()

    assert "TR06" in page
    assert "Aisha Karim is a key witness without a signed statement." in page
    assert reverse("desk:statements", args=[robbery.case.pk]) in page
    assert "Source: CPS design history" in page


def test_an_officer_neither_returns_nor_approves(client, robbery, desk, submission):
    desk("desk:request-approval", submission)

    statuses = [
        desk(page, submission, reason="x", comment=COMMENT).status_code
        for page in ("desk:return-file", "desk:approve-file")
    ]

    assert statuses == [403, 403]


def test_a_supervisor_returns_the_file_with_a_reason(client, desk, robbery, submission):
    desk("desk:request-approval", submission)

    without = as_supervisor(client, robbery, "desk:return-file", submission)
    as_supervisor(client, robbery, "desk:return-file", submission, reason="The clip is not marked")

    submission.refresh_from_db()
    assert without.status_code == 400
    assert submission.stage == "returned"
    client.force_login(robbery.officer)
    assert b"The clip is not marked" in client.get(reverse("desk:home")).content


def test_approval_is_refused_with_every_reason_at_once(client, desk, robbery, submission):
    desk("desk:request-approval", submission)

    response = as_supervisor(client, robbery, "desk:approve-file", submission, comment="Fine by me")

    page = response.content.decode()
    submission.refresh_from_db()
    assert response.status_code == 400
    assert "at least 40 characters" in page
    assert "Aisha Karim is a key witness without a signed statement." in page
    assert "Fine by me" in page
    assert (submission.stage, submission.approved_at) == ("awaiting_approval", None)


def test_a_reply_to_the_action_plan_names_what_is_enclosed(client, desk, robbery, submission):
    cps = Actor(kind="prosecutor", name="Sam Okoye", roles=frozenset({"prosecutor"}))
    submission.stage = "accepted"
    submission.save()
    item_row = {"text": "Get the gym's log", "reason": "Alibi", "due_on": robbery.at.date()}
    plan = decisions.issue_plan(submission=submission, items=[item_row], by=cps, at=robbery.at)
    item = plan.items.get()

    task = client.get(reverse("desk:home")).content.decode()
    empty = desk("desk:reply", item)
    unknown = desk("desk:reply", item, reply="Done", answered_with=[str(submission.pk)])
    desk("desk:reply", item, reply="Log attached", answered_with=[str(robbery.phone.pk)])

    item.refresh_from_db()
    assert "Answer the prosecutor: Get the gym" in task
    assert (empty.status_code, unknown.status_code) == (400, 400)
    assert (item.stage, item.answered_with) == ("replied", [str(robbery.phone.pk)])


def test_an_item_is_answered_once(client, desk, robbery, submission):
    plan = factories.make_action_plan(submission=submission)
    item = factories.make_action_plan_item(plan=plan)
    stages.move(subject=item, transition="reply", by=robbery.by, at=robbery.at, data={"reply": "x"})

    again = desk("desk:reply", item, reply="Again")

    assert again.status_code == 400
    assert b"that step starts from open" in again.content
