"""What the staff layout shows of the person who is signed in."""

from typing import Any

from django.http import HttpRequest

from casefile.gates import actor_of
from casefile.rules.permissions import ROLES, permissions_for

NAVIGATION = (
    ("Cases", "/desk/", "case.list"),
    ("From tablets", "/desk/tablets/", "capture.list"),
    ("Reports", "/desk/reports/", "report.list"),
    ("Take a report", "/desk/reports/new/", "report.take"),
    ("Complaints", "/desk/complaints/", "complaint.list"),
    ("Registrar", "/desk/reports/registrar/", "crime.registrar"),
    ("Sign-offs", "/desk/reports/sign-offs/", "report.sign_off"),
    ("Intelligence", "/desk/reports/intelligence/", "intelligence.list"),
    ("Things", "/desk/things/", "exhibit.scan"),
    ("Custody", "/desk/custody/", "custody.view"),
    ("Files", "/prosecute/", "submission.list"),
    ("Conflicts", "/manage/conflicts/", "conflict.review"),
    ("Retention", "/manage/retention/", "retention.list"),
    ("Outbox", "/manage/outbox/", "outbox.view"),
    ("Users", "/manage/users/", "users.manage"),
    ("Tablets", "/manage/devices/", "device.manage"),
    ("Access log", "/manage/audit/", "audit.view"),
    ("Integrity", "/manage/integrity/", "integrity.view"),
    ("Emergency access", "/manage/emergency-access/", "break_glass.review"),
)


def who_is_signed_in(request: HttpRequest) -> dict[str, Any]:
    """Return name, roles and navigation for a signed-in request; nothing otherwise."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    actor = actor_of(request)
    inside = [href for _, href, _ in NAVIGATION if request.path.startswith(href)]
    here = max(inside, key=len, default="")
    return {
        "signed_in_name": user.signature_name,
        "signed_in_role": ", ".join(ROLES[role] for role in sorted(actor.roles) if role in ROLES),
        "nav_items": [
            {"text": text, "href": href, "current": href == here}
            for text, href, action in NAVIGATION
            if any(actor.roles & set(row.roles) for row in permissions_for(action))
        ],
    }
