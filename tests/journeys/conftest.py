"""The demonstration case, taken once through the live product; its results, to be read only."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from casefile.demonstration import story
from tests.casefile.conftest import robbery  # noqa: F401  the small case of the desk's tests
from tests.doorstep import device, line, visit  # noqa: F401  an officer's tablet

ROOT = Path(__file__).parents[2]
OURS = (
    "DATABASE_URL",
    "EVIDENCE_DIR",
    "EVIDENCE_STORE",
    "KEYS_DIR",
    "PUBLIC_ADDRESS",
    "TEST_VAR_DIR",
    "VAR_DIR",
)


@dataclass(frozen=True)
class Demonstration:
    """What one run of `manage.py demo` left behind."""

    out: Path
    folder: Path

    @cached_property
    def summary(self) -> dict[str, Any]:
        return json.loads((self.out / "summary.json").read_bytes())

    @cached_property
    def facts(self) -> dict[str, Any]:
        return json.loads((self.folder / "case.json").read_bytes())

    @cached_property
    def index(self) -> dict[str, Any]:
        return json.loads((self.bag / "data/index.json").read_bytes())

    @property
    def items(self) -> list[dict[str, Any]]:
        return self.index["items"]

    @property
    def pdf(self) -> Path:
        return ROOT / self.summary["bundle_pdf"]

    @property
    def zip(self) -> Path:
        return ROOT / self.summary["bundle_zip"]

    @property
    def bag(self) -> Path:
        return self.out / "bag"

    @property
    def steps(self) -> list[str]:
        return [step["name"].split()[0] for step in self.summary["steps"]]

    def original(self, name: str) -> Path:
        """Return the file that was captured under a name of the story."""
        return story.read(self.folder, scratch=self.out / "media").path(name)

    def contact_details(self) -> list[str]:
        """Return what would tell where a witness can be found, with and without spaces."""
        answers = self.facts["report"]["answers"]
        street, _, postcode = answers["address"]["address"].rpartition(", ")
        phones = [row["phone"] for row in self.facts["people"].values() if "phone" in row]
        found = [answers["email"]["email"], street, postcode, *phones]
        found.append(answers["item"]["phone_number"])
        return [*found, *(each.replace(" ", "") for each in found)]

    def query(self, sql: str) -> list[Any]:
        """Read the database that the demonstration left."""
        with closing(sqlite3.connect(self.out / "var/casefile.sqlite3")) as rows:
            return rows.execute(sql).fetchall()

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a management command on the database that the demonstration left."""
        var = self.out / "var"
        ours = {
            "VAR_DIR": str(var),
            "EVIDENCE_DIR": str(var / "evidence"),
            "KEYS_DIR": str(var / "keys"),
            "DATABASE_URL": f"sqlite:///{var}/casefile.sqlite3",
        }
        return run_manage(*arguments, **ours)


def run_manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a management command as `make demo` does, with nothing of the test run in it."""
    ours = {name: value for name, value in os.environ.items() if name not in OURS}
    ours |= {"DJANGO_SETTINGS_MODULE": "casefile.config.settings", "DEMO": "1"}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=ours | environment,
        capture_output=True,
        text=True,
        timeout=900,
    )


def take(case: Path, out: Path, migrated: Path) -> None:
    """Take a case from report to tracker; the road itself fails at the first step that does not."""
    done = run_manage("demo", "--case", str(case), "--out", str(out), DEMO_TABLES=str(migrated))
    assert done.returncode == 0, done.stdout + done.stderr
    (out / "said.txt").write_text(done.stdout, encoding="utf-8")


@pytest.fixture(scope="session")
def northgate(shared: Any, migrated: Path) -> Demonstration:
    """The robbery at Northgate, from the first call to the charge and the bundle."""
    out = shared("northgate", lambda folder: take(story.NORTHGATE, folder, migrated))
    return Demonstration(out, story.NORTHGATE)
