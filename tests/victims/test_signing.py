"""A witness signs on their own phone: two secrets, every page, and nothing without both."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from casefile import clock
from casefile.models import CaseEvent, RemoteSigning
from casefile.rules import signing as rules
from casefile.services import (
    bindings,
    evidence,
    people,
    remote_signing,
    statements,
    struck_words,
)
from tests import factories
from tests.pdfs import text_of
from victims import access

pytestmark = pytest.mark.django_db
OPEN, READ = "/track/sign/", "/track/sign/read/"


@pytest.fixture
def final(case, by, at):
    person = people.record(case=case, given_names="Ada", family_name="Moor", by=by, at=at)
    people.make_witness(person=person, kind="key", by=by, at=at)
    version = statements.start(case=case, witness=person, place="Home", by=by, at=at)
    statements.write(version=version, narrative="I saw a man run.", by=by, at=at)
    return statements.finalise(version=version, by=by, at=at)


@pytest.fixture
def made(client, signed_in, officer, final):
    """The address and the secret, as the officer's page shows them once."""
    page = signed_in(client, officer).post(reverse("desk:remote-signing", args=[final.pk])).content
    code = re.search(rb"/track/sign/#([A-Z0-9-]+)", page).group(1).decode()
    secret = re.search(rb"<strong>([A-Z0-9]{4}-[A-Z0-9]{4})</strong>", page).group(1).decode()
    return {"code": code, "secret": secret}


@pytest.fixture
def phone():
    return Client()


def sign_fields(version, **changes):
    fields = {
        "pages_shown": version.page_images,
        "declaration_accepted": "on",
        "method": "typed",
        "typed_name": "Ada Moor",
    }
    return fields | changes


def test_a_witness_reads_every_page_and_signs_with_two_secrets(phone, made, final):
    opened = phone.post(OPEN, made)
    page = phone.get(READ).content.decode()
    image = phone.get("/track/sign/pages/1/")
    signed = phone.post(READ, sign_fields(final), follow=True)

    final.refresh_from_db()
    assert opened["Location"] == READ
    assert "no-store" in phone.get(OPEN)["Cache-Control"]
    assert "I shall be liable to prosecution" in page
    assert image.content.startswith(b"\x89PNG")
    assert "The link does not open again" in signed.content.decode()
    assert final.is_signed
    assert bindings.verify(final) == []
    assert final.signature.officer_present is None
    event = CaseEvent.objects.get(kind="statement.signed")
    assert event.actor_id == final.statement.witness_id


def test_no_officer_is_said_to_have_been_there(
    client, signed_in, officer, phone, made, final, by, at
):
    phone.post(OPEN, made)
    phone.get(READ)
    phone.post(READ, sign_fields(final))

    final.refresh_from_db()
    text = "".join(text_of(evidence.read(final.signed_pdf, by=by, at=at)))
    page = signed_in(client, officer).get(reverse("desk:statement", args=[final.pk]))

    assert "Signed elsewhere, by a link" in text
    assert "Signature witnessed by" not in text
    assert "No officer was there" in page.content.decode()


def test_each_reading_is_on_record(phone, made, final):
    phone.post(OPEN, made)
    phone.get(READ)
    phone.get(READ)

    shown = CaseEvent.objects.filter(kind="statement.pages_shown", subject_id=final.pk)
    assert [row.actor_id for row in shown] == [final.statement.witness_id] * 2


def test_words_corrected_meanwhile_are_read_again_first(phone, made, final, by, at):
    phone.post(OPEN, made)
    phone.get(READ)
    before = list(final.page_images)
    struck_words.correct(version=final, struck="man", inserted="woman", initials="am", by=by, at=at)
    final.refresh_from_db()

    with_the_old_pages = phone.post(READ, sign_fields(final, pages_shown=before))
    without_a_look = phone.post(READ, sign_fields(final))
    phone.get(READ)
    after_a_look = phone.post(READ, sign_fields(final))

    assert "The pages have changed" in with_the_old_pages.content.decode()
    assert without_a_look.status_code == 400
    assert "Open the pages again" in without_a_look.content.decode()
    assert after_a_look.status_code == 302


def test_leaving_in_a_hurry_closes_the_statement_too(phone, made, final):
    phone.post(OPEN, made)
    left = phone.get("/track/exit/")
    was = left.cookies[access.SIGN_COOKIE]

    assert was.value == ""
    assert phone.get(READ)["Location"] == OPEN
    assert RemoteSigning.objects.get().session_hash == ""
    assert phone.post(OPEN, made)["Location"] == READ


def test_nothing_opens_twice_after_signing(phone, made, final):
    phone.post(OPEN, made)
    phone.get(READ)
    phone.post(READ, sign_fields(final))

    assert phone.get(READ)["Location"] == OPEN
    assert phone.post(OPEN, made).status_code == 400


@pytest.mark.parametrize("wrong", [{"secret": "AAAA-2222"}, {"code": "2222-2222"}])
def test_the_link_alone_opens_nothing_and_neither_is_named(phone, made, wrong):
    answer = phone.post(OPEN, made | wrong)

    assert answer.status_code == 400
    assert "The code or the secret is not right" in answer.content.decode()
    assert phone.get(READ)["Location"] == OPEN


def test_wrong_secrets_end_the_link(made, final, at):
    for _ in range(rules.MOST_WRONG_SECRETS):
        with pytest.raises(remote_signing.NotMatched):
            remote_signing.open_by(
                code=made["code"], secret="AAAA-2222", address="", at=at, machine_at=at
            )
        at += timedelta(hours=1)

    assert RemoteSigning.objects.get().ending == "wrong"
    with pytest.raises(remote_signing.NotMatched):
        remote_signing.open_by(**made, address="", at=at, machine_at=at)


def test_a_phone_left_lying_and_an_old_link_are_asked_again(made, final, at):
    now = clock.now()
    _, token = remote_signing.open_by(**made, address="", at=now, machine_at=now)

    asleep = now + rules.SIGN_WITHIN + timedelta(seconds=1)
    assert remote_signing.of_token(token, at=now)
    assert remote_signing.of_token(token, at=asleep) is None
    late = now + rules.REMOTE_WITHIN + timedelta(minutes=1)
    with pytest.raises(remote_signing.NotMatched):
        remote_signing.open_by(**made, address="", at=late, machine_at=late)


def test_a_new_link_ends_the_one_before(phone, made, final, by, at):
    remote_signing.make(version=final, by=by, at=at)

    assert phone.post(OPEN, made).status_code == 400


def test_in_a_case_of_abuse_there_is_a_recorded_call_first(client, signed_in, officer, final, case):
    factories.make_crime(case=case, flags=["domestic_abuse"])
    signed_in(client, officer)
    path = reverse("desk:remote-signing", args=[final.pk])

    refused = client.post(path)
    taken = client.post(path, {"call_reference": "REC-2211"})

    assert refused.status_code == 400
    assert "speak with the witness first" in refused.content.decode()
    assert taken.status_code == 200
    assert RemoteSigning.objects.get().call_reference == "REC-2211"


def test_a_statement_that_was_read_over_is_signed_together(final, by, at):
    final.statement.is_read_over = True
    final.statement.save()

    with pytest.raises(statements.NotSignable, match="signed together"):
        remote_signing.make(version=final, by=by, at=at)


def test_what_is_refused_keeps_the_page_and_says_why(phone, made, final):
    phone.post(OPEN, made)

    answers = [
        phone.post(READ, sign_fields(final, **change))
        for change in ({"declaration_accepted": ""}, {"typed_name": ""}, {"pages_shown": []})
    ]

    final.refresh_from_db()
    assert [answer.status_code for answer in answers] == [400, 400, 400]
    assert not final.is_signed


def test_pages_are_in_welsh_with_english_beside(phone):
    page = phone.get(f"{OPEN}?lang=cy").content.decode()

    assert 'lang="cy"' in page
    assert "Darllen a llofnodi" in page
