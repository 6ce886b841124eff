"""Approved files to build bundles from, made through the services as people would make them."""

import io
import subprocess
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
from PIL import Image

from casefile.models import Case, Exhibit, Person, StoredObject, Submission
from casefile.services import (
    cases,
    charges,
    clips,
    contacts,
    custody,
    evidence,
    exhibits,
    interviews,
    people,
    signing,
    statements,
    submissions,
    unused,
)
from casefile.services.actors import Actor, of_user
from casefile.worker import loop
from tests import factories

# In the past, so that what falls due then is due now.
AT = datetime(2025, 11, 18, 12, 0, tzinfo=UTC)
COMMENT = "The recording and the two witnesses agree, and the phone was found in the flat."
HOME = "4 Mill Lane, Northgate"


class Building:
    """A case on its way to an approved file."""

    def __init__(self) -> None:
        self.officer = factories.make_user(
            "officer", "disclosure_officer", name="Joan Hall", rank="DC", collar_number="2301",
            station="Northgate", phone="01632 960001", email="hall@example.com", cover="CID desk",
        )  # fmt: skip
        self.supervisor = factories.make_user("supervisor", name="Kofi Mensah", rank="DS")
        self.by, self.at = of_user(self.officer), AT
        self.case = self._case()
        self.victim = self.person("Aisha", "Karim", born_on=date(2006, 3, 2))
        self.constable = people.officer_witness(
            case=self.case, user=self.officer, by=self.by, at=AT
        )

    @property
    def who(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.at}

    def _case(self) -> Case:
        case = cases.open_case(
            force=factories.make_force(),
            title="Robbery at Northgate",
            offence_place="Pavement outside Northgate station",
            offence_from_at=AT - timedelta(days=4),
            **self.who,
        )
        for user, role in ((self.officer, "officer_in_case"), (self.supervisor, "supervisor")):
            cases.allocate(case=case, user=user, role=role, **self.who)
        return cases.give_urn(case=case, unit="NG", **self.who)

    def person(self, given: str, family: str, **details: Any) -> Person:
        return people.record(
            case=self.case, given_names=given, family_name=family, **details, **self.who
        )

    def received(self, content: bytes, name: str) -> StoredObject:
        return evidence.receive(
            stream=io.BytesIO(content),
            name=name,
            force=self.case.force,
            case=self.case,
            **self.who,
        )

    def exhibit(self, kind: str, description: str, content: bytes, name: str) -> Exhibit:
        return exhibits.record(
            case=self.case,
            producer=self.constable,
            kind=kind,
            description=description,
            captured_at=AT,
            content=self.received(content, name) if content else None,
            seal_number="" if content else "S004412",
            **self.who,
        )

    def sign_statement(self, witness: Person, narrative: str) -> None:
        version = statements.start(
            case=self.case, witness=witness, place="14 Dock Street", **self.who
        )
        statements.write(version=version, narrative=narrative, **self.who)
        version = statements.finalise(version=version, **self.who)
        signing.show(version=version, **self.who)
        signing.sign(
            version=version,
            act=signing.Act(
                signer=witness,
                hand=signing.Hand(witness.name),
                declaration_accepted=True,
                pages_shown=version.page_images,
                circumstances=signing.Circumstances("14 Dock Street"),
                officer_signed_in_at=AT,
            ),
            **self.who,
        )

    def witnesses(self) -> None:
        people.make_victim(person=self.victim, injury="Cut lip", **self.who)
        people.offer_personal_statement(victim=self.victim.victim, answer="declined", **self.who)
        witness = people.make_witness(person=self.victim, kind="victim", **self.who)
        people.set_availability(witness=witness, is_willing=True, dates_to_avoid="none", **self.who)
        people.record_print(person=self.victim, printed_on=AT.date(), convictions=[], **self.who)
        contacts.record(person=self.victim, kind="address", value=HOME, is_safe=False, **self.who)

    def suspect(self) -> None:
        marsh = people.make_suspect(
            person=self.person("Dean", "Marsh", born_on=date(2001, 5, 1)), **self.who
        )
        custody.record_arrest(
            suspect=marsh,
            asn=factories.make_asn(),
            arrested_at=AT - timedelta(days=2),
            place="14 Canal Street",
            grounds="Recognised",
            arrested_by=self.constable,
            **self.who,
        )
        interviews.record(
            suspect=marsh,
            place="Northgate custody suite",
            started_at=AT - timedelta(hours=26),
            ended_at=AT - timedelta(hours=25),
            interviewers=[self.officer],
            others_present="",
            caution_given=True,
            recording_reference="NG-REC-4471",
            prepared_statement="",
            summary="No comment to every question.",
            **self.who,
        )
        people.record_print(
            person=marsh.person,
            printed_on=AT.date(),
            convictions=[{"on": "2021-04-12", "court": "Northgate Magistrates' Court",
                          "offence": "Theft", "sentence": "Fine"}],
            **self.who,
        )  # fmt: skip
        charges.propose(
            suspect=marsh,
            cjs_code=factories.make_offence_code().pk,
            particulars="On 14 November 2025 robbed Aisha Karim of a mobile phone.",
            from_on=date(2025, 11, 14),
            place="Northgate",
            **self.who,
        )

    def approve(self, build: str = "charge_request_ngap_fct") -> Submission:
        submission = submissions.start(
            case=self.case,
            build=build,
            cps_area="North",
            priority="green",
            code_test="full",
            **self.who,
        )
        submissions.request_approval(submission=submission, **self.who)
        boss: Actor = of_user(self.supervisor)
        return submissions.approve(submission=submission, comment=COMMENT, by=boss, at=AT)


def approve_small_file() -> Submission:
    """A short file, no job waiting but its bundle: for workers that are killed."""
    building = Building()
    building.witnesses()
    building.suspect()
    building.sign_statement(building.victim, "I was walking home when a man took my phone.")
    building.exhibit("photo", "Photograph of a cut lip", photo(), "lip.jpg")
    loop.drain()
    return building.approve("early_advice")


def approve_whole_file() -> Submission:
    """A file with every kind of exhibit, unused material, and a clip."""
    building = Building()
    building.witnesses()
    building.suspect()
    building.exhibit("photo", "Photograph of a cut lip", photo(), "lip (1) 100%.jpg")
    recording = building.exhibit("video", "Recording of the street", video(), "CON.mp4")
    clips.ask(
        exhibit=recording,
        from_seconds=0.5,
        to_seconds=1.5,
        reason="The punch",
        description="Clip of the punch",
        producer=building.constable,
        by=building.by,
        at=building.at,
    )
    loop.drain()
    building.exhibit("audio", "Call to the control room", audio(), "call.wav")
    building.exhibit("document", "Receipt for the phone", pdf(3), "receipt.pdf")
    building.exhibit("document", "A note that is no picture", b"just words\n", "note.txt")
    building.exhibit("physical", "Mobile phone, black", b"", "")
    building.sign_statement(
        building.victim,
        "I was walking home when a man took my phone. I produce a photograph as JH/1, "
        "a recording as JH/2, a call as JH/3, a receipt as JH/4, a note as JH/5 and a phone JH/6.",
    )
    _unused(building)
    return building.approve()


def _unused(building: Building) -> None:
    rows = (
        ("Log of the 999 call", "b", "19:44 call received\n19:47 patrol sent", None, "C"),
        ("Recording of the 999 call", "a", "", building.received(audio(), "999.wav"), "C"),
        ("Old poster about the station", "", "Opening hours", None, "C"),
        ("Report of a source", "", "SECRET SOURCE WORDS", None, "D"),
    )
    for description, presumed, text, content, schedule in rows:
        unused.list_item(
            case=building.case,
            description=description,
            location="Northgate control room",
            origin="incident_log",
            presumption_class=presumed,
            text=text,
            content=content,
            schedule=schedule,
            sensitivity_reason="A source" if schedule == "D" else "",
            **building.who,
        )


@lru_cache(maxsize=1)
def photo() -> bytes:
    target = io.BytesIO()
    Image.effect_noise((900, 600), 60).convert("RGB").save(target, "JPEG", quality=60)
    return target.getvalue()


def pdf(pages: int) -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page()
        made.save(target)
    return target.getvalue()


def audio() -> bytes:
    return _ffmpeg("-f", "lavfi", "-i", "sine=duration=1", "-f", "wav", name="made.wav")


def video() -> bytes:
    pictures = ("-f", "lavfi", "-i", "testsrc=duration=2:size=160x120:rate=5")
    return _ffmpeg(*pictures, "-c:v", "libx264", "-threads", "1", "-f", "mp4", name="made.mp4")


@lru_cache(maxsize=4)
def _ffmpeg(*arguments: str, name: str) -> bytes:
    with TemporaryDirectory() as folder:
        made = Path(folder, name)
        subprocess.run(["ffmpeg", "-v", "error", *arguments, str(made)], check=True)
        return made.read_bytes()
