"""Builds the bundle of one submission: print, bind, pack, and keep the bytes; records nothing.

The same state of the case gives the same bytes outside `signature/`: every moment in the bundle is
the approval's, and nothing in it is drawn by lot.
"""

import hashlib
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings

from casefile import verify
from casefile.bundles import bag, contents, index, log, printing
from casefile.bundles.bag import Payload, Seal
from casefile.bundles.index import BundleFile
from casefile.bundles.log import Log
from casefile.bundles.printing import Printed
from casefile.crashpoints import crashpoint
from casefile.mg.case_file import CaseFile
from casefile.models import Case, StoredObject, Submission
from casefile.pdf import MergedPdf
from casefile.rules import london
from casefile.services import actors, evidence, file_contents
from casefile.store import Stored, receipts

BUNDLE_PDF = "data/bundle.pdf"


@dataclass(frozen=True)
class Built:
    """What a build made. Its bytes are in the store; no row names them yet.

    `files` are those that can be fetched alone, each with where its bytes are.
    """

    pdf: Stored
    bag: Stored
    manifest_sha256: str
    index: list[dict[str, Any]]
    page_count: int
    field_counts: dict[str, dict[str, int]]
    files: list[tuple[BundleFile, Stored | StoredObject]]


def name_of(submission: Submission) -> str:
    """Return the bundle's name without an ending, such as 01NG0000126-v1."""
    return f"{submission.case.urn}-v{submission.version}"


def assemble(
    submission: Submission, *, approval: str, at: datetime, still_ours: Callable[[], None]
) -> Built:
    """Build the bundle of an approved submission; `approval` is the id of the log's entry of it.

    `still_ours` is called between long steps and may raise to end a build that another took over.

    Raises: contents.BarredItem, contents.UnsignedStatement, evidence.IntegrityFailure,
        casefile.sandbox.JobFailed.
    """
    case = submission.case
    file, chain = CaseFile(case, _day_of(submission), submission), log.up_to(case, approval)
    forms = file_contents.forms_of(submission, on=file.on)
    items, apart = contents.items_of(file, chain, forms), contents.forms_apart(forms)
    printed = printing.print_items(file, submission, items, apart, at=at)
    crashpoint("bundle.forms_rendered")
    still_ours()
    with printing.bind(file, contents.PROSECUTOR, items, apart, printed) as merged:
        crashpoint("bundle.merged")
        still_ours()
        files = {item.id: index.files_of(item, printed) for item in items}
        rows = index.rows(items, files, merged)
        whole = index.document(file, submission, rows, printed, merged)
        pdf, packed, digest = _pack(submission, merged, whole, files, chain, at)
    still_ours()
    every = [each for own in files.values() for each in own] + index.files_apart(printed)
    kept = [(each, _kept(each, case)) for each in every]
    crashpoint("bundle.stored")
    return Built(pdf, packed, digest, rows, merged.page_count, _counts(printed), kept)


def _day_of(submission: Submission) -> date:
    return london.day_of(_approved_at(submission))


def _approved_at(submission: Submission) -> datetime:
    if submission.approved_at is None:
        raise ValueError("only an approved file is built")
    return submission.approved_at


def _counts(printed: Printed) -> dict[str, dict[str, int]]:
    return {
        name: {"fields_total": form.fields_total, "fields_typed": form.fields_typed}
        for name, form in printed.forms.items()
    }


def _kept(file: BundleFile, case: Case) -> Stored | StoredObject:
    if isinstance(file.content, StoredObject):
        return file.content
    return evidence.keep_made(bag.of_bytes(file.path, file.content).open(), case=case)


def _pack(
    submission: Submission,
    merged: MergedPdf,
    whole: bytes,
    files: Mapping[str, Sequence[BundleFile]],
    chain: Log,
    at: datetime,
) -> tuple[Stored, Stored, str]:
    """Keep the PDF, write the bag around it and keep that; return the manifest's hash too."""
    pdf = evidence.keep_made(merged.file, case=submission.case)
    inside = {file.path: file for own in files.values() for file in own}
    payload = [
        Payload(BUNDLE_PDF, pdf.size_bytes, _opener(pdf), pdf.sha256),
        bag.of_bytes(verify.INDEX, whole),
        bag.of_bytes(verify.CHAIN, chain.as_lines()),
        bag.of_bytes(verify.HEAD, chain.head()),
        bag.of_bytes(verify.OWN_PATH, Path(verify.__file__).read_bytes()),
        *(_payload(file) for file in inside.values()),
    ]
    with tempfile.TemporaryFile() as target:
        try:
            manifest = bag.write(
                target,
                payload,
                info=_info(submission),
                seal=seal(),
                at=_approved_at(submission),
                beside={verify.LOG_SEAL: chain.seal} if chain.seal else {},
            )
        except bag.PayloadChanged as problem:
            raise _integrity_failure(inside.get(problem.path), at) from problem
        crashpoint("bundle.packed")
        target.seek(0)
        packed = evidence.keep_made(target, case=submission.case)
    return pdf, packed, hashlib.sha256(manifest).hexdigest()


def _integrity_failure(file: BundleFile | None, at: datetime) -> evidence.IntegrityFailure:
    if file and isinstance(file.content, StoredObject):
        evidence.compare(file.content, by=actors.system(), at=at)
    return evidence.IntegrityFailure("A file of this case has changed since it was sealed.")


def _payload(file: BundleFile) -> Payload:
    if isinstance(file.content, StoredObject):
        return Payload(file.path, file.size, _opener(file.content), file.sha256)
    return bag.of_bytes(file.path, file.content)


def _opener(kept: Stored | StoredObject) -> Callable[[], BinaryIO]:
    return lambda: evidence.store().open_verified(kept.key, kept.sha256)


def seal() -> Seal:
    """Return what this installation signs manifests with."""
    keys = evidence.signing_keys()
    return Seal(
        lambda data: receipts.sign_manifest(keys.manifest_private_pem, data),
        keys.manifest_public_pem,
    )


def _info(submission: Submission) -> dict[str, str]:
    return {
        "Bag-Software-Agent": f"Casefile {settings.RELEASE}",
        "Bagging-Date": _day_of(submission).isoformat(),
        "External-Identifier": name_of(submission),
        "Internal-Sender-Identifier": str(submission.pk),
        "Source-Organization": submission.case.force.name,
    }
