"""Puts content credentials (C2PA) into a copy of a file that we derived, without the network.

params: `media_type`, `claim` (what to say, as the library's manifest definition), `chain_pem`,
`private_pem` (P-256; a key made for this file alone). files: `media`.
value: {"made_by": tool and version}. outputs: `signed`, the file with its credentials.
Each run gives other bytes: a credential has a number of its own, and so has its signature.
"""

import json

import c2pa

from casefile.sandbox.job import Job, JobRefused

_SETTINGS = {
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_trust": False},
    "builder": {"thumbnail": {"enabled": False}},
}


def run(job: Job) -> dict[str, str]:
    """Sign what is said of the file together with its bytes."""
    if job.params["media_type"] not in c2pa.Builder.get_supported_mime_types():
        raise JobRefused("no_room", "this kind of file has no place for content credentials")
    signer = c2pa.C2paSignerInfo(
        alg=b"es256",
        sign_cert=job.params["chain_pem"].encode(),
        private_key=job.params["private_pem"].encode(),
        ta_url=None,
    )
    context = c2pa.Context.from_dict(_SETTINGS)
    with (
        job.open("media") as source,
        c2pa.Builder(json.dumps(job.params["claim"]), context=context) as builder,
    ):
        builder.sign(
            c2pa.Signer.from_info(signer), job.params["media_type"], source, job.output("signed")
        )
    return {"made_by": f"c2pa {c2pa.sdk_version()}"}
