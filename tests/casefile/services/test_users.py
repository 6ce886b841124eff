"""Roles: who may hold which, and that each grant and revocation is on the record."""

import pytest

from casefile.models import CaseEvent, UserRole
from casefile.services import NotPermitted, Refused, actors, events, users
from tests import factories


@pytest.fixture
def by(administrator):
    return actors.of_user(administrator)


def test_a_granted_role_is_held_once_and_recorded(stranger, by, at):
    for _ in range(2):
        users.grant_role(user=stranger, role="supervisor", by=by, at=at)

    assert actors.of_user(stranger).roles == {"officer", "supervisor"}
    entry = CaseEvent.objects.get(kind="role.granted")
    assert entry.stream == f"force:{factories.FORCE}"
    assert events.body_of(entry) == {"role": "supervisor", "user": str(stranger.pk)}


def test_a_role_taken_back_is_gone_at_once(stranger, by, at):
    row = UserRole.objects.get(user=stranger)
    for _ in range(2):
        users.revoke_role(row=row, by=by, at=at)

    assert actors.of_user(stranger).roles == frozenset()
    assert CaseEvent.objects.filter(kind="role.revoked").count() == 1


@pytest.mark.parametrize("role", ["prosecutor", "prosecutor_system", "system", "king", ""])
def test_no_police_user_gets_a_prosecutors_or_an_unknown_role(stranger, by, at, role):
    with pytest.raises(Refused):
        users.grant_role(user=stranger, role=role, by=by, at=at)


def test_a_prosecutor_gets_no_police_role(prosecutor, by, at):
    assert set(users.roles_for(prosecutor)) == {"prosecutor"}
    with pytest.raises(Refused):
        users.grant_role(user=prosecutor, role="officer", by=by, at=at)


def test_nobody_changes_their_own_roles(administrator, by, at):
    with pytest.raises(NotPermitted):
        users.grant_role(user=administrator, role="officer", by=by, at=at)
    with pytest.raises(NotPermitted):
        users.revoke_role(row=UserRole.objects.get(user=administrator), by=by, at=at)
