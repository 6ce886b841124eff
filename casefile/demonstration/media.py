"""Real files for a demonstration: Debian's samples where installed, else made here."""

import shutil
import subprocess
from pathlib import Path

from PIL import Image, ImageDraw

SAMPLES = Path("/usr/share/forensics-samples/original-files")
MAKE_VIDEO = (
    "-f lavfi -i testsrc2=size=640x360:rate=25:duration=4 -f lavfi -i sine=frequency=330:duration=4"
    " -c:v libx264 -pix_fmt yuv420p -c:a aac -shortest"
)
MAKE_AUDIO = "-f lavfi -i sine=frequency=440:duration=4"


class NoMedia(Exception):
    """A file of the case is neither beside its description, nor installed, nor can be made."""


def find(name: str, *, beside: Path, sample: str, scratch: Path) -> tuple[Path, str]:
    """Return a file and where it is from: 'beside the case', 'sample' or 'made here'.

    Raises:
        NoMedia: there is no such file and no tool to make one.
    """
    if (beside / name).is_file():
        return beside / name, "beside the case"
    if sample and (SAMPLES / sample).is_file():
        return SAMPLES / sample, "sample"
    return _make(scratch / name), "made here"


def _make(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix in {".jpg", ".png"}:
        picture = Image.new("RGB", (1200, 900), "#8a939b")
        ImageDraw.Draw(picture).text((60, 60), f"Demonstration picture: {path.stem}", fill="white")
        picture.save(path)
        return path
    program = shutil.which("ffmpeg")
    if program is None:
        raise NoMedia(f"{path.name} cannot be made: install ffmpeg or put the file beside the case")
    how = MAKE_VIDEO if path.suffix == ".mp4" else MAKE_AUDIO
    command = [program, "-y", "-loglevel", "error", *how.split(), str(path)]
    subprocess.run(command, check=True, timeout=120)
    return path
