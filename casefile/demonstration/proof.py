"""What must hold at the end: bag, verifier, exhibits' bytes, chain, tracker and doors."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import bagit
from django.conf import settings

from casefile.demonstration.browser import StepFailed
from casefile.demonstration.cast import Cast
from casefile.demonstration.tracker import expect_the_charge


def check_everything(cast: Cast) -> None:
    """Check bundle, bag, exhibits, chain, tracker and the other force's door; fill the summary.

    Raises:
        StepFailed: anything does not hold, and what.
    """
    bag = _fetch_bundle(cast)
    _check_bag(cast, bag)
    _check_exhibits(cast, bag)
    cast.live.manage("verify_log")
    expect_the_charge(cast)
    _other_force_is_shut_out(cast)
    _figures(cast)


def _fetch_bundle(cast: Cast) -> Path:
    prosecutor = cast.browser("shah")
    names = {}
    for ending in ("pdf", "zip"):
        path = f"/prosecute/{cast.submission_id}/bundle.{ending}"
        response = prosecutor.http.get(path)
        if response.status_code != 200:
            raise StepFailed(f"{path} answered {response.status_code}")
        names[ending] = cast.out / f"bundle.{ending}"
        names[ending].write_bytes(response.content)
        cast.summary[f"bundle_{ending}"] = os.path.relpath(names[ending], settings.BASE_DIR)
    folder = cast.out / "bag"
    shutil.rmtree(folder, ignore_errors=True)
    with zipfile.ZipFile(names["zip"]) as archive:
        archive.extractall(folder)
    return folder


def _check_bag(cast: Cast, bag: Path) -> None:
    bagit.Bag(str(bag)).validate()
    _run(["qpdf", "--check", str(cast.out / "bundle.pdf")])
    _run([sys.executable, str(bag / "data/verify.py")])
    cast.live.manage("verify_bundle", str(cast.out / "bundle.zip"))


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        raise StepFailed(f"{Path(command[0]).name}: {(done.stdout + done.stderr)[-500:]}")


def _check_exhibits(cast: Cast, bag: Path) -> None:
    packed = {
        hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (bag / "data/exhibits").rglob("*")
        if path.is_file()
    }
    for key, facts in cast.story["exhibits"].items():
        if "file" not in facts:
            continue
        original = hashlib.sha256(cast.story.path(facts["file"]).read_bytes()).hexdigest()
        if original not in packed:
            raise StepFailed(f"the bytes of exhibit {key} are not in the bundle as they were")


def _other_force_is_shut_out(cast: Cast) -> None:
    stranger = cast.browser("stranger").open(cast.case, expect=404)
    auditor = cast.browser("auditor").open("/manage/audit/")
    if "refused" not in " ".join(auditor.page.words).lower():
        raise StepFailed(f"the attempt of {stranger.path} is not in the access log")


def _figures(cast: Cast) -> None:
    index: dict[str, Any] = json.loads((cast.out / "bag/data/index.json").read_text("utf-8"))
    cast.summary |= json.loads(cast.live.manage("demonstration_figures", cast.case.split("/")[3]))
    facts = cast.facts()
    again = sorted(text for text, boxes in facts.items() if len(boxes) > 1)
    cast.summary |= {"facts_typed": len(facts), "facts_asked_twice": len(again)}
    if again:
        raise StepFailed(f"asked for more than once: {'; '.join(text[:60] for text in again)}")
    cast.summary["items_in_bundle"] = len(index["items"])
    cast.summary["form_fields_sent"] = cast.fields_sent
