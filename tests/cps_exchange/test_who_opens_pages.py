"""Who opens the prosecutor's pages, and who does not: another area, the police, a stranger."""

import pytest
from django.test import Client

from tests import factories
from tests.cps_exchange.conftest import kinds

PAGES = ["", "bundle.pdf", "bundle.zip", "items/statement-1/", "triage/", "action-plan/"]
PAGES += ["decisions/"]
ACCEPT = {"outcome": "accept"}


@pytest.mark.parametrize("page", PAGES)
def test_nobody_opens_a_page_without_signing_in(sent, page):
    answer = Client().get(f"/prosecute/{sent.pk}/{page}")

    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in/")


@pytest.mark.parametrize("page", PAGES)
def test_a_prosecutor_of_another_area_finds_nothing_and_it_is_logged(
    sent, client, other_area_prosecutor, page
):
    client.force_login(other_area_prosecutor)

    answer = client.get(f"/prosecute/{sent.pk}/{page}")

    assert answer.status_code == 404
    assert kinds(sent.case.access_stream) == ["case.refused"]


@pytest.mark.parametrize("page", PAGES)
def test_a_prosecutor_sees_nothing_of_a_file_that_has_not_left(sent, prosecute, page):
    draft = factories.make_submission(case=sent.case)

    assert prosecute.get(f"/prosecute/{draft.pk}/{page}").status_code == 404


@pytest.mark.parametrize("role", ["officer", "supervisor", "custody_officer", "crime_assessor"])
@pytest.mark.parametrize("page", ["triage/", "action-plan/", "decisions/"])
def test_no_police_credential_makes_a_prosecutors_decision(request, sent, role, page):
    browser = Client()
    browser.force_login(request.getfixturevalue(role))

    answer = browser.post(f"/prosecute/{sent.pk}/{page}", ACCEPT)

    sent.refresh_from_db()
    assert answer.status_code in {403, 404}
    assert sent.stage == "submitted"
    assert kinds(sent.case.access_stream)[-1] == "case.refused"


def test_the_prosecutors_role_given_to_a_police_user_by_mistake_reaches_nothing(sent, officer):
    factories.make_user_role(user=officer, role="prosecutor")
    browser = Client()
    browser.force_login(officer)

    assert browser.get(f"/prosecute/{sent.pk}/").status_code == 403
    assert browser.post(f"/prosecute/{sent.pk}/triage/", ACCEPT).status_code == 403
