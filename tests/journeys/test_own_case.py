"""Somebody's own case, with people, keys and media of its own, goes the same road."""

import json
import subprocess

import pytest
from PIL import Image

from casefile.demonstration.story import NORTHGATE
from tests.journeys.conftest import Demonstration, take

OTHERS = {
    '"aisha"': '"complainant"', '"tom"': '"bystander"', '"mia"': '"operator"',
    '"marsh"': '"first"', '"cole"': '"second"', '"cctv"': '"camera"', "{cctv}": "{camera}",
    "Aisha": "Ewa", "aisha.karim": "ewa.nowak", "Karim": "Nowak", "Tom": "Asif", "Reed": "Noor",
    "REED": "NOOR", "Mia": "Nina", "Bell": "Wood", "Dean": "Paul", "Marsh": "Stone",
    "MARSH D": "STONE P", "Liam": "Kit", "Cole": "Frost",
}  # fmt: skip


def make_media(path):
    if path.suffix == ".jpg":
        Image.new("RGB", (320, 240), "#446688").save(path)
        return
    video = "-f lavfi -i testsrc2=size=160x120:rate=10:duration=7 -pix_fmt yuv420p"
    audio = "-f lavfi -i sine=frequency=300:duration=2"
    how = video if path.suffix == ".mp4" else audio
    command = ["ffmpeg", "-loglevel", "error", *how.split(), str(path)]
    subprocess.run(command, check=True)


@pytest.mark.long
def test_a_case_of_ones_own_reaches_the_prosecutor_and_the_victim(tmp_path, migrated):
    text = (NORTHGATE / "case.json").read_text(encoding="utf-8")
    for old, new in OTHERS.items():
        text = text.replace(old, new)
    facts = json.loads(text)
    folder, out = tmp_path / "case", tmp_path / "out"
    folder.mkdir()
    for name in facts.pop("files"):
        make_media(folder / name)
    (folder / "case.json").write_text(json.dumps(facts), encoding="utf-8")

    take(folder, out, migrated)

    own = Demonstration(out, folder)
    assert set(own.summary["media"].values()) == {"beside the case"}
    titles = [item["title"] for item in own.items]
    assert "Witness statement of Ewa Nowak" in titles
    assert "Charge(s): Paul Stone" in titles
    assert not [title for title in titles if "Marsh" in title or "Karim" in title]
