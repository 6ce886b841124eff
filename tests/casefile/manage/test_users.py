"""Users of a force and their roles, as an administrator sees them."""

import pytest

from casefile.models import CaseEvent, UserRole
from casefile.rules.permissions import PERMISSIONS, ROLES
from casefile.services.actors import of_user
from tests import factories


@pytest.fixture
def admin_client(client, signed_in, administrator):
    return signed_in(client, administrator)


def test_people_of_the_own_force_are_listed_with_their_roles(
    admin_client, officer, other_force_officer
):
    page = admin_client.get("/manage/users/").content.decode()

    assert "DC 2301 Joan Hall" in page
    assert "Officer" in page
    assert "Una Frost" not in page


@pytest.mark.parametrize("name", ["joan", "2301", "officer"])
def test_a_person_is_found_by_name_or_number(admin_client, officer, stranger, name):
    page = admin_client.get("/manage/users/", {"name": name}).content.decode()

    assert "Joan Hall" in page
    assert "Ian Blake" not in page


def test_a_role_is_granted_and_taken_back(admin_client, stranger):
    path = f"/manage/users/{stranger.pk}/"
    granted = admin_client.post(f"{path}roles/", {"role": "supervisor"}, follow=True)
    assert "Ian Blake is now supervisor." in granted.content.decode()

    row = UserRole.objects.get(user=stranger, role="supervisor")
    taken = admin_client.post(f"{path}roles/{row.pk}/revoke/", follow=True)
    assert "Ian Blake is no longer supervisor." in taken.content.decode()
    assert of_user(stranger).roles == {"officer"}


@pytest.mark.parametrize("role", ["", "prosecutor", "system", "officer", "nonsense"])
def test_a_role_that_cannot_be_granted_is_refused_beside_the_field(admin_client, stranger, role):
    page = admin_client.post(f"/manage/users/{stranger.pk}/roles/", {"role": role})

    assert page.status_code == 400
    assert "Choose a role" in page.content.decode()
    assert of_user(stranger).roles == {"officer"}


def test_an_administrator_cannot_change_their_own_roles(admin_client, administrator):
    path = f"/manage/users/{administrator.pk}/"

    page = admin_client.post(f"{path}roles/", {"role": "officer"})
    own = UserRole.objects.get(user=administrator)
    refused = admin_client.post(f"{path}roles/{own.pk}/revoke/")

    assert (page.status_code, refused.status_code) == (400, 403)
    assert of_user(administrator).roles == {"force_administrator"}
    assert "Another administrator" in admin_client.get(path).content.decode()


def test_another_forces_person_is_not_there_and_the_try_is_logged(
    admin_client, administrator, other_force_officer
):
    row = UserRole.objects.filter(user=other_force_officer).first()
    path = f"/manage/users/{other_force_officer.pk}/"

    answers = [
        admin_client.get(path),
        admin_client.post(f"{path}roles/", {"role": "officer"}),
        admin_client.post(f"{path}roles/{row.pk}/revoke/"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 3
    refusals = CaseEvent.objects.filter(kind="access.refused", actor_id=administrator.pk)
    assert {entry.stream for entry in refusals} == {f"force:{factories.FORCE}"}
    assert refusals.count() == 3


def test_a_role_row_of_somebody_else_cannot_be_taken_back_under_another_name(
    admin_client, stranger, other_force_officer
):
    row = UserRole.objects.filter(user=other_force_officer).first()

    answer = admin_client.post(f"/manage/users/{stranger.pk}/roles/{row.pk}/revoke/")

    assert answer.status_code == 404


def test_a_role_revoked_a_second_ago_opens_nothing(client, signed_in, administrator):
    signed_in(client, administrator)
    assert client.get("/manage/users/").status_code == 200
    UserRole.objects.filter(user=administrator).update(revoked_at=factories.AT)

    assert client.get("/manage/users/").status_code == 403
    refusal = CaseEvent.objects.get(kind="access.refused")
    assert refusal.actor_id == administrator.pk


def test_what_each_role_may_do_is_said_from_the_table(admin_client):
    page = admin_client.get("/manage/roles/").content.decode()

    assert all(words in page for words in ROLES.values())
    held = [row for row in PERMISSIONS if set(row.roles) & set(ROLES)]
    assert all(row.words in page for row in held)
