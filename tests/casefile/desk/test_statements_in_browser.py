"""Writing, signing and comparing statements in Chromium: no fault of axe-core, nothing too wide."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from casefile import clock
from casefile.services import people, remote_signing, signing, statements
from casefile.services.actors import of_user
from tests import browser as tools
from tests import factories

pytestmark = pytest.mark.browser


def _taken():
    """Return a signed-in officer, pages by name, and a link for signing elsewhere."""
    officer, at = factories.make_user("officer", username="officer", name="Joan Hall"), clock.now()
    case, by = factories.make_assigned_case(officer), of_user(officer)
    who = {"case": case, "by": by, "at": at}
    child = people.record(given_names="Ada", family_name="Moor", born_on=date(2014, 5, 4), **who)
    adult = people.record(given_names="Bo", family_name="Lund", **who)
    for person in (child, adult):
        people.make_witness(person=person, kind="key", by=by, at=at)
    read_over = _fixed(child, "I saw a man run.", is_read_over=True, **who)
    signed = _fixed(adult, "I saw a tall man run.", **who)
    signing.show(version=signed, by=by, at=at)
    act = signing.Act(
        adult, signing.Hand("Bo Lund"), True, signed.page_images, signing.Circumstances("Home")
    )
    signing.sign(version=signed, act=act, by=by, at=at)
    newer = statements.new_version(version=signed, by=by, at=at)
    statements.write(version=newer, narrative="I saw a short man. Exhibit JH/9.", by=by, at=at)
    far = _fixed(adult, "He had a bag.", **who)
    client = Client()
    client.force_login(officer)
    pages = {
        "write": reverse("desk:write-statement", args=[newer.pk]),
        "sign": reverse("desk:sign-statement", args=[read_over.pk]),
        "changed": reverse("desk:statement", args=[newer.pk]),
        "elsewhere": reverse("desk:remote-signing", args=[far.pk]),
    }
    return client, pages, remote_signing.make(version=far, by=by, at=at)


def _fixed(witness, words, *, case, by, at, **more):
    version = statements.start(case=case, witness=witness, place="Home", by=by, at=at, **more)
    statements.write(version=version, narrative=words, by=by, at=at)
    return statements.finalise(version=version, by=by, at=at)


def test_taking_a_statement_has_no_known_fault_at_any_width(committed_db):
    with tools.live_server() as address, tools.chromium() as chromium:
        client, pages, (_, code, _) = _taken()
        walk = tools.StaffWalk(chromium, address, client)
        for name, path in pages.items():
            walk.open(name, path)
        walk.press("elsewhere-made", "main form button >> nth=-1")
        walk.page.goto(f"{address}/track/sign/#{code}")
        walk.look("open")

    assert not walk.problems, "\n".join(walk.problems)


def test_a_witness_draws_their_signature_on_their_own_phone(committed_db):
    with tools.live_server() as address, tools.chromium() as chromium:
        _, _, (link, code, secret) = _taken()
        page = chromium.new_context(viewport=tools.PHONE).new_page()
        page.goto(f"{address}/track/sign/#{code}")
        page.fill("[name=secret]", secret)
        with page.expect_navigation():
            page.click("main form button")
        page.check("[name=declaration_accepted]")
        tools.draw_signature(page)
        problems = tools.Judge(chromium, address).violations(page)
        with page.expect_navigation():
            page.click("main form button[type=submit]")
        page.wait_for_selector("text=The link does not open again")
        link.version.refresh_from_db()

    assert problems == []
    assert link.version.signature.method == "drawn"
    assert '"p":' in link.version.signature.strokes
    assert link.version.signature.screen == "320 x 640"
