"""Holds what a server acknowledged against what it has: what is lost, and what is there twice."""

import hashlib
import json
from collections import Counter
from uuid import UUID

from casefile.capture.models import DeviceLease, Entry
from casefile.models import CaseEvent, Exhibit, StatementVersion, StoredObject
from casefile.services import bindings, events, evidence
from casefile.store import UnknownKey, receipts

ONCE = ("capture.received", "capture.file_received", "statement.signed", "statement.link_ended")


def faults():
    """Return what is wrong with any chain."""
    return [fault for stream in events.streams() for fault in events.check(stream).faults]


def acknowledged(site):
    """Return the size in bytes of each thing that was acknowledged, and whether it is there."""
    pem = evidence.signing_keys().receipt_public_pem
    texts = {json.loads(row["manifest"])["id"]: row["manifest"] for row in site.tablet.sealed}
    found = []
    for fields in (receipts.verify_receipt(pem, receipt) for receipt in site.receipts):
        text = texts[fields["entry"]]
        entry = Entry.objects.filter(pk=fields["entry"]).first()
        found.append((len(text.encode()), entry is not None and entry.manifest == text))
        if "object" in fields:
            content = site.tablet.files[UUID(fields["entry"])]
            is_same = fields["sha256"] == hashlib.sha256(content).hexdigest()
            found.append((len(content), is_same and _stored(fields["object"]) == content))
    return [*found, *map(_lent, site.blocks), *map(_signed, site.signed)]


def _lent(block):
    rows = DeviceLease.objects.filter(initials=block["initials"], block__first=block["first"])
    return len(json.dumps(block)), rows.filter(block__last=block["last"]).exists()


def _stored(pk):
    try:
        with evidence.open(StoredObject.objects.get(pk=pk)) as content:
            return content.read()
    except (StoredObject.DoesNotExist, UnknownKey):
        return b""


def _signed(pk):
    version = StatementVersion.objects.get(pk=pk)
    stored = version.signed_pdf
    if stored is None:
        return 1, False
    is_whole = hashlib.sha256(_stored(stored.pk)).hexdigest() == stored.sha256
    return stored.size_bytes, is_whole and bindings.verify(version) == []


def doubled(site):
    """Return the names of what is there more than once."""
    seen = Counter(CaseEvent.objects.filter(kind__in=ONCE).values_list("kind", "subject_id"))
    seen += Counter(Exhibit.objects.values_list("case", "reference"))
    seen += Counter(Exhibit.objects.exclude(description="").values_list("description"))
    seen += Counter(StoredObject.objects.values_list("sha256"))
    for block in DeviceLease.objects.select_related("block"):
        numbers = range(block.block.first, block.block.last + 1)
        seen += Counter((block.case_id, block.initials, number) for number in numbers)
    seen += Counter((row["initials"], row["first"], "lent") for row in site.blocks)
    return [name for name, count in seen.items() if count > 1]
