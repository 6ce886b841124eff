"""Who may do what: each action, the roles that may, and how far each role reaches.

Reach: `assigned` (on the case, or on it by emergency access for reading), `force` (anything of the
own force), `custody` (cases of the own force with an arrest), `area` (files sent to the own CPS
area), `offered` (offered to them by name), `held` (a thing of the own force that they have in
hand), `self` (nothing of anybody else's).
"""

from dataclasses import dataclass

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

ROLES = {
    "officer": "Officer",
    "supervisor": "Supervisor",
    "disclosure_officer": "Disclosure officer",
    "exhibits_officer": "Exhibits officer",
    "custody_officer": "Custody officer",
    "crime_assessor": "Crime desk assessor",
    "crime_registrar": "Crime registrar",
    "prosecutor": "Prosecutor",
    "complaints_officer": "Professional standards",
    "records_manager": "Records manager",
    "force_administrator": "Force administrator",
    "auditor": "Auditor",
}
INVESTIGATORS = ("officer", "supervisor", "disclosure_officer")
HANDLERS = (*INVESTIGATORS, "exhibits_officer")
TAKE_THINGS = (*HANDLERS, "custody_officer")
# Who may be handed things of cases that are not theirs.
OFF_THE_CASE = (*INVESTIGATORS, "custody_officer")
CRIME_DESK = ("crime_assessor", "crime_registrar")
TAKERS = (*CRIME_DESK, "officer", "supervisor")
# Who sees information about others once it was passed on: as few as can be.
INTELLIGENCE = ("crime_registrar",)
# Who sees how long files of a case are kept, and may hold them.
KEEPERS = ("records_manager", "supervisor", "crime_registrar", "complaints_officer")
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
    Permission(
        "intelligence.list", INTELLIGENCE, "self", "See information that was passed to intelligence"
    ),
    Permission("report.take", TAKERS, "force", "Take a report down for somebody"),
    Permission("complaint.list", ("complaints_officer",), "self", "List complaints of their force"),
    Permission("complaint.view", ("complaints_officer",), "force", "Read and answer a complaint"),
    Permission(
        "report.search", CRIME_DESK, "self", "Search reports and people of their force, and say why"
    ),
    Permission(
        "report.oversee", ("crime_registrar",), "self", "See reports of their force past their time"
    ),
    Permission(
        "report.sign_off",
        ("supervisor", "crime_registrar"),
        "force",
        "Agree that a report is not recorded",
    ),
    Permission("crime.registrar", ("crime_registrar",), "self", "See what the registrar watches"),
    Permission("crime.view", CRIME_DESK, "force", "Read the record of a crime"),
    Permission("crime.view", INVESTIGATORS, "assigned", "Read a crime of their cases"),
    Permission("crime.work", CRIME_DESK, "force", "Work on the record of a crime"),
    Permission("crime.work", INVESTIGATORS, "assigned", "Work on a crime of their cases"),
    Permission("crime.decide", CRIME_DESK, "force", "Class, allocate or reopen a crime"),
    Permission("crime.decide", ("supervisor",), "assigned", "Class, allocate or reopen a crime"),
    Permission("crime.file", ("crime_registrar",), "force", "Give a crime its outcome"),
    Permission("crime.file", ("supervisor",), "assigned", "Give a crime its outcome"),
    Permission("crime.cancel", ("crime_registrar",), "force", "Cancel the record of a crime"),
    Permission("case.allocate", (*CRIME_DESK, "supervisor"), "force", "Allocate a case"),
    Permission("case.list", (*INVESTIGATORS, "custody_officer"), "self", "List their own cases"),
    Permission("case.view", INVESTIGATORS, "assigned", "Read a case they are assigned to"),
    Permission("case.work", INVESTIGATORS, "assigned", "Add to a case they are assigned to"),
    Permission(
        "object.original",
        ("supervisor", "disclosure_officer"),
        "assigned",
        "Take out the original of a file, not only a working copy",
    ),
    Permission("exhibit.handle", INVESTIGATORS, "assigned", "Hand over things of their cases"),
    Permission("exhibit.handle", ("exhibits_officer",), "force", "Hand over things of any case"),
    # Who took a thing over from a case that is not theirs must be able to pass it on.
    Permission("exhibit.handle", OFF_THE_CASE, "held", "Hand over what they hold themselves"),
    Permission("exhibit.scan", TAKE_THINGS, "self", "Find a thing by its label"),
    Permission(
        "hand_over.answer", TAKE_THINGS, "offered", "Take over, or not, what is offered to them"
    ),
    Permission(
        "store.count", ("exhibits_officer", "supervisor"), "self", "Count what lies in a store"
    ),
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
    Permission(
        "conflict.declare", INVESTIGATORS, "assigned", "Say that they know somebody in a case"
    ),
    Permission(
        "conflict.review",
        ("crime_registrar", "supervisor"),
        "force",
        "See who is kept from a case or report by an interest, and lift it",
    ),
    Permission("capture.use", INVESTIGATORS, "self", "Work with a tablet of their force"),
    Permission(
        "capture.list", INVESTIGATORS, "self", "See what waits from tablets, and their own notebook"
    ),
    Permission(
        "capture.settle",
        INVESTIGATORS,
        "assigned",
        "Settle what a tablet brought for their cases",
    ),
    Permission(
        "capture.oversee",
        ("supervisor",),
        "force",
        "Settle what came from a tablet and fits no case, and import what a tablet exported",
    ),
    Permission("device.manage", ("force_administrator",), "force", "Enrol and revoke tablets"),
    Permission("retention.list", KEEPERS, "self", "See whose files are due for review, or held"),
    Permission("retention.view", KEEPERS, "force", "See how long the files of a case are kept"),
    Permission("hold.place", KEEPERS, "force", "Hold the files of a case"),
    Permission(
        "hold.remove",
        ("records_manager", "supervisor"),
        "force",
        "Ask for or agree to the removal of a hold, never both",
    ),
    Permission("disposal.propose", ("records_manager",), "force", "Propose to dispose of files"),
    Permission(
        "disposal.approve",
        ("records_manager", "crime_registrar"),
        "force",
        "Approve, refuse or undo a disposal that another proposed",
    ),
    Permission("outbox.view", ("force_administrator",), "force", "See outgoing messages"),
    Permission("audit.view", ("auditor",), "force", "Read the access log, not the case"),
    Permission(
        "integrity.view",
        ("auditor", "force_administrator"),
        "self",
        "See whether the log and the stored files are whole",
    ),
    Permission("users.manage", ("force_administrator",), "force", "Grant and revoke roles"),
)
_BY_ACTION: dict[str, list[Permission]] = {}
for _row in PERMISSIONS:
    _BY_ACTION.setdefault(_row.action, []).append(_row)

EXCHANGE_SCOPES = {
    "exchange:read": "Read the files sent to the client's area, and fetch their bytes",
    "exchange:triage": "Send receipts, triage results and assessments",
    "exchange:decide": "Send action plans, decisions and disclosure decisions",
    "exchange:court": "List hearings and send their results",
}
INTAKE_SCOPES = {
    "intake:report": "Send in reports on the forms that the client may send",
    "intake:status": "Ask what became of the reports that the client sent",
}
SCOPES = EXCHANGE_SCOPES | INTAKE_SCOPES


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
    "offered": "Only what was offered to them by name",
    "held": "Only things that they have in hand",
    "self": "For what is their own alone",
    "assigned": "Only cases they were given",
    "custody": "Only cases of their force in which somebody was arrested",
    "force": "Only what belongs to their force",
    "area": "Only files that were sent to their area",
}


def _code(row: Permission) -> str:
    """Return the action, and its reach where the action has several rows."""
    return row.action if len(_BY_ACTION[row.action]) == 1 else f"{row.action} ({row.reach})"


register(
    "permissions",
    "Who may do what",
    "Each action, the roles that hold it, and how far each reaches. Nobody may do anything else.",
    (
        Rule(
            _code(row),
            f"{row.words}: {role_words(row.roles)}. {REACHES[row.reach]}.",
            Source("Design of this product", "2026", "who uses it", "verified"),
        )
        for row in PERMISSIONS
    ),
)
