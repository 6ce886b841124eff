import json
from dataclasses import FrozenInstanceError
from uuid import uuid4

import pytest

from casefile.services import actors
from tests.factories import AREA, AT, make_event, make_user, make_user_role


def test_a_user_of_a_force_acts_as_staff_with_the_roles_held_now(db, django_assert_num_queries):
    user = make_user("officer", name="Joan Hall", collar_number="2301")
    make_user_role(user=user, role="supervisor", revoked_at=AT)

    with django_assert_num_queries(2):
        actor = actors.of_user(user, session="abc")

    assert (actor.kind, actor.roles, actor.force) == ("staff", {"officer"}, "77")
    assert actor.account is user
    assert actor.home_stream == "force:77"


def test_a_user_of_the_cps_acts_as_prosecutor_of_an_area(prosecutor):
    actor = actors.of_user(prosecutor)

    assert (actor.kind, actor.area, actor.force) == ("prosecutor", AREA, None)
    assert actor.home_stream == f"force:{AREA}"


def test_the_worker_names_the_human_who_asked():
    actor = actors.system(on_behalf_of="DC 2301 Hall")

    assert actor.as_recorded() == {
        "kind": "system",
        "name": "Casefile",
        "roles": ["system"],
        "on_behalf_of": "DC 2301 Hall",
    }


@pytest.mark.parametrize("kind", ["reporter", "victim"])
def test_people_from_the_public_are_an_id_and_never_a_name(kind):
    identifier = uuid4()

    recorded = actors.public(kind=kind, identifier=identifier).as_recorded()

    assert recorded == {"kind": kind, "id": str(identifier), "roles": [kind]}


def test_the_name_of_a_victim_stays_out_of_the_chain_even_if_given(db):
    actor = actors.Actor(kind="victim", id=uuid4(), name="Aisha Karim")

    assert b"Aisha" not in bytes(make_event(by=actor).header)


def test_an_actor_without_an_account_has_none():
    with pytest.raises(TypeError, match="system has no user account"):
        _ = actors.system().account


def test_an_actor_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        actors.system().force = "77"


def test_the_entry_keeps_the_identity_though_the_user_is_renamed(db):
    user = make_user("officer", name="Joan Hall")
    event = make_event(by=actors.of_user(user))

    user.name = "Joan Hall-Reyes"
    user.save()
    event.refresh_from_db()

    assert json.loads(bytes(event.header))["actor"]["name"] == "Joan Hall"
