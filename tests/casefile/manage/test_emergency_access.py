"""The review of emergency access."""

import pytest

from casefile.models import CaseEvent
from tests import factories

GIVEN = {"was_justified": "yes", "note": "A child was at risk that night."}


@pytest.fixture
def taken(stranger, case):
    return factories.make_break_glass(user=stranger, case=case)


@pytest.fixture
def reviewer(client, signed_in, supervisor):
    return signed_in(client, supervisor)


def test_what_was_taken_waits_for_review_with_its_reason(reviewer, taken):
    listed = reviewer.get("/manage/emergency-access/").content.decode()
    page = reviewer.get(f"/manage/emergency-access/{taken.pk}/").content.decode()

    assert "Waiting for review" in listed
    assert "Ian Blake" in listed
    assert taken.reason in page


@pytest.mark.parametrize(("answer", "words"), [("yes", "Justified"), ("no", "Not justified")])
def test_a_review_is_recorded_with_its_note(reviewer, supervisor, taken, answer, words):
    given = GIVEN | {"was_justified": answer}
    page = reviewer.post(f"/manage/emergency-access/{taken.pk}/", given, follow=True)

    taken.refresh_from_db()
    assert f">{words}<" in page.content.decode()
    assert taken.was_justified is (answer == "yes")
    assert taken.review_note == GIVEN["note"]
    assert CaseEvent.objects.get(kind="break_glass.reviewed").actor_id == supervisor.pk


@pytest.mark.parametrize(
    "given", [{}, {"was_justified": "maybe", "note": "x"}, GIVEN | {"note": "a\x00b"}]
)
def test_nonsense_is_answered_beside_the_field(reviewer, taken, given):
    page = reviewer.post(f"/manage/emergency-access/{taken.pk}/", given)

    assert page.status_code == 400
    assert "There is a problem" in page.content.decode()


def test_nobody_reviews_their_own(reviewer, supervisor, case):
    own = factories.make_break_glass(user=supervisor, case=case)
    path = f"/manage/emergency-access/{own.pk}/"

    assert "Another supervisor reviews it" in reviewer.get(path).content.decode()
    assert reviewer.post(path, GIVEN).status_code == 400
    own.refresh_from_db()
    assert own.reviewed_at is None


def test_a_review_is_made_once(reviewer, taken):
    path = f"/manage/emergency-access/{taken.pk}/"
    reviewer.post(path, GIVEN)

    again = reviewer.post(path, GIVEN | {"was_justified": "no"})

    assert again.status_code == 400
    assert "reviewed already" in again.content.decode()
    taken.refresh_from_db()
    assert taken.was_justified is True


def test_another_force_sees_none_of_it(client, signed_in, other_force_officer, taken):
    signed_in(client, other_force_officer)

    assert "Ian Blake" not in client.get("/manage/emergency-access/").content.decode()
    assert client.get(f"/manage/emergency-access/{taken.pk}/").status_code == 404
    assert client.post(f"/manage/emergency-access/{taken.pk}/", GIVEN).status_code == 404
