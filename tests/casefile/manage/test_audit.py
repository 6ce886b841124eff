"""The access log as an auditor reads it."""

import pytest

from casefile.models import CaseEvent
from casefile.services import access, events
from casefile.services.actors import of_user
from tests import factories


@pytest.fixture
def audit(client, signed_in, auditor):
    signed_in(client, auditor)
    return lambda **asked: client.get("/manage/audit/", asked)


def read(case, user, at):
    access.record_read(of_user(user), case, at=at, what="desk:case")


def test_reads_and_refusals_are_shown_in_words_with_who_and_which_case(
    audit, officer, stranger, at
):
    case = factories.make_case(urn=factories.make_urn())
    read(case, officer, at)
    access.record_refusal(of_user(stranger), "case.view", case, at=at)

    page = audit().content.decode()

    assert "2301 Joan Hall" in page
    assert "Part of a case was read" in page
    assert "Ian Blake" in page
    assert "An attempt to reach a case was refused" in page
    assert "Refused" in page
    assert case.urn in page


def test_the_auditor_learns_nothing_of_the_case(audit, client, officer, at):
    case = factories.make_case(title="Robbery of Robin Example")
    read(case, officer, at)

    assert "Robin" not in audit().content.decode()


def test_reading_the_log_is_in_the_log(audit, auditor):
    audit(user="Joan")
    audit()

    entries = CaseEvent.objects.filter(kind="log.viewed", actor_id=auditor.pk)
    asked = [events.body_of(entry)["asked"] for entry in entries.order_by("sequence")]
    assert asked == [{"case": "", "user": "Joan"}, {"case": "", "user": ""}]
    assert "The log itself was read" in audit().content.decode()


def test_another_forces_log_stays_there(audit, other_force_officer, other_force, at):
    read(factories.make_case(force=other_force), other_force_officer, at)
    access.record_list(of_user(other_force_officer), at=at, what="their list", hits=[])

    page = audit().content.decode()

    assert "Una Frost" not in page
    assert "their list" not in page


def test_a_stranger_from_another_force_shows_on_our_case(audit, other_force_officer, at):
    case = factories.make_case(urn=factories.make_urn())
    access.record_refusal(of_user(other_force_officer), "case.view", case, at=at)

    assert "Una Frost" in audit().content.decode()


def test_changes_to_a_case_are_not_in_the_access_log(audit, case, by, at):
    events.of_case(case, "case.closed", by=by, at=at, reason="secret reason")

    assert "secret reason" not in audit().content.decode()


def test_the_log_of_one_case_is_found_by_its_number(audit, officer, at):
    ours, other = (factories.make_case(urn=factories.make_urn()) for _ in range(2))
    crime = factories.make_crime(case=ours)
    read(ours, officer, at)
    read(other, officer, at)

    for reference in (ours.urn, f" {ours.urn.lower()} ", crime.reference):
        page = audit(case=reference).content.decode()
        assert page.count("Part of a case was read") == 1
        assert other.urn not in page


@pytest.mark.parametrize("user", ["officer", "2301", "joan"])
def test_what_one_user_did_is_found_by_name_or_number(audit, officer, supervisor, case, at, user):
    read(case, officer, at)
    read(case, supervisor, at)

    page = audit(user=user).content.decode()

    assert "Joan Hall" in page
    assert "Kofi Mensah" not in page


def test_an_erased_body_says_so(audit, officer, case, at):
    read(case, officer, at)
    CaseEvent.objects.get(kind="case.viewed").body.delete()

    assert "Erased" in audit().content.decode()


def test_a_name_that_is_too_long_is_refused_beside_its_field(audit):
    page = audit(user="x" * 200)

    assert page.status_code == 400
    assert "There is a problem" in page.content.decode()


def test_a_page_of_the_log_costs_few_queries(
    client, signed_in, auditor, officer, at, django_assert_max_num_queries
):
    signed_in(client, auditor)
    for _ in range(60):
        read(factories.make_case(), officer, at)

    with django_assert_max_num_queries(14):
        page = client.get("/manage/audit/").context["page"]
    assert len(page.rows) == 50
    assert page.older


def test_what_was_refused_need_not_be_an_action_of_the_table(audit, officer, at):
    events.append(
        stream=of_user(officer).home_stream,
        kind="access.refused",
        by=of_user(officer),
        at=at,
        data={"action": "token no longer good"},
    )

    assert "token no longer good" in audit().content.decode()
