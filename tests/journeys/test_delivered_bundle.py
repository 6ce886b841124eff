"""The bundle that the demonstration delivered, held against tools that are not ours."""

import hashlib
import importlib.util
import random
import re
import shutil
import subprocess
import sys
import zipfile

import bagit
import pypdf
import pytest

from tests.casefile.bundles.test_bundle import contents_links, pages_by_title, words

NUMBER_PLACE = ["-x", "480", "-y", "0", "-W", "115", "-H", "40"]
OWN = "data/verify.py"


@pytest.fixture(scope="module")
def reader(northgate):
    return pypdf.PdfReader(northgate.pdf)


@pytest.fixture
def copy(northgate, tmp_path):
    return shutil.copytree(northgate.bag, tmp_path / "bag")


@pytest.fixture(scope="module")
def verifier(northgate):
    """The verifier that lies in the bag, loaded from there."""
    spec = importlib.util.spec_from_file_location("delivered_verify", northgate.bag / OWN)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def files_in(folder):
    """Name every file of a folder; a line break in a name would be part of the name."""
    found = subprocess.run(
        ["find", ".", "-type", "f", "-printf", "%P\\0"], cwd=folder, capture_output=True, check=True
    ).stdout
    return sorted(name.decode() for name in found.split(b"\0") if name)


def alone(bag):
    """Run the bag's verifier with nothing but the standard library, in an empty environment."""
    command = [sys.executable, "-I", "-S", OWN]
    return subprocess.run(command, cwd=bag, env={}, capture_output=True, text=True)


def text_of(path):
    if path.suffix != ".pdf":
        return path.read_bytes().decode("utf-8", "replace")
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return done.stdout


# The bag -----------------------------------------------------------------------------------------


def test_qpdf_finds_nothing_wrong_with_the_pdf(northgate):
    done = subprocess.run(["qpdf", "--check", northgate.pdf], capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr


def test_bagit_validates_the_bag(northgate):
    assert bagit.Bag(str(northgate.bag)).validate()


def test_the_verifier_passes_alone_and_says_what_it_proved(northgate):
    done = alone(northgate.bag)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "Proved:" in done.stdout
    assert "Not proved:" in done.stdout


def test_one_byte_changed_in_any_file_is_found_and_the_file_named(copy, verifier):
    names = [name for name in files_in(copy) if name != OWN]
    manifests = (copy / verifier.MANIFEST, copy / verifier.TAG_MANIFEST)
    listed = b"\n".join(path.read_bytes() for path in manifests).split(b"\n")
    assert {line.partition(b"  ")[2].decode() for line in listed} <= {*names, OWN, ""}

    for name in names:
        whole = (copy / name).read_bytes()
        place = random.Random(name).randrange(len(whole))
        (copy / name).chmod(0o644)
        (copy / name).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])

        report = verifier.check_bag(copy)

        assert report.faults, name
        assert name in verifier.in_words(report), f"{name} at {place}"
        (copy / name).write_bytes(whole)
    assert not verifier.check_bag(copy).faults


def test_a_changed_exhibit_makes_the_verifier_fail_where_it_lies(northgate, copy):
    path = next(item["path"] for item in northgate.items if item["kind"] == "exhibit")
    with (copy / path).open("r+b") as exhibit:
        exhibit.write(b"\xff")

    done = alone(copy)

    assert done.returncode == 1
    assert path in done.stdout


def test_a_changed_verifier_is_named_by_bagit_and_by_our_command(northgate, copy):
    with (copy / OWN).open("r+b") as verifier:
        verifier.write(b"%")

    with pytest.raises(bagit.BagValidationError, match=re.escape(OWN)):
        bagit.Bag(str(copy)).validate()
    done = northgate.manage("verify_bundle", str(copy))

    assert done.returncode != 0
    assert f"{OWN}: was changed" in done.stdout


def test_the_zip_holds_the_bag_and_nothing_else(northgate):
    with zipfile.ZipFile(northgate.zip) as archive:
        assert sorted(archive.namelist()) == files_in(northgate.bag)


def test_every_exhibit_has_the_bytes_of_its_original(northgate):
    packed = [northgate.bag / item["path"] for item in northgate.items if item["path"]]
    hashes = {hashlib.sha256(path.read_bytes()).hexdigest() for path in packed}
    originals = [row["file"] for row in northgate.facts["exhibits"].values() if "file" in row]
    assert originals

    for name in originals:
        assert hashlib.sha256(northgate.original(name).read_bytes()).hexdigest() in hashes, name


# The pages ---------------------------------------------------------------------------------------


def test_printed_numbers_are_the_page_labels(northgate, reader):
    done = subprocess.run(
        ["pdftotext", *NUMBER_PLACE, northgate.pdf, "-"], capture_output=True, text=True
    )

    printed = [page.strip() for page in done.stdout.split("\f")[:-1]]
    assert printed == reader.page_labels
    assert printed == [str(number) for number in range(1, northgate.index["page_count"] + 1)]


def test_contents_lead_to_the_first_page_of_each_item(northgate, reader):
    first_pages = [item["first_page"] for item in northgate.items]
    listed = " ".join(words(page) for page in reader.pages[: first_pages[0] - 1])

    assert contents_links(reader) == first_pages
    for item in northgate.items:
        assert f"{item['reference']} {item['title']} {item['first_page']}" in listed


def test_bookmarks_follow_the_tree_of_the_contents(northgate, reader):
    tree = pages_by_title(reader, reader.outline)

    children = [child[:2] for _, _, rows in tree for child in rows]
    assert children == [
        (f"{item['reference']} {item['title']}", item["first_page"]) for item in northgate.items
    ]
    sections = [title for title, _, _ in tree[2:]]
    listed = " ".join(words(page) for page in reader.pages[: northgate.items[0]["first_page"] - 1])
    places = [listed.index(title) for title in sections]
    assert places == sorted(places)


# What must not be in it --------------------------------------------------------------------------


def test_the_schedule_of_sensitive_material_is_not_in_the_main_bag(northgate):
    assert not [name for name in files_in(northgate.bag) if "MG6D" in name]
    assert "MG6D" not in {item["reference"] for item in northgate.items}
    assert [row["reference"] for row in northgate.index["apart"]] == ["MG6D"]


def test_contact_details_stand_on_forms_that_may_not_be_disclosed_and_nowhere_else(
    northgate, reader
):
    planted = northgate.contact_details()
    barred = [row for row in northgate.items if "form" in row["kind"] and not row["disclosable"]]
    barred += [row for row in northgate.items if row["kind"] == "back_sheet"]
    allowed = {part["path"] for item in barred for part in (item, *item["derived"])}
    pages = {n for item in barred for n in range(item["first_page"], item["last_page"] + 1)}
    apart = {"data/bundle.pdf", OWN}

    texts = {name: text_of(northgate.bag / name) for name in {*files_in(northgate.bag)} - apart}
    texts |= {f"page {n}": page.extract_text() for n, page in enumerate(reader.pages, start=1)}
    found = {name for name, text in texts.items() if any(word in text for word in planted)}

    assert found
    assert found <= allowed | {f"page {n}" for n in pages}
