"""Imports what a tablet exported, also from one that was revoked: a supervisor hands it in (EV-67).

Everything goes the same way as by sync, so a thing that came by both ways is there once.
"""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, BinaryIO, cast
from uuid import UUID

from django.conf import settings
from django.db import transaction

from casefile.capture import installation_keys
from casefile.capture.export_files import KEY_BYTES, BadExport, Frame, frames, unlock
from casefile.capture.models import Device, Entry
from casefile.capture.proofs import unbase64url
from casefile.capture.services import files
from casefile.capture.services.receiving import Bringing, Result, Sealed
from casefile.services import NotPermitted, Refused, access, events
from casefile.services.actors import Actor


class NoExport(Refused):
    """The file cannot be read at all."""

    code = "no_export"


@dataclass
class Imported:
    """What came out of a file: a result for each entry, and what could not be read of it."""

    device: Device
    results: dict[str, Result] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    is_whole: bool = False


def import_file(stream: BinaryIO, *, by: Actor, at: datetime) -> Imported:
    """Take all that an export file holds; a file that is cut gives what comes before the cut.

    Raises:
        NotPermitted: not a supervisor. NoExport: no export of a device of the force, or not sealed
        for this installation.
    """
    if not access.may(by, "capture.oversee", at=at):
        access.record_refusal(by, "capture.oversee", at=at)
        raise NotPermitted("A supervisor imports what a tablet exported.")
    found = frames(stream)
    device, key = _opened(found, by)
    reader = _Reader(Imported(device), key, Bringing(device, by, at, is_import=True))
    try:
        for frame in found:
            reader.read(frame)
    except BadExport as problem:
        reader.trouble(str(problem))
    finally:
        reader.close()
    _told(reader.imported, by, at)
    return reader.imported


def _opened(found: Iterator[Frame], by: Actor) -> tuple[Device, bytes]:
    try:
        head = next(found)
        device_id, wrapped = UUID(head.text("device")), unbase64url(head.text("wrapped_key", 4000))
        if head.text("recovery_key_id") != installation_keys.recovery_key_id():
            raise NoExport("This file was sealed for another installation.", code="other_key")
        key = installation_keys.unwrap(wrapped)
    except (BadExport, ValueError) as problem:
        raise NoExport("This file cannot be read: it is no export of a tablet.") from problem
    device = Device.objects.filter(pk=device_id, force_id=by.force).first()
    if device is None or len(key) != KEY_BYTES:
        raise NoExport("This file is not from a tablet of this force.", code="device_unknown")
    return device, key


class _Reader:
    """Takes frame after frame; the pieces of a file are gathered until the next thing comes."""

    def __init__(self, imported: Imported, key: bytes, bringing: Bringing) -> None:
        self.imported, self._key, self._bringing = imported, key, bringing
        self._entry = ""
        self._next_piece = 0
        self._pieces: IO[bytes] | None = None

    def read(self, frame: Frame) -> None:
        if frame.type == "entry":
            self.close()
            self._take(frame)
        elif frame.type == "piece":
            self._add(frame)
        elif frame.type == "end":
            self.close()
            self.imported.is_whole = frame.about.get("entries") == len(self.imported.results)

    def _take(self, frame: Frame) -> None:
        entry_id = frame.text("id", 36)
        try:
            UUID(entry_id)
            sealed = json.loads(unlock(frame, self._key, f"{entry_id}:entry"))
            one = Sealed(str(sealed["manifest"]), str(sealed["signature"]))
        except (BadExport, ValueError, KeyError, TypeError):
            self.trouble(f"entry {entry_id} cannot be opened")
            return
        self.imported.results[entry_id] = files.take_all([one], self._bringing)[0]

    def _add(self, frame: Frame) -> None:
        entry_id = frame.text("entry", 36)
        if entry_id != self._entry:
            self.close()
            self._entry, self._next_piece = entry_id, 0
            folder = settings.FILE_UPLOAD_TEMP_DIR
            self._pieces = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  see close()
        number = frame.about.get("number")
        if number != self._next_piece or self._pieces is None:
            raise BadExport(f"a piece of entry {entry_id} is missing")
        self._pieces.write(unlock(frame, self._key, f"{entry_id}:{number}"))
        self._next_piece += 1

    def close(self) -> None:
        """Hand in the file whose pieces came, if it is whole."""
        pieces, entry_id = self._pieces, self._entry
        self._pieces, self._entry = None, ""
        if pieces is None:
            return
        with pieces:
            self._hand_in(entry_id, cast(BinaryIO, pieces))

    def _hand_in(self, entry_id: str, pieces: BinaryIO) -> None:
        result = self.imported.results.get(entry_id)
        if result is None or result.outcome != Entry.WAITING:
            return
        # Of what was taken, never of what the frame says of itself: only the entry is signed.
        entry = Entry.objects.get(pk=str(result.id))
        if pieces.tell() < (entry.file_size_bytes or 0):
            self.trouble(f"the file of entry {entry_id} is not whole")
            return
        pieces.seek(0)
        try:
            self.imported.results[entry_id] = files.take_bytes(entry, pieces, self._bringing)
        except Refused as refusal:
            self.trouble(f"the file of entry {entry_id}: {refusal}")

    def trouble(self, words: str) -> None:
        """Note what could not be read."""
        self.imported.problems.append(words[:200])


@transaction.atomic
def _told(imported: Imported, by: Actor, at: datetime) -> None:
    data = {
        "entries": sorted(imported.results),
        "outcomes": sorted({result.outcome for result in imported.results.values()}),
        "problems": imported.problems,
        "is_whole": imported.is_whole,
    }
    events.append(
        stream=by.home_stream,
        kind="capture.imported",
        by=by,
        at=at,
        about=imported.device,
        data=data,
    )
