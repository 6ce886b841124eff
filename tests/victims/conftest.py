"""The demonstration's robbery, step by step, as far as a victim's tracker follows it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils.module_loading import import_string

from casefile import clock
from casefile.models import (
    Case,
    Force,
    Job,
    OffenceCode,
    OutboundMessage,
    Person,
    Submission,
    Suspect,
    User,
    UserRole,
)
from casefile.rules import identifiers
from casefile.services import (
    cases,
    charges,
    contacts,
    crimes,
    custody,
    decisions,
    events,
    hearings,
    interviews,
    jobs,
    people,
)
from casefile.services.actors import Actor, of_user
from victims import services
from victims.models import TrackerAccount

REPORTED = datetime(2026, 11, 13, 19, 44, tzinfo=UTC)
RECORDED = datetime(2026, 11, 14, 9, 5, tzinfo=UTC)
ARRESTED = datetime(2026, 11, 15, 10, 0, tzinfo=UTC)
DECIDED = datetime(2026, 12, 7, 11, 0, tzinfo=UTC)
CHARGED = datetime(2026, 12, 10, 14, 0, tzinfo=UTC)
HEARING = datetime(2027, 1, 7, 10, 0, tzinfo=UTC)
FAR = datetime(2030, 1, 1, tzinfo=UTC)


def run_jobs() -> int:
    """Run the jobs of this app at the moment of what caused them; return how many there were."""
    done = 0
    while claim := _next_claim():
        with clock.at(claim.caused_at):
            import_string(claim.handler)(claim=claim, **claim.payload)
        jobs.finish(claim)
        done += 1
    return done


def _next_claim() -> jobs.Claim | None:
    Job.objects.exclude(handler__startswith="victims.").update(state=Job.DONE)
    return jobs.claim(now=FAR)


def make_staff(force, name, *roles, **fields) -> User:
    username = name.lower().replace(" ", ".")
    user = User.objects.create_user(username, "a long passphrase", name=name, force=force, **fields)
    for role in roles:
        UserRole.objects.create(user=user, role=role, granted_at=REPORTED)
    return user


def browser_at(moment: datetime, user: User | None = None) -> Client:
    """A browser whose requests carry their own moment; `set_moment` changes it."""
    browser = Client()
    set_moment(browser, moment)
    if user:
        browser.force_login(user)
    return browser


def set_moment(browser: Client, moment: datetime) -> None:
    browser.defaults["HTTP_X_DEMO_MOMENT"] = moment.isoformat()


@pytest.fixture(autouse=True)
def moments_travel_with_requests(settings):
    """Let requests carry their moment, as the demonstration's do."""
    settings.DEMO = True


@dataclass
class Robbery:
    """The case, its people, and the steps that make news."""

    case: Case
    officer: User
    custody_officer: User
    victim: Person
    marsh: Suspect
    cole: Suspect
    constable: Person
    by: Actor
    prosecutor: Actor
    charges: list = field(default_factory=list)

    run_jobs = staticmethod(run_jobs)

    @property
    def account(self) -> TrackerAccount:
        return TrackerAccount.objects.get(person_id=self.victim.pk)

    def titles(self) -> list[str]:
        return list(self.account.updates.order_by("happened_at").values_list("title", flat=True))

    def arrest_both(self) -> None:
        for number, suspect in enumerate((self.marsh, self.cole), start=1):
            asn = identifiers.make_asn(
                year=2026, force="01", unit="NG", system="01", sequence=number
            )
            arrest = custody.record_arrest(
                suspect=suspect,
                asn=asn,
                arrested_at=ARRESTED,
                place="14 Canal Street",
                grounds="Recognised by PC Lowe",
                arrested_by=self.constable,
                by=self.by,
                at=ARRESTED,
            )
            self._interview(suspect)
            custody.release(arrest=arrest, release="police_bail", by=self.by, at=ARRESTED)
        run_jobs()

    def _interview(self, suspect: Suspect) -> None:
        interviews.record(
            suspect=suspect,
            place="Northgate custody suite",
            started_at=datetime(2026, 11, 15, 9, 0, tzinfo=UTC),
            ended_at=datetime(2026, 11, 15, 9, 30, tzinfo=UTC),
            interviewers=[self.officer],
            others_present="",
            caution_given=True,
            recording_reference="NG-1",
            prepared_statement="I, Dean Marsh, was at the gym.",
            summary="Marsh: no comment.",
            by=self.by,
            at=ARRESTED,
        )

    def decide(self, *, marsh: str = "charge_authorised", cole: str = "nfa_evidential") -> None:
        for suspect in (self.marsh, self.cole):
            self.charges.append(
                charges.propose(
                    suspect=suspect,
                    cjs_code="TH68023",
                    particulars=f"{suspect.person.name} robbed Aisha Karim.",
                    from_on=date(2026, 11, 13),
                    place="Northgate",
                    by=self.by,
                    at=ARRESTED,
                )
            )
        submission = Submission.objects.create(
            case=self.case,
            version=1,
            build="charge_request_ngap_fct",
            stage="accepted",
            cps_area="Northshire",
            started_by=self.officer,
            started_at=ARRESTED,
        )
        rows = [
            decisions.Decided(
                suspect_id=charge.suspect_id,
                decision=outcome,
                reason="Marsh and Cole: see the footage.",
                charge_id=charge.pk if outcome.startswith(("charge", "refused")) else None,
            )
            for charge, outcome in zip(self.charges, (marsh, cole), strict=True)
        ]
        decisions.decide(submission=submission, decisions=rows, by=self.prosecutor, at=DECIDED)
        run_jobs()

    def charge_marsh(self) -> None:
        charge = self.charges[0]
        put = charges.Put(charge, "TH68023", charge.particulars)
        sergeant = of_user(self.custody_officer)
        self.marsh.refresh_from_db()
        charge.refresh_from_db()
        charges.put(suspect=self.marsh, puts=[put], by=sergeant, at=CHARGED)
        hearings.list_hearing(
            defendant=self.marsh,
            court_name="Northgate Magistrates' Court",
            at_court=HEARING,
            by=sergeant,
            at=CHARGED,
        )
        run_jobs()

    def link(self, template: str = "tracker_invitation") -> str:
        body = OutboundMessage.objects.filter(template=template).latest("created_at").body
        line = next(line for line in body.splitlines() if line.startswith("http"))
        return line.replace("http://localhost:8000", "")

    def code(self, at: datetime = RECORDED) -> str:
        return services.issue_code(account=self.account, by=self.by, at=at)

    def signed_in(self, at: datetime = RECORDED) -> Client:
        browser = browser_at(at)
        answer = browser.post(f"/track/in/{self.account.handle}/", {"code": self.code()})
        assert answer.status_code == 302
        return browser


def open_robbery(
    *, home_office_class: str = "34B", safe_email: bool = True, flags: tuple = (), **victim
) -> Robbery:
    force = Force.objects.create(code="01", name="Northgate Police")
    OffenceCode.objects.create(cjs_code="TH68023", title="Robbery", category="CI")
    officer = make_staff(
        force, "Joan Hall", "officer", rank="DC", station="Northgate", email="hall@example.com",
        phone="07700 900999",
    )  # fmt: skip
    by = of_user(officer)
    case = cases.open_case(
        force=force,
        title="Robbery at Northgate",
        offence_place="Outside Northgate station",
        offence_from_at=REPORTED,
        by=by,
        at=RECORDED,
    )

    case.flags = list(flags)
    case.save()

    def person(given: str, family: str) -> Person:
        return people.record(case=case, given_names=given, family_name=family, by=by, at=RECORDED)

    aisha = person("Aisha", "Karim")
    people.make_victim(person=aisha, by=by, at=RECORDED, **victim)
    if safe_email:
        contacts.record(
            person=aisha,
            kind="email",
            value="a@example.com",
            is_safe=True,
            verified_how="in_person",
            by=by,
            at=RECORDED,
        )
    contacts.bar(person=aisha, kind="phone", value="07700 900123", reason="x", by=by, at=RECORDED)
    contacts.agree_plan(person=aisha, channels=["email", "text"], by=by, at=RECORDED)
    crimes.record(
        case=case,
        home_office_class=home_office_class,
        title="Robbery of personal property",
        reported_at=REPORTED,
        balance_reason="She says that a man hit her and took her phone.",
        contrary_reason="Nothing known speaks against it.",
        by=by,
        at=RECORDED,
    )
    cases.allocate(case=case, user=officer, role="officer_in_case", by=by, at=RECORDED)
    events.of_case(case, "visit.booked", by=by, at=RECORDED)
    made = [
        people.make_suspect(person=person(*name), by=by, at=RECORDED)
        for name in (("Dean", "Marsh"), ("Liam", "Cole"))
    ]
    prosecutor = Actor(kind="prosecutor", name="Ms Ode", roles=frozenset({"prosecutor"}))
    return Robbery(
        case=case,
        officer=officer,
        custody_officer=make_staff(force, "Ruth Vane", "custody_officer"),
        victim=aisha,
        marsh=made[0],
        cole=made[1],
        constable=people.officer_witness(case=case, user=officer, by=by, at=RECORDED),
        by=by,
        prosecutor=prosecutor,
    )


@pytest.fixture
def robbery(db) -> Robbery:
    """Everything up to Saturday morning, with the news out."""
    opened = open_robbery()
    run_jobs()
    return opened


@pytest.fixture
def opened(db):
    """Open a robbery of another kind, with the news out."""

    def open_one(**kind) -> Robbery:
        made = open_robbery(**kind)
        run_jobs()
        return made

    return open_one


@pytest.fixture
def browser():
    """Open a browser at a moment."""
    return browser_at


@pytest.fixture
def move():
    """Set the moment of a browser's next requests."""
    return set_moment


@pytest.fixture
def make_user():
    """Make a member of staff."""
    return make_staff
