"""Small PDFs, signed here by people whom nobody knows, for tests that need real ones."""

import datetime
import io
from functools import cache

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper

WORDS = b"BT /F1 24 Tf 72 720 Td (I paid in full) Tj ET"


@cache
def plain():
    """Return a PDF of one page that nobody signed."""
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.contents_add(pikepdf.Stream(pdf, WORDS))
        pdf.save(target, compress_streams=False)
    return target.getvalue()


def signed(pdf=None, *, by="Ann Notary", field="Signature1", stamper=None):
    """Return a PDF with one more signature; `stamper` adds the time of an authority."""
    with_one_more = IncrementalPdfFileWriter(io.BytesIO(pdf or plain()))
    about = signers.PdfSignatureMetadata(field_name=field)
    signer = signers.PdfSigner(about, signer=_signer(by), timestamper=stamper)
    return signer.sign_pdf(with_one_more).getvalue()


def stamped():
    """Return a PDF with the stamp of a time-stamp authority and no person's signature."""
    writer = IncrementalPdfFileWriter(io.BytesIO(plain()))
    return signers.PdfTimeStamper(authority()).timestamp_pdf(writer, "sha256").getvalue()


def authority():
    """Return a time-stamp authority of our own."""
    signer = _signer("Clock Office", purposes=(ExtendedKeyUsageOID.TIME_STAMPING,))
    moment = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
    return DummyTimeStamper(signer.signing_cert, signer.signing_key, fixed_dt=moment)


def changed_afterwards(pdf):
    """Return a PDF in which other words were laid over the page by an update at its end."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    words = generic.StreamObject(stream_data=WORDS.replace(b"in full", b"nothing"))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(words)
    writer.update_container(page)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def broken(pdf):
    """Return a PDF with another word among the bytes that were signed, of the same length."""
    return pdf.replace(b"in full", b"nothing")


def stripped(pdf):
    """Return a PDF whose signature is in its bytes still, and which shows none."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    del writer.root["/AcroForm"]
    writer.update_root()
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def unsigned(*names):
    """Return a PDF with fields for signatures that nobody has signed."""
    writer = IncrementalPdfFileWriter(io.BytesIO(plain()))
    for name in names:
        fields.append_signature_field(writer, fields.SigFieldSpec(name))
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def locked(pdf):
    """Return a PDF that opens only with a password."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(target, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return target.getvalue()


@cache
def _signer(name, purposes=()):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    made = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=4000))
        .not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(usage, critical=True)
    )
    if purposes:
        made = made.add_extension(x509.ExtendedKeyUsage(purposes), critical=True)
    words = serialization.pkcs12.serialize_key_and_certificates(
        b"one", key, made.sign(key, hashes.SHA256()), None, serialization.NoEncryption()
    )
    return signers.SimpleSigner.load_pkcs12_data(words, other_certs=[])
