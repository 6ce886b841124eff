"""Users of the own force and their roles."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from casefile import clock, forms, gates
from casefile.manage.forms import RoleForm, UserFilterForm
from casefile.models import User, UserRole
from casefile.rules.permissions import PERMISSIONS, REACHES, ROLES
from casefile.services import access
from casefile.services import users as service

MOST_SHOWN = 100


@gates.staff("users.manage")
@require_safe
def users(request: HttpRequest) -> HttpResponse:
    """List the people of the own force with the roles they hold."""
    form = UserFilterForm(request.GET)
    if not form.is_valid():
        return render(request, "manage/users.html", {"form": form}, status=400)
    actor, name = gates.actor_of(request), form.cleaned_data["name"]
    live = Prefetch("role_rows", UserRole.objects.filter(revoked_at=None).order_by("role"), "live")
    found = User.objects.filter(force_id=actor.force).prefetch_related(live).order_by("name", "pk")
    matching = found.filter(
        Q(name__icontains=name) | Q(username__icontains=name) | Q(collar_number__iexact=name)
    )
    shown = list(matching[: MOST_SHOWN + 1])
    hits = [str(user.pk) for user in shown]
    access.record_list(actor, at=clock.now(), what="users", hits=hits)
    context = {"form": form, "rows": _rows(shown[:MOST_SHOWN]), "has_more": len(shown) > MOST_SHOWN}
    context["headings"] = ["Name", "User name", "Roles"]
    return render(request, "manage/users.html", context)


def _rows(shown: list[Any]) -> list[list[Any]]:
    return [
        [
            {"text": user.signature_name, "href": f"/manage/users/{user.pk}/"},
            user.username,
            ", ".join(ROLES.get(row.role, row.role) for row in user.live) or "None",
        ]
        for user in shown
    ]


@gates.staff("users.manage", User)
@require_safe
def user(request: HttpRequest, found: User) -> HttpResponse:
    """Show one person's roles, those taken back too."""
    return _user_page(request, found, RoleForm(user=found))


@gates.staff("users.manage", User)
@require_POST
def grant(request: HttpRequest, found: User) -> HttpResponse:
    """Give the person a role."""
    form = RoleForm(request.POST, user=found)
    by, at = gates.actor_of(request), clock.now()
    if form.is_valid():
        role = form.cleaned_data["role"]
        if forms.attempt(form, lambda: service.grant_role(user=found, role=role, by=by, at=at)):
            messages.success(request, f"{found.name} is now {ROLES[role].lower()}.")
            return redirect("manage:user", pk=found.pk)
    return _user_page(request, found, form, status=400)


@gates.staff("users.manage", User)
@require_POST
def revoke(request: HttpRequest, found: User, role_pk: UUID) -> HttpResponse:
    """Take a role back."""
    row = get_object_or_404(found.role_rows, pk=role_pk)
    service.revoke_role(row=row, by=gates.actor_of(request), at=clock.now())
    messages.success(request, f"{found.name} is no longer {ROLES.get(row.role, row.role).lower()}.")
    return redirect("manage:user", pk=found.pk)


@gates.staff("users.manage")
@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """Say what each role may do, from the table that decides it."""
    held = [
        (
            words,
            [(row.words, REACHES[row.reach]) for row in PERMISSIONS if role in row.roles],
        )
        for role, words in ROLES.items()
    ]
    return render(request, "manage/roles.html", {"roles": held, "back_href": "/manage/users/"})


def _user_page(
    request: HttpRequest, found: User, form: RoleForm, *, status: int = 200
) -> HttpResponse:
    rows = [(row, ROLES.get(row.role, row.role)) for row in found.role_rows.order_by("-granted_at")]
    shown = {
        "person": found,
        "rows": rows,
        "form": form,
        "is_own": found.pk == request.user.pk,
        "back_href": "/manage/users/",
    }
    return render(request, "manage/user.html", shown, status=status)
