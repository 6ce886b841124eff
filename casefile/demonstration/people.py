"""The invented people who sign in to a demonstration; made only where DEMO=1."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from casefile.models import Force, User, UserRole

PASSWORD = "northgate-demonstration"  # noqa: S105  invented, and refused without DEMO=1
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105
FORCES = {"29": "Aldershire Police (invented)", "28": "Brackmoor Police (invented)"}
CPS_AREA = "Aldershire"


@dataclass(frozen=True)
class Someone:
    """One person: how they sign in, who they are, and the page they begin at."""

    username: str
    name: str
    rank: str
    collar_number: str
    role: str
    begins_at: str
    force: str | None = "29"
    cps_area: str = ""


PEOPLE = (
    Someone("crimedesk", "Priya Nair", "", "7031", "crime_assessor", "/desk/reports/"),
    Someone("hall", "Joanne Hall", "DC", "2417", "officer", "/desk/"),
    Someone("lowe", "Peter Lowe", "PC", "3188", "officer", "/desk/"),
    Someone("mensah", "Kofi Mensah", "DS", "1152", "supervisor", "/desk/"),
    Someone("brook", "Patricia Brook", "PS", "0846", "custody_officer", "/desk/custody/"),
    Someone("shah", "Ravi Shah", "", "", "prosecutor", "/prosecute/", None, CPS_AREA),
    Someone("admin", "Gwen Ellis", "", "9004", "force_administrator", "/manage/outbox/"),
    Someone("auditor", "Hugh Lacey", "", "9015", "auditor", "/manage/audit/"),
    Someone("records", "Ida North", "", "9021", "records_manager", "/manage/retention/"),
    Someone("archive", "Leo Marsh", "", "9022", "records_manager", "/manage/retention/"),
    Someone("stranger", "Sam Price", "DC", "5520", "officer", "/desk/", "28"),
)


@transaction.atomic
def make_people(*, at: datetime) -> None:
    """Create forces, users and roles; twice is once."""
    for code, name in FORCES.items():
        Force.objects.get_or_create(code=code, defaults={"name": name})
    for someone in PEOPLE:
        if not User.objects.filter(username=someone.username).exists():
            _make(someone, at)


def _make(someone: Someone, at: datetime) -> None:
    user = User.objects.create_user(
        someone.username,
        PASSWORD,
        name=someone.name,
        rank=someone.rank,
        collar_number=someone.collar_number,
        force_id=someone.force,
        cps_area=someone.cps_area,
        station="Northgate",
        email=f"{someone.username}@example.com",
        phone="01632 960017",
        cover="Northgate CID office, 01632 960018",
        totp_secret=TOTP_SECRET,
    )
    UserRole.objects.create(user=user, role=someone.role, granted_at=at)
