"""The chain of a device's entries: each counts on, and names the hash of the one before it.

Entries may come in any order. What is missing is flagged until it comes.
"""

from datetime import datetime

from casefile.capture.manifests import Manifest
from casefile.capture.models import Device, Entry

GAP, BROKEN, REPEATED = "counter_gap", "chain_broken", "counter_repeated"


def flags(manifest: Manifest, device: Device) -> list[str]:
    """Return what is wrong with an entry's place in the chain. Two queries."""
    rows = Entry.objects.filter(device=device)
    found = []
    if rows.filter(counter=manifest.counter).exists():
        found.append(REPEATED)
    if manifest.counter <= 1:
        return [*found, BROKEN] if manifest.previous or manifest.counter < 1 else found
    before = list(rows.filter(counter=manifest.counter - 1).values_list("manifest_sha256"))
    if not before:
        return [*found, GAP]
    return found if (manifest.previous,) in before else [*found, BROKEN]


def arrived(entry: Entry, *, at: datetime) -> None:
    """Look again at the entries after one that came: the gap before them is closed."""
    for after in Entry.objects.filter(device=entry.device, counter=entry.counter + 1):
        if GAP not in after.flags:
            continue
        after.flags = [flag for flag in after.flags if flag != GAP]
        if after.previous != entry.manifest_sha256:
            after.flags.append(BROKEN)
        after.changed_at = at
        after.save(update_fields=["flags", "changed_at"])
