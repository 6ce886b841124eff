"""Who may do what: each action, the roles that may, and how far each role reaches.

Reach: `assigned` (on the case, or on it by emergency access for reading), `force` (anything of the
own force), `custody` (cases of the own force with an arrest), `area` (files sent to the own CPS
area), `self` (nothing of anybody else's).
"""

from dataclasses import dataclass

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

ROLES = {
    "officer": "Officer",
    "supervisor": "Supervisor",
    "disclosure_officer": "Disclosure officer",
    "custody_officer": "Custody officer",
    "crime_assessor": "Crime desk assessor",
    "crime_registrar": "Crime registrar",
    "prosecutor": "Prosecutor",
    "force_administrator": "Force administrator",
    "auditor": "Auditor",
}
INVESTIGATORS = ("officer", "supervisor", "disclosure_officer")
CRIME_DESK = ("crime_assessor", "crime_registrar")
PROSECUTORS = ("prosecutor", "prosecutor_system")


@dataclass(frozen=True)
class Permission:
    """One action, one reach, the roles that hold it, and what it allows in plain words."""

    action: str
    roles: tuple[str, ...]
    reach: str
    words: str


PERMISSIONS = (
    Permission("home.view", tuple(ROLES), "self", "See their own first page"),
    Permission("report.list", CRIME_DESK, "self", "See the queue of reports of their force"),
    Permission("report.view", CRIME_DESK, "force", "Read a report"),
    Permission("report.decide", CRIME_DESK, "force", "Record, transfer or close a report"),
    Permission("case.allocate", (*CRIME_DESK, "supervisor"), "force", "Allocate a case"),
    Permission("case.list", (*INVESTIGATORS, "custody_officer"), "self", "List their own cases"),
    Permission("case.view", INVESTIGATORS, "assigned", "Read a case they are assigned to"),
    Permission("case.work", INVESTIGATORS, "assigned", "Add to a case they are assigned to"),
    Permission("file.approve", ("supervisor",), "assigned", "Return or approve a file"),
    Permission("custody.list", ("custody_officer",), "self", "List who waits to be charged"),
    Permission("custody.view", ("custody_officer",), "custody", "Read what custody needs"),
    Permission("custody.charge", ("custody_officer",), "custody", "Charge, and grant bail"),
    Permission("break_glass.open", INVESTIGATORS, "force", "Take emergency access, with a reason"),
    Permission("break_glass.review", ("supervisor",), "force", "Review emergency access"),
    Permission("submission.list", PROSECUTORS, "self", "List the files sent to their area"),
    Permission("submission.view", PROSECUTORS, "area", "Read a file sent to their area"),
    Permission("submission.decide", PROSECUTORS, "area", "Triage, action plan and decision"),
    Permission("hearing.record", ("court_system",), "area", "List hearings, and send results"),
    Permission("outbox.view", ("force_administrator",), "force", "See outgoing messages"),
    Permission("audit.view", ("auditor",), "force", "Read the access log, not the case"),
    Permission("users.manage", ("force_administrator",), "force", "Grant and revoke roles"),
)
_BY_ACTION: dict[str, list[Permission]] = {}
for _row in PERMISSIONS:
    _BY_ACTION.setdefault(_row.action, []).append(_row)

SCOPES = {
    "exchange:read": "Read the files sent to the client's area, and fetch their bytes",
    "exchange:triage": "Send receipts, triage results and assessments",
    "exchange:decide": "Send action plans, decisions and disclosure decisions",
    "exchange:court": "List hearings and send their results",
}


def permissions_for(action: str) -> list[Permission]:
    """Return the rows of an action.

    Raises:
        KeyError: the action is not in the table.
    """
    return _BY_ACTION[action]


def role_words(roles: tuple[str, ...]) -> str:
    """Name roles as people do: "officer or supervisor"."""
    return " or ".join(ROLES.get(role, role.replace("_", " ")).lower() for role in roles)


REACHES = {
    "self": "For what is their own alone",
    "assigned": "Only cases they were given",
    "custody": "Only cases of their force in which somebody was arrested",
    "force": "Only what belongs to their force",
    "area": "Only files that were sent to their area",
}
register(
    "permissions",
    "Who may do what",
    "Each action, the roles that hold it, and how far each reaches. Nobody may do anything else.",
    (
        Rule(
            row.action,
            f"{row.words}: {role_words(row.roles)}. {REACHES[row.reach]}.",
            Source("Design of this product", "2026", "who uses it", "verified"),
        )
        for row in PERMISSIONS
    ),
)
