"""Checks a bundle, zipped or unpacked, with our own copy of the verifier; names a changed one."""

import hashlib
import zipfile
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from casefile import verify
from casefile.services import evidence


class Command(BaseCommand):
    requires_system_checks = ()  # it looks at a file, not at this site
    help = "Check a bundle (zip or unpacked folder) and say in words what was proved."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("bundle", type=Path)

    def handle(self, *args: Any, bundle: Path, **options: Any) -> None:
        if bundle.is_dir():
            self._check(bundle)
            return
        with TemporaryDirectory() as folder:
            _unpack(bundle, Path(folder))
            self._check(Path(folder))

    def _check(self, root: Path) -> None:
        report = verify.check_bag(root)
        self.stdout.write(verify.in_words(report))
        if report.faults:
            raise CommandError("The bundle does not check out.")
        self.stdout.write(f"{_whose_verifier(root)}\n{_whose_key(report.fingerprint)}")


def _unpack(bundle: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(bundle) as archive:
            for entry in archive.infolist():
                if entry.filename.startswith("/") or ".." in PurePosixPath(entry.filename).parts:
                    raise CommandError(f"{entry.filename}: is not a place inside the bundle")
                archive.extract(entry, folder)
    except (zipfile.BadZipFile, OSError) as problem:
        raise CommandError(f"{bundle}: {problem}") from problem


def _whose_verifier(root: Path) -> str:
    ours, packed = Path(verify.__file__), root / verify.OWN_PATH
    if _digest(ours) == _digest(packed):
        return f"{verify.OWN_PATH} is this installation's own."
    return f"{verify.OWN_PATH} is as packed, by another release than this installation's."


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _whose_key(mark: str) -> str:
    ours = verify.fingerprint(evidence.signing_keys().manifest_public_pem)
    return "The key is this installation's." if mark == ours else "The key is another's than ours."
