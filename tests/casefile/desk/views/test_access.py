import pytest
from django.urls import reverse

from casefile.models import BreakGlass, CaseEvent
from casefile.services import events, evidence
from tests import factories

REASON = "Witness rang in fear; the officer cannot be reached."


def ask(client, user, reference, reason=REASON):
    client.force_login(user)
    return client.post(reverse("desk:emergency"), {"reference": reference, "reason": reason})


def test_emergency_access_opens_the_case_for_reading_only(client, robbery):
    response = ask(client, robbery.stranger, robbery.case.incident_reference)

    page = client.get(response.url)
    add = client.get(reverse("desk:add-person", args=[robbery.case.pk]))
    assert response.url == reverse("desk:case", args=[robbery.case.pk])
    assert b"You can read this case. You cannot add to it." in page.content
    assert add.status_code == 403
    assert BreakGlass.objects.get().reason == REASON


@pytest.mark.parametrize("reference", ["", "99XX1234526", "x\x00"])
def test_an_unknown_reference_is_refused_beside_its_box(client, robbery, reference):
    response = ask(client, robbery.stranger, reference)

    assert response.status_code == 400
    assert b'id="id_reference-error"' in response.content
    assert REASON in response.content.decode()


def test_a_short_reason_is_refused(client, robbery):
    response = ask(client, robbery.stranger, robbery.case.urn, "urgent")

    assert response.status_code == 400
    assert b"Say why you need this case now." in response.content


def test_another_forces_case_is_as_good_as_none_and_the_attempt_is_recorded(client, robbery):
    response = ask(client, robbery.other_force_officer, robbery.case.urn)

    assert b"No case of your force has this reference" in response.content
    refused = CaseEvent.objects.filter(stream=robbery.case.access_stream, kind="case.refused")
    assert refused.count() == 1


@pytest.fixture
def stored(robbery):
    return factories.make_stored_object(b"the very bytes", case=robbery.case, name="<b>.jpg")


def test_a_download_asks_why_and_records_it(client, desk, robbery, stored):
    without = desk("desk:object", stored)
    response = desk("desk:object", stored, reason="To view with the witness")

    entry = CaseEvent.objects.get(kind="object.downloaded")
    assert without.status_code == 400
    assert response.content == b"the very bytes"
    assert events.body_of(entry)["reason"] == "To view with the witness"


def test_a_download_is_never_run_by_a_browser(desk, stored):
    response = desk("desk:object", stored, reason="To view")

    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox")


def test_bytes_that_changed_are_not_given_out(desk, robbery, stored, settings):
    path = next(settings.EVIDENCE_DIR.rglob(stored.key.rpartition("/")[2]))
    path.chmod(0o600)
    path.write_bytes(b"other bytes!!!")

    response = desk("desk:object", stored, reason="To view")

    assert response.status_code == 409
    assert evidence.store().exists(stored.key)
    assert CaseEvent.objects.filter(kind="object.integrity_failed").exists()


def test_nobody_outside_the_case_downloads(client, robbery, stored):
    statuses = []
    for user in (robbery.stranger, robbery.other_force_officer):
        client.force_login(user)
        page = reverse("desk:object", args=[stored.pk])
        statuses.append(client.post(page, {"reason": "To view"}).status_code)

    assert statuses == [404, 404]


@pytest.mark.parametrize("page", ["desk:emergency", "capture:shell"])
def test_only_those_who_may_take_emergency_access_or_use_a_tablet_are_led_to_it(
    client, robbery, page
):
    pages = {}
    for who in ("officer", "custody_officer"):
        client.force_login(getattr(robbery, who))
        pages[who] = client.get(reverse("desk:home")).content.decode()

    link = f'href="{reverse(page)}"'
    assert link in pages["officer"]
    assert link not in pages["custody_officer"]


def test_who_may_not_handle_originals_takes_a_working_copy_that_was_checked(
    client, robbery, stored
):
    """EV-06, EV-23: the same bytes, named and recorded as what they are."""
    officer = factories.make_user("officer", force=robbery.force)
    factories.make_assignment(case=robbery.case, user=officer, role="investigator")
    client.force_login(officer)

    address = reverse("desk:object", args=[stored.pk])
    response = client.post(address, {"reason": "To view", "copy": "original"})

    said = events.body_of(CaseEvent.objects.get(kind="object.downloaded"))
    assert "working-copy-of-" in response["Content-Disposition"]
    assert (said["copy"], said["sha256"]) == (
        "working copy, byte-equal", f"sha256:{stored.sha256}"
    )  # fmt: skip


def test_a_supervisor_takes_the_original_or_a_working_copy(client, robbery, stored):
    """EV-06: only roles that may handle originals are asked which."""
    client.force_login(robbery.supervisor)
    address = reverse("desk:object", args=[stored.pk])

    page = client.get(address).content.decode()
    original = client.post(address, {"reason": "For the laboratory", "copy": "original"})

    said = events.body_of(CaseEvent.objects.get(kind="object.downloaded"))
    assert "The original" in page
    assert "working-copy-of-" not in original["Content-Disposition"]
    assert said["copy"] == "original"
