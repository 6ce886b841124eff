"""A setting that cannot be right stops the start, in words that name it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"EVIDENCE_STORE": "disk"}, "EVIDENCE_STORE must be local or s3"),
        ({"EVIDENCE_STORE": "s3"}, "EVIDENCE_STORE=s3 needs S3_BUCKET"),
    ],
)
def test_a_store_that_is_none_stops_the_start(wrong, words, tmp_path):
    given = {"SECRET_KEY": "x", "FIELD_KEYS": "x", "VAR_DIR": str(tmp_path)}

    started = subprocess.run(
        [sys.executable, "-c", "import casefile.config.settings"],
        cwd=ROOT,
        env=os.environ | given | wrong,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert words in started.stderr
