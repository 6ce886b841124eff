"""Features that no page of one app shows alone, each through the pages or the delivered file."""

import json
import re
import subprocess

import pytest
from django.test import Client
from django.urls import reverse

from casefile.models import StatementVersion
from casefile.services import events
from casefile.services.actors import system
from tests import factories
from tests.casefile.desk.views.test_statements import drawn, signing

CHARGE_REQUEST = {
    "build": "charge_request_ngap_fct",
    "cps_area": "Northshire",
    "priority": "green",
    "code_test": "full",
}


@pytest.fixture
def page(client, robbery):
    """`page("desk:case", row)` opens a page as the officer and returns its words."""
    client.force_login(robbery.officer)

    def words(name, *rows):
        shown = client.get(reverse(name, args=[row.pk for row in rows])).content.decode()
        text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", shown, flags=re.S)
        return " ".join(text.split())

    return words


@pytest.fixture
def send(client, robbery):
    """`send("desk:write-statement", row, **fields)` sends a form as the officer."""
    client.force_login(robbery.officer)
    return lambda name, row, **fields: client.post(reverse(name, args=[row.pk]), fields)


@pytest.fixture
def signed(client, send, robbery):
    """Tom Reed's statement, signed by drawing."""
    version = robbery.witness.statements.get().versions.get()
    send("desk:write-statement", version, narrative="I produce exhibit JS/9, a photograph.")
    send("desk:finalise-statement", version)
    version.refresh_from_db()
    strokes = '[[{"x":1,"y":2,"t":3}]]'
    fields = signing(version, method="drawn", image=drawn(), strokes=strokes)
    client.get(reverse("desk:sign-statement", args=[version.pk]))
    send("desk:sign-statement", version, **fields)
    return version


def text_of(path):
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True)
    return " ".join(done.stdout.split())


# Officers' pages ---------------------------------------------------------------------------------


def test_each_suspect_has_a_status_apart_from_the_others_and_from_the_case(page, robbery):
    words = page("desk:case", robbery.case)

    assert re.search(r"Dean Marsh\s+Arrested", words)
    assert re.search(r"Liam Cole\s+Suspected", words)
    assert re.search(r"01NG0000126\s+Open", words)


def test_one_log_of_the_case_shows_people_and_the_system_alike(page, robbery):
    events.of_case(robbery.case, "disclosure.reopened", by=system(), at=robbery.at)

    words = page("desk:timeline", robbery.case)

    assert "DC 2301 Joan Hall" in words
    assert "Casefile" in words[words.index("isclosure") :]


def test_a_later_edit_of_signed_words_shows_on_the_statement(page, signed):
    warning = "The words are not those that were signed."
    assert warning not in page("desk:statement", signed)

    StatementVersion.objects.filter(pk=signed.pk).update(narrative="I saw nothing.")

    assert warning in page("desk:statement", signed)


def test_a_drawn_signature_is_shown_with_who_signed_when_and_where(page, signed):
    words = page("desk:statement", signed)

    assert "Signed by Tom Reed (drawn)" in words
    assert re.search(r"When and where \d+ \w+ \d{4}, \d\d:\d\d, 14 Dock Street", words)


def test_a_hand_over_shows_who_gave_it_to_whom_where_why_and_under_which_seal(page, send, robbery):
    send(
        "desk:give-outside",
        robbery.phone,
        person="Lee Ross",
        organisation="Forensic laboratory",
        method="typed",
        typed_name="Lee Ross",
        place="Southmoor",
        reason="Examination of its memory",
        seal_number="S004413",
        condition="Bag whole",
    )

    words = page("desk:exhibit", robbery.phone)

    given = "DC 2301 Joan Hall to Lee Ross, Forensic laboratory Southmoor S004413"
    assert f"{given} Examination of its memory" in words
    assert "Bag whole" in words


def test_statements_and_exhibits_are_held_against_each_other_both_ways(page, send, signed, robbery):
    send("desk:start-file", robbery.case, **CHARGE_REQUEST)

    words = page("desk:file", robbery.case)

    assert "A statement names JS/9, which is not on the list. Go to exhibits" in words
    assert f"No statement produces {robbery.phone.reference}. Go to exhibits" in words


@pytest.mark.parametrize(("plea", "has_schedules"), [("gap", False), ("ngap", True)])
def test_what_a_file_must_hold_depends_on_its_road(page, send, robbery, plea, has_schedules):
    send(
        "desk:start-file", robbery.case, **CHARGE_REQUEST | {"build": f"charge_request_{plea}_fct"}
    )

    forms, checks = page("mg:forms", robbery.case), page("desk:file", robbery.case)

    assert "MG3 Report to prosecutor" in forms
    assert [code in forms for code in ("MG6C", "MG6D", "MG6E")] == [has_schedules] * 3
    assert ("Decide whether item 1 meets the disclosure test" in checks) == has_schedules


def test_charges_advised_and_recorded_are_compared_by_suspect_and_offence(page, robbery):
    beating = robbery.marsh.charges.exclude(pk=robbery.robbery.pk).get()
    unput = factories.make_charge(suspect=robbery.cole)
    for charge in (robbery.robbery, beating):
        factories.make_recorded_charge(arrest=robbery.arrest, charge=charge)
    for charge in (robbery.robbery, unput):
        factories.make_charging_decision(charge=charge, decision="charge_authorised")

    words = page("desk:charges", robbery.case)

    compared = words[words.index("Authorised beside recorded") : words.index("Propose a charge")]
    assert re.search(r"Dean Marsh On \d+ November 2026 robbed .* Same", compared)
    assert re.search(r"Dean Marsh On \d+ November 2026 assaulted .* Added", compared)
    assert re.search(r"Liam Cole .* Missing", compared)


@pytest.mark.django_db
def test_no_page_of_any_door_may_run_inline_script(page, robbery):
    staff, public = Client(), Client()
    staff.force_login(robbery.officer)
    pages = [(public, path) for path in ("/", "/sign-in/", "/rules/", "/report/", "/track/")]
    pages += [(staff, "/desk/"), (staff, f"/desk/cases/{robbery.case.pk}/")]

    for browser, path in pages:
        shown = browser.get(path)

        policy = shown["Content-Security-Policy"]
        assert "default-src 'none'" in policy, path
        assert "unsafe" not in policy, path
        inline = r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+="
        assert not re.search(inline, shown.content.decode()), path


# What the demonstration delivered ----------------------------------------------------------------


def test_a_statement_has_its_declaration_and_age_and_its_back_sheet_lies_apart(northgate):
    front = next(item for item in northgate.items if item["reference"] == "MG11")
    back = next(item for item in northgate.items if item["reference"] == "MG11B")
    words = text_of(northgate.bag / front["path"])

    assert "Criminal Justice Act 1967, s.9" in words
    assert "(consisting of 1 page signed by me) is true to the best of my knowledge" in words
    assert "Age if under 18 Over 18" in words
    assert "Page 1 of 1" in words
    assert front["path"] != back["path"]
    assert northgate.facts["report"]["answers"]["address"]["address"].split(",")[0] in text_of(
        northgate.bag / back["path"]
    )


def test_the_schedules_are_printed_with_continuous_item_numbers(northgate):
    printed = text_of(northgate.bag / "data/forms/MG6C.pdf")
    listed = [item for item in northgate.items if item["kind"] == "unused"]
    numbers = [int(item["reference"].split()[1]) for item in listed]

    assert numbers == list(range(1, len(numbers) + 1))
    places = [printed.index(f"{n} {item['title'][:20]}") for n, item in enumerate(listed, 1)]
    assert places == sorted(places)
    assert (northgate.bag / "data/forms/MG6E.pdf").exists()
    assert northgate.query("SELECT 1 FROM casefile_servedfile WHERE path = 'apart/MG6D.pdf'")


def test_material_that_came_after_the_file_was_sent_reopened_disclosure(northgate):
    chain = (northgate.bag / "data/log/chain.jsonl").read_text().splitlines()
    kinds = [json.loads(json.loads(line)["header"])["kind"] for line in chain]

    assert kinds.index("submission.submitted") < kinds.index("disclosure.reopened")
