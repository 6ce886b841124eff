"""Content credentials: read and checked without the network, and shown as a claim, not proof."""

import datetime
import io
import json
from functools import cache

import c2pa
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.urls import reverse

from casefile import sandbox
from casefile.services import evidence, media_facts
from tests import factories, media

pytestmark = pytest.mark.django_db
CAMERA = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
PROGRAM = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"


def certificate(name, key, issuer, issuer_key, *, is_authority):
    now = datetime.datetime.now(datetime.UTC)
    usage = x509.KeyUsage(
        True, False, False, False, False, is_authority, is_authority, False, False
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), False
        )
    )
    if not is_authority:
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        made = made.add_extension(purpose, critical=False)
    return made.sign(issuer_key, hashes.SHA256())


def _named(name):
    parts = {NameOID.ORGANIZATION_NAME: "Acme Cameras", NameOID.COMMON_NAME: name}
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts.items()])


@cache
def signer():
    root, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    chain = [
        certificate("Acme camera 7", key, "Acme root", root, is_authority=False),
        certificate("Acme root", root, "Acme root", root, is_authority=True),
    ]
    pem = b"".join(one.public_bytes(serialization.Encoding.PEM) for one in chain)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    info = c2pa.C2paSignerInfo(alg=b"es256", sign_cert=pem, private_key=private, ta_url=None)
    return c2pa.Signer.from_info(info)


def signed(source=CAMERA, title="Lip"):
    """Return a picture with credentials of a camera."""
    action = {"action": "c2pa.created", "digitalSourceType": source}
    claim = {
        "claim_generator_info": [{"name": "Acme camera", "version": "1"}],
        "title": title,
        "assertions": [{"label": "c2pa.actions", "data": {"actions": [action]}}],
    }
    target = io.BytesIO()
    with c2pa.Builder(json.dumps(claim)) as builder:
        builder.sign(signer(), "image/jpeg", io.BytesIO(media.photo()), target)
    return target.getvalue()


def test_credentials_are_shown_as_a_claim_and_the_file_keeps_them(client, case, officer, by, at):
    client.force_login(officer)
    content = signed()
    stored = media.receive(content, case=case, by=by, name="lip.jpg")
    exhibit = factories.make_exhibit(case=case, content=stored, kind="photo")

    page = client.get(reverse("desk:exhibit", args=[exhibit.pk])).content.decode()

    assert "Content credentials: a claim, not proof" in page
    assert "Acme camera 7, Acme Cameras" in page
    assert "Who signed them was not checked." in page
    assert evidence.read(stored, by=by, at=at) == content


def test_credentials_that_do_not_fit_the_bytes_are_flagged(case):
    content = bytearray(signed())
    content[-20] ^= 1

    stored = media.receive(bytes(content), case=case)

    assert media_facts.credentials(stored)["Checked"].endswith("(assertion.dataHash.mismatch).")
    assert "that do not fit its bytes" in " ".join(media_facts.flags(stored))


@pytest.mark.parametrize("place", [1, 12, 30, 60, 200])
def test_credentials_of_which_a_byte_was_changed_are_damaged_and_not_absent(case, place):
    """EV-29: what the library takes for no credentials at all still has their boxes in it."""
    content = bytearray(signed())
    content[content.find(b"jumb") + place] ^= 0xFF

    stored = media.receive(bytes(content), case=case)

    assert "are damaged and cannot be read" in " ".join(media_facts.flags(stored))
    assert media_facts.credentials(stored)["Checked"].startswith("There are some")


def test_credentials_that_the_sandbox_could_not_look_for_are_not_said_to_be_absent(
    case, monkeypatch
):
    run = sandbox.run

    def fails(kind, **given):
        if kind == "provenance":
            raise sandbox.JobFailed("timeout", "it took too long")
        return run(kind, **given)

    monkeypatch.setattr(sandbox, "run", fails)

    stored = media.receive(media.photo(), case=case)

    assert "could not be found out" in " ".join(media_facts.flags(stored))


@pytest.mark.parametrize("content", [b"\xff\xd8\xff\xe0 torn off", media.photo()[:300]])
def test_a_damaged_picture_without_a_trace_of_credentials_claims_nothing(case, content):
    assert media_facts.credentials(media.receive(content, case=case)) == {}


def test_a_picture_that_says_a_program_made_it_is_flagged(case):
    stored = media.receive(signed(PROGRAM), case=case)

    assert "a program generated or changed it" in " ".join(media_facts.flags(stored))


def test_a_picture_without_credentials_claims_nothing(case):
    assert media_facts.credentials(media.receive(media.photo(), case=case)) == {}
