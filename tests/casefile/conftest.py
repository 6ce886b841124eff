"""One small case for the tests of forms and desk pages: a robbery with two suspects."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from casefile.models import (
    Arrest,
    Case,
    Charge,
    Exhibit,
    Force,
    OffenceCode,
    Person,
    Suspect,
    User,
    UserRole,
)
from casefile.rules import identifiers
from casefile.services import (
    cases,
    charges,
    contacts,
    custody,
    exhibits,
    interviews,
    people,
    statements,
    unused,
)
from casefile.services.actors import Actor, of_user

NOON = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)


@dataclass
class Robbery:
    """The case and the people of it, by the part they play."""

    case: Case
    force: Force
    officer: User
    supervisor: User
    custody_officer: User
    stranger: User
    other_force_officer: User
    by: Actor
    victim: Person
    witness: Person
    constable: Person
    marsh: Suspect
    cole: Suspect
    arrest: Arrest
    robbery: Charge
    phone: Exhibit
    at: datetime = NOON


def make_user(name: str, force: Force | None, *roles: str, **fields: Any) -> User:
    username = name.lower().replace(" ", ".")
    user = User.objects.create_user(username, "a long passphrase", name=name, force=force, **fields)
    for role in roles:
        UserRole.objects.create(user=user, role=role, granted_at=NOON - timedelta(days=400))
    return user


@pytest.fixture
def robbery(db) -> Robbery:
    force = Force.objects.create(code="01", name="Northgate Police")
    other = Force.objects.create(code="02", name="Southmoor Police")
    offence = OffenceCode.objects.create(cjs_code="TH68023", title="Robbery", category="CI")
    OffenceCode.objects.create(cjs_code="CJ88116", title="Assault by beating", category="CS")
    officer = make_user(
        "Joan Hall",
        force,
        "officer",
        "disclosure_officer",
        rank="DC",
        collar_number="2301",
        station="Northgate",
        phone="01632 960001",
        email="hall@example.com",
        cover="Northgate CID desk",
    )
    supervisor = make_user("Kofi Mensah", force, "supervisor", rank="DS", collar_number="1207")
    by, at = of_user(officer), NOON
    case = cases.open_case(
        force=force,
        title="Robbery at Northgate",
        offence_place="Pavement outside Northgate station",
        offence_from_at=datetime(2026, 11, 13, 19, 42, tzinfo=UTC),
        incident_reference="NG-20261113-0871",
        by=by,
        at=at,
    )
    cases.allocate(case=case, user=officer, role="officer_in_case", by=by, at=at)
    cases.allocate(case=case, user=supervisor, role="supervisor", by=by, at=at)
    case = cases.give_urn(case=case, unit="NG", by=by, at=at)

    def person(given: str, family: str, **more: Any) -> Person:
        return people.record(case=case, given_names=given, family_name=family, by=by, at=at, **more)

    victim = person("Aisha", "Karim", born_on=date(2007, 3, 2), gender="2", occupation="Student")
    people.make_victim(person=victim, injury="Cut lip", loss="Mobile phone", by=by, at=at)
    people.make_witness(person=victim, kind="victim", by=by, at=at)
    contacts.record(
        person=victim,
        kind="email",
        value="aisha@example.com",
        is_safe=True,
        verified_how="code",
        by=by,
        at=at,
    )
    contacts.bar(person=victim, kind="phone", value="07700 900123", reason="stolen", by=by, at=at)
    contacts.record(
        person=victim,
        kind="address",
        value="4 Mill Lane, Northgate ZZ99 4QQ",
        is_safe=False,
        by=by,
        at=at,
    )
    witness = person("Tom", "Reed", occupation="Courier")
    people.make_witness(person=witness, kind="key", by=by, at=at)
    constable = people.officer_witness(case=case, user=officer, by=by, at=at)
    marsh = people.make_suspect(
        person=person("Dean", "Marsh", born_on=date(2002, 5, 1), gender="1"), by=by, at=at
    )
    cole = people.make_suspect(
        person=person("Liam", "Cole", born_on=date(2004, 2, 9)), by=by, at=at
    )
    asn = identifiers.make_asn(year=2026, force="01", unit="NG", system="01", sequence=12)
    arrest = custody.record_arrest(
        suspect=marsh,
        asn=asn,
        arrested_at=NOON - timedelta(days=2),
        place="14 Canal Street",
        grounds="Recognised",
        arrested_by=constable,
        custody_number="NG/881/26",
        by=by,
        at=at,
    )
    charge = charges.propose(
        suspect=marsh,
        cjs_code=offence.pk,
        particulars="On 13 November 2026 robbed Aisha Karim of a mobile phone.",
        from_on=date(2026, 11, 13),
        place="Northgate",
        by=by,
        at=at,
    )
    charges.propose(
        suspect=marsh,
        cjs_code="CJ88116",
        particulars="On 13 November 2026 assaulted Aisha Karim by beating her.",
        from_on=date(2026, 11, 13),
        place="Northgate",
        by=by,
        at=at,
    )
    charges.anticipate_plea(
        suspect=marsh, plea="not_guilty", reason="Says he was at the gym.", by=by, at=at
    )
    interviews.record(
        suspect=marsh,
        place="Northgate custody suite",
        started_at=NOON - timedelta(days=1, hours=2),
        ended_at=NOON - timedelta(days=1, hours=1, minutes=38),
        interviewers=[officer],
        others_present="Ms Vale, solicitor",
        caution_given=True,
        recording_reference="NG-REC-4471",
        prepared_statement="I was at the gym until eight.",
        summary="No comment to every question.",
        by=by,
        at=at,
    )
    phone = exhibits.record(
        case=case,
        producer=constable,
        kind="physical",
        description="Mobile phone, black",
        captured_at=NOON,
        seal_number="S004412",
        held_at="Northgate property store",
        by=by,
        at=at,
    )
    unused.list_item(
        case=case,
        description="Command and control log of the 999 call",
        location="Northgate control room",
        origin="incident log",
        presumption_class="b",
        text="19:44 call received",
        by=by,
        at=at,
    )
    unused.add_line(
        case=case,
        description="Entry log of the gym",
        points="away",
        status="outstanding",
        due_on=date(2026, 12, 1),
        by=by,
        at=at,
    )
    statements.start(case=case, witness=witness, place="14 Dock Street", by=by, at=at)
    people.record_print(
        person=marsh.person,
        printed_on=date(2026, 11, 16),
        convictions=[
            {"on": "2021-04-12", "court": "Northgate Magistrates' Court", "offence": "Theft",
             "sentence": "Community order"}
        ],
        by=by,
        at=at,
    )  # fmt: skip
    return Robbery(
        case=case,
        force=force,
        officer=officer,
        supervisor=supervisor,
        custody_officer=make_user("Ruth Vane", force, "custody_officer", rank="PS"),
        stranger=make_user("Ian Blake", force, "officer"),
        other_force_officer=make_user("Una Frost", other, "officer", "supervisor"),
        by=by,
        victim=victim,
        witness=witness,
        constable=constable,
        marsh=marsh,
        cole=cole,
        arrest=arrest,
        robbery=charge,
        phone=phone,
    )
