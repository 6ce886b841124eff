"""A bundle built once for all tests: an approved file, its database, a worker that drained it."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
DRAIN = "from casefile.worker import loop; loop.drain()"
WHERE = """
import json
from casefile.models import Bundle
from casefile.services import evidence
bundle = Bundle.objects.get()
folder = evidence.store()._root
print(json.dumps([str(folder / stored.key) for stored in (bundle.bag, bundle.pdf)]))
"""


@dataclass(frozen=True)
class Site:
    """A database and an evidence store in one folder, used by processes of their own."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        return dict(os.environ) | {
            "DATABASE_URL": f"sqlite:///{self.folder}/committed.sqlite3",
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "TEST_VAR_DIR": str(self.folder / "var"),
        }

    def run(self, code: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{code}"],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=240,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def query(self, sql: str) -> list[Any]:
        with closing(sqlite3.connect(self.folder / "committed.sqlite3")) as rows:
            return rows.execute(sql).fetchall()

    def copied_to(self, folder: Path) -> "Site":
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return Site(folder)


@dataclass(frozen=True)
class Built:
    """A bundle as stored, and its bag unpacked."""

    site: Site
    zip: Path
    pdf: Path
    bag: Path

    @property
    def index(self) -> dict[str, Any]:
        return json.loads((self.bag / "data/index.json").read_bytes())

    def item(self, reference: str) -> dict[str, Any]:
        return next(item for item in self.index["items"] if item["reference"] == reference)


def _approve(migrated: Path, folder: Path, kind: str) -> None:
    shutil.copyfile(migrated, folder / "committed.sqlite3")
    Site(folder).run(f"from tests.casefile.bundles import building\nbuilding.approve_{kind}_file()")


@pytest.fixture(scope="session")
def small_site(shared: Any, migrated: Path) -> Site:
    """A site where a small file was approved and no worker has run: to be copied, never used."""
    return Site(shared("small", lambda folder: _approve(migrated, folder, "small")))


@pytest.fixture(scope="session")
def whole_site(shared: Any, migrated: Path) -> Site:
    """The same for a file with every kind of item."""
    return Site(shared("whole", lambda folder: _approve(migrated, folder, "whole")))


@pytest.fixture(scope="session")
def whole(shared: Any, whole_site: Site) -> Built:
    """The whole file's bundle. Tests only read it."""
    folder = shared("built", lambda folder: _build(whole_site, folder))
    return Built(Site(folder), folder / "bundle.zip", folder / "bundle.pdf", folder / "bag")


def _build(approved: Site, folder: Path) -> None:
    site = approved.copied_to(folder)
    site.run(DRAIN)
    packed, pdf = json.loads(site.run(WHERE))
    shutil.copyfile(packed, folder / "bundle.zip")
    shutil.copyfile(pdf, folder / "bundle.pdf")
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(folder / "bag")


@pytest.fixture
def bag(whole: Built, tmp_path: Path) -> Path:
    """A copy of the unpacked bag, to be spoilt."""
    return Path(shutil.copytree(whole.bag, tmp_path / "bag"))
