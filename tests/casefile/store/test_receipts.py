import hashlib
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from casefile.store.keys import ensure_keys
from casefile.store.receipts import (
    BadReceipt,
    sign_manifest,
    sign_receipt,
    verify_manifest,
    verify_receipt,
)

FIELDS = {"key": "01/x", "sha256": "ab" * 32, "size_bytes": 12, "received_at": "2026-11-22T10:00Z"}


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    return ensure_keys(tmp_path_factory.mktemp("keys"))


def test_a_receipt_gives_back_the_fields_that_were_signed(keys):
    receipt = sign_receipt(keys.receipt_private_pem, FIELDS)

    assert verify_receipt(keys.receipt_public_pem, receipt) == FIELDS
    assert len(json.loads(receipt)["key_id"]) == 16


def test_the_same_fields_give_the_same_receipt(keys):
    backwards = dict(reversed(FIELDS.items()))

    first = sign_receipt(keys.receipt_private_pem, FIELDS)

    assert sign_receipt(keys.receipt_private_pem, backwards) == first


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('"size_bytes":12', '"size_bytes":13'),
        lambda text: text.replace("Ed25519", "none"),
        lambda text: text.replace('"signature":"', '"signature":"A'),
        lambda text: text.replace('"signature"', '"mark"'),
        lambda text: "[]",
        lambda text: "",
    ],
)
def test_a_changed_receipt_is_refused(keys, change):
    receipt = sign_receipt(keys.receipt_private_pem, FIELDS)

    with pytest.raises(BadReceipt):
        verify_receipt(keys.receipt_public_pem, change(receipt))


def test_a_receipt_of_another_key_is_refused(keys):
    stranger = Ed25519PrivateKey.generate().public_key()
    pem = stranger.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    with pytest.raises(BadReceipt):
        verify_receipt(pem, sign_receipt(keys.receipt_private_pem, FIELDS))


def test_a_manifest_signature_can_be_checked_with_integers_alone(keys):
    data = b"ab12  data/bundle.pdf\n"
    modulus, exponent = keys.manifest_public_numbers()

    signature = sign_manifest(keys.manifest_private_pem, data)

    opened = pow(int.from_bytes(signature), exponent, modulus).to_bytes(384)
    digest_info = bytes.fromhex("3031300d060960864801650304020105000420")
    assert opened.endswith(b"\0" + digest_info + hashlib.sha256(data).digest())
    assert opened.startswith(b"\0\1\xff")


def test_a_manifest_signature_fits_no_other_manifest(keys):
    signature = sign_manifest(keys.manifest_private_pem, b"one")

    assert verify_manifest(keys.manifest_public_pem, b"one", signature)
    assert not verify_manifest(keys.manifest_public_pem, b"two", signature)
