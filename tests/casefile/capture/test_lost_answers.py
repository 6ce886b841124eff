"""A line that loses the answer of every call once: each is made again, and nothing is doubled."""

import json

from django.conf import settings

from casefile import clock
from casefile.capture.models import Device, DeviceLease, Entry
from casefile.capture.services import devices
from casefile.models import CaseEvent, Exhibit, Person, StoredObject
from casefile.services import events
from casefile.services.actors import of_user
from casefile.uploads.models import Upload
from tests import factories
from tests.browser import live_server
from tests.casefile.capture.tablet import InProcess, OverNetwork, Tablet
from tests.casefile.capture.test_files import PHOTO


class Forgetful(InProcess):
    """Makes every call twice, as a tablet does that never heard the first answer."""

    def send(self, *given):
        super().send(*given)
        return super().send(*given)


def test_cut_between_any_two_calls_a_visit_is_in_the_record_once(officer, case, make_code):
    """EV-69: everything works when any message is sent twice."""
    tablet = Tablet(Forgetful(officer), officer, now=clock.now())

    assert tablet.enrol(make_code()).status == 201
    tablet.contact()
    assert tablet.get(f"cases/{case.pk}/").status == 200
    assert tablet.lease(case, 5).status == 200
    person = tablet.seal("person", case, {"family_name": "Ellis", "parts": ["victim"]})
    photo = tablet.seal("photo", case, content=PHOTO, reference=tablet.reference(case))
    key = {"person": json.loads(person["manifest"])["id"]}
    tablet.seal("vps_offer", case, key | {"answer": "declined"})
    outcomes = [result["outcome"] for result in tablet.sync()]
    handed_in = tablet.hand_in(json.loads(photo["manifest"])["id"])

    assert outcomes == ["repeated", "waiting", "repeated"]
    assert (handed_in.status, handed_in.body["outcome"]) == (200, "repeated")
    assert Device.objects.count() == DeviceLease.objects.count() == 1
    assert Entry.objects.count() == 3
    assert Exhibit.objects.get().reference == "JH/1"
    assert Person.objects.get(family_name="Ellis").victim.personal_statement == "declined"
    assert StoredObject.objects.count() == 1
    assert not Upload.objects.exists()
    assert CaseEvent.objects.filter(stream=case.stream, kind="capture.received").count() == 3
    assert not events.check(case.stream).faults


def test_over_a_network_each_write_carries_the_token_of_its_session(committed_db):
    administrator = factories.make_user("force_administrator")
    officer = factories.make_user("officer")
    case = factories.make_assigned_case(officer)
    by = of_user(administrator)
    code = devices.make_code(force=officer.force, by=by, at=clock.now())
    session = InProcess(officer).client.cookies[settings.SESSION_COOKIE_NAME].value
    with live_server() as address:
        tablet = Tablet(OverNetwork(address, session), officer, now=clock.now())
        without = tablet.enrol(code).status
        tablet.get("session/")
        enrolled = tablet.enrol(code).status
        tablet.seal("note", case, {"text": "Blue coat"})
        outcome = tablet.sync()[0]["outcome"]

    assert (without, enrolled, outcome) == (403, 201, "accepted")
