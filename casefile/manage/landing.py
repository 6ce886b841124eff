"""Where a person lands after signing in, by what their roles allow."""

from django.utils.http import url_has_allowed_host_and_scheme

from casefile.rules.permissions import permissions_for
from casefile.services.actors import Actor

# The first row whose action an actor holds; the widest piece of daily work comes first.
LANDING = (
    ("submission.list", "/prosecute/"),
    ("report.list", "/desk/reports/"),
    ("custody.view", "/desk/custody/"),
    ("case.list", "/desk/"),
    ("exhibit.scan", "/desk/things/"),
    ("complaint.list", "/desk/complaints/"),
    ("disposal.propose", "/manage/retention/"),
    ("outbox.view", "/manage/outbox/"),
    ("audit.view", "/manage/audit/"),
)


def landing_page(actor: Actor) -> str:
    """Return the path of an actor's first page; the public start page without any role."""
    for action, path in LANDING:
        if any(actor.roles & set(row.roles) for row in permissions_for(action)):
            return path
    return "/"


def local_path(wanted: str) -> str:
    """Return a path of this site as given, and nothing for any other address."""
    is_local = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, None)
    return wanted if is_local else ""
