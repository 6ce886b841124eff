"""What set-up built for the browser: nothing reserved, nothing missing, light for the public."""

import gzip
import re
from pathlib import Path

import pytest

BUILT = Path(__file__).parents[2] / "casefile/static/vendor"


@pytest.mark.parametrize("name", ["public.css", "casefile.css"])
def test_every_image_a_style_sheet_names_is_there(name):
    addresses = re.findall(r"url\(\"?(?!data:)([^\")]+)", (BUILT / name).read_text())

    assert addresses
    assert [address for address in addresses if not (BUILT / address).is_file()] == []


@pytest.mark.parametrize("name", ["public.css", "casefile.css"])
def test_no_reserved_font_or_arms_are_used(name):
    css = (BUILT / name).read_text()

    assert "GDS Transport" not in css
    assert "govuk-crest" not in css
    assert "font-family:arial,sans-serif" in css


def test_the_public_pages_load_less_than_a_hundred_kilobytes():
    files = [BUILT / "public.css", BUILT / "public.js"]

    assert sum(len(gzip.compress(file.read_bytes())) for file in files) < 80_000
