"""A time stamp of RFC 3161 held against what was to be stamped and the authorities trusted.

params: `nonce` (the request's, as text; empty: not compared). files: `reply`, `stamped` (the very
bytes), `trusted` (PEM: roots, and certificates between). value: `at` (ISO), `serial`, `policy`.
Fails with the code "not_a_stamp" or "not_trusted".
"""

import hashlib
from typing import Any

from cryptography import x509
from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response
from rfc3161_client.verify import Verifier

from casefile.sandbox.job import Job, JobRefused


def run(job: Job) -> dict[str, Any]:
    """Check the stamp."""
    try:
        reply = decode_timestamp_response(job.read("reply"))
    except ValueError as problem:
        raise JobRefused("not_a_stamp", "the reply is no time stamp") from problem
    try:
        _verifier(job).verify(reply, hashlib.sha256(job.read("stamped")).digest())
    except (VerificationError, ValueError) as problem:
        raise JobRefused("not_trusted", str(problem)) from problem
    found = reply.tst_info
    return {
        "at": found.gen_time.isoformat(),
        "serial": str(found.serial_number),
        "policy": found.policy.dotted_string,
    }


def _verifier(job: Job) -> Verifier:
    trusted = x509.load_pem_x509_certificates(job.read("trusted"))
    nonce = job.params["nonce"]
    return VerifierBuilder(
        roots=[each for each in trusted if each.issuer == each.subject],
        intermediates=[each for each in trusted if each.issuer != each.subject],
        nonce=int(nonce) if nonce else None,
    ).build()
