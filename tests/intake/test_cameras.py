"""The register of cameras: owners register, the desk checks, officers ask in time."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casefile.models import Camera, FootageRequest, OutboundMessage
from tests import factories

SHOP = {
    "owner": "Northgate Books",
    "place": "Station Parade, Northgate",
    "sees": "The pavement and the bus stop",
    "keeps_days": "28",
    "contact_name": "Pat Ellis",
    "contact_email": "shop@example.com",
    "contact_phone": "01632 960555",
}


def register(reporter, **changes):
    page = reporter.get("/report/cameras/")
    key = {"camera_id": page.context["form"]["camera_id"].value()}
    return reporter.post("/report/cameras/", SHOP | key | changes)


def parts(name, moment: datetime):
    local = timezone.localtime(moment)
    return {
        f"{name}_day": local.day, f"{name}_month": local.month, f"{name}_year": local.year,
        f"{name}_time": f"{local:%H:%M}",
    }  # fmt: skip


def ask(client, officer, case, camera, *, ago=timedelta(days=3), lasts=timedelta(minutes=30)):
    client.force_login(officer)
    start = timezone.now() - ago
    values = {"camera": str(camera.pk)} | parts("from_at", start) | parts("to_at", start + lasts)
    return client.post(reverse("desk:ask-footage", args=[case.pk]), values)


@pytest.fixture
def robbery(officer):
    return factories.make_assigned_case(officer, offence_place="Pavement outside Northgate station")


def test_an_owner_registers_a_camera_once_and_the_desk_speaks_to_them_before_it_is_used(
    reporter, desk, client, officer, robbery
):
    register(reporter)
    camera = Camera.objects.get()
    listed = desk.get(reverse("crime_desk:cameras")).content.decode()
    before = ask(client, officer, robbery, camera)

    client.force_login(factories.make_user("crime_assessor"))
    client.post(reverse("crime_desk:decide_camera", args=[camera.pk]), {"action": "check"})

    client.force_login(officer)
    page = client.get(reverse("desk:cameras", args=[robbery.pk])).content.decode()
    assert "Not checked" in listed
    assert before.status_code == 400
    assert "Station Parade" in page


@pytest.mark.parametrize("changes", [{"keeps_days": "0"}, {"keeps_days": "x"}, {"owner": ""},
                                     {"contact_email": "no"}, {"camera_id": "1"}])  # fmt: skip
def test_what_cannot_be_registered_is_said_and_nothing_is_kept(reporter, changes):
    answer = register(reporter, **changes)

    assert answer.status_code == 400
    assert not Camera.objects.exists()


def test_the_owner_is_asked_once_for_place_and_time_and_reads_nothing_of_the_case(
    client, officer, robbery
):
    camera = factories.make_camera()

    ask(client, officer, robbery, camera)
    ask(client, officer, robbery, camera)

    message = OutboundMessage.objects.get()
    assert message.address == "shop@example.com"
    assert "Station Parade" in message.body
    assert "obbery" not in message.subject + message.body
    page = client.get(reverse("desk:case", args=[robbery.pk])).content.decode()
    assert "Get the recording of Northgate Books" in page


def test_what_is_overwritten_already_is_not_asked_for(client, officer, robbery):
    answer = ask(client, officer, robbery, factories.make_camera(), ago=timedelta(days=30))

    assert "this is overwritten" in answer.content.decode()
    assert not FootageRequest.objects.exists()


def test_a_camera_of_another_force_or_off_the_register_is_not_offered(client, officer, robbery):
    other = factories.make_camera(force=factories.make_force(factories.OTHER_FORCE))
    removed = factories.make_camera(removed_at=factories.AT)

    answers = [ask(client, officer, robbery, camera) for camera in (other, removed)]

    assert [answer.status_code for answer in answers] == [400, 400]
    assert not FootageRequest.objects.exists()


def test_a_request_ends_with_the_recording_or_without(client, officer, robbery):
    client.force_login(officer)
    asked = factories.make_footage_request(case=robbery, asked_by=officer)

    client.post(reverse("desk:close-footage", args=[asked.pk]), {"was_received": "yes"})
    again = client.post(reverse("desk:close-footage", args=[asked.pk]), {"was_received": "no"})

    asked.refresh_from_db()
    assert (asked.stage, again.status_code) == ("received", 400)
