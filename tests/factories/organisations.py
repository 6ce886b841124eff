"""Forces, users and their roles, courts and offence codes."""

from datetime import timedelta
from typing import Any

from casefile import models
from casefile.services.actors import Actor, of_user
from tests.factories.base import AT, FORCE, OTHER_FORCE, PASSWORD, filled, numbers


def make_force(code: str = FORCE, **overrides: Any) -> models.Force:
    """Return the force of a code, the same row each time."""
    names = {FORCE: "Northgate Police", OTHER_FORCE: "Southmoor Police"}
    values = {"name": names.get(code, f"Force {code}")} | overrides
    return models.Force.objects.get_or_create(code=code, defaults=values)[0]


def make_user(*roles: str, **overrides: Any) -> models.User:
    """Return a user of FORCE who holds the roles. `force=None` makes a user of the CPS."""
    number = next(numbers)
    values = {
        "username": f"user{number}",
        "password": PASSWORD,
        "name": f"Alex Person{number}",
    }
    user = models.User.objects.create_user(**filled(values | overrides, force=make_force))
    for role in roles:
        make_user_role(user=user, role=role)
    return user


def make_user_role(**overrides: Any) -> models.UserRole:
    values = {"role": "officer", "granted_at": AT - timedelta(days=400)} | overrides
    return models.UserRole.objects.create(**filled(values, user=make_user))


def make_actor(*roles: str, **overrides: Any) -> Actor:
    """Return the actor of a new user who holds the roles."""
    return of_user(make_user(*roles, **overrides))


def make_offence_code(cjs_code: str = "TH68023", **overrides: Any) -> models.OffenceCode:
    values = {"title": "Robbery", "category": "CI", "is_recordable": True} | overrides
    return models.OffenceCode.objects.get_or_create(cjs_code=cjs_code, defaults=values)[0]


def make_organisation_unit(code: str = "B77NG00", **overrides: Any) -> models.OrganisationUnit:
    values = {"name": "Northgate Magistrates' Court"} | overrides
    return models.OrganisationUnit.objects.get_or_create(code=code, defaults=values)[0]
