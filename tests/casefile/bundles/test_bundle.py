"""A built bundle: its pages, index, files and rows, read by tools that are not ours."""

import hashlib
import json
import subprocess
import zipfile
from itertools import pairwise

import bagit
import pikepdf
import pypdf
import pytest

from casefile import verify
from casefile.rules.file_builds import BUILDS
from tests.casefile.bundles import building
from tests.casefile.bundles.conftest import DRAIN, WHERE


@pytest.fixture(scope="module")
def reader(whole):
    return pypdf.PdfReader(whole.pdf)


def words(page):
    return " ".join(page.extract_text().split())


def pages_by_title(reader, tree):
    """The outline as (title, page from 1, children), two levels deep."""
    rows = []
    for entry in tree:
        if isinstance(entry, list):
            rows[-1][2].extend(pages_by_title(reader, entry))
        else:
            rows.append((entry.title, reader.get_destination_page_number(entry) + 1, []))
    return rows


def contents_links(reader):
    """Target page (from 1) of each link on the contents pages, each once, in order."""
    first = reader.get_destination_page_number(reader.outline[1]) + 1
    last = reader.get_destination_page_number(reader.outline[2])
    with pikepdf.open(reader.stream) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        found = [
            numbers[link.Dest[0].objgen]
            for page in list(pdf.pages)[first - 1 : last]
            for link in page.obj.get("/Annots", [])
        ]
    return list(dict.fromkeys(found))


# The PDF -----------------------------------------------------------------------------------------


def test_an_independent_checker_finds_nothing_wrong_with_the_pdf(whole):
    done = subprocess.run(["qpdf", "--check", whole.pdf], capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_number_printed_on_each_page_is_its_label_and_its_place(whole, reader):
    labels = [str(number) for number in range(1, len(reader.pages) + 1)]
    top_right = ["-x", "480", "-y", "0", "-W", "115", "-H", "40"]

    done = subprocess.run(["pdftotext", *top_right, whole.pdf, "-"], capture_output=True, text=True)

    assert [page.strip() for page in done.stdout.split("\f")[:-1]] == labels
    assert reader.page_labels == labels


def test_contents_name_and_link_the_first_page_of_every_item(whole, reader):
    items = whole.index["items"]

    assert contents_links(reader) == [item["first_page"] for item in items]
    listed = words(reader.pages[1]) + words(reader.pages[2])
    for item in items:
        assert f"{item['reference']} {item['title']} {item['first_page']}" in listed


def test_bookmarks_follow_the_same_tree_as_the_contents(whole, reader):
    items = whole.index["items"]
    tree = pages_by_title(reader, reader.outline)

    sections = {title: [child[:2] for child in children] for title, _, children in tree[2:]}
    bookmarked = [row for rows in sections.values() for row in rows]
    assert [title for title, _, _ in tree[:2]] == ["Cover", "Contents"]
    assert bookmarked == [
        (f"{item['reference']} {item['title']}", item["first_page"]) for item in items
    ]
    for title in sections:
        assert title in words(reader.pages[1]) + words(reader.pages[2])


def test_items_lie_one_after_another_to_the_last_page(whole):
    items = whole.index["items"]

    for before, after in pairwise(items):
        assert after["first_page"] == before["last_page"] + 1
    assert items[-1]["last_page"] == whole.index["page_count"]


def test_the_pdf_says_its_title_and_language_and_holds_nothing_active(whole):
    with pikepdf.open(whole.pdf) as pdf:
        assert str(pdf.docinfo.Title) == f"Case file {whole.index['urn']}"
        assert str(pdf.Root.Lang) == "en-GB"
        names = {name for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) for name in obj}
    assert not names & {"/JS", "/JavaScript", "/OpenAction", "/AA", "/EmbeddedFiles", "/AcroForm"}


def test_the_cover_says_what_it_is_and_what_the_checks_still_found(whole, reader):
    cover = words(reader.pages[0])

    assert "R v Dean Marsh" in cover
    assert BUILDS["charge_request_ngap_fct"] in cover
    assert "What the checks found when it was approved" in cover


@pytest.mark.parametrize("reference", ["JH/1", "JH/2", "JH/2/1", "JH/3"])
def test_a_recording_or_photo_has_a_sheet_with_its_hash_and_its_place(whole, reader, reference):
    item = whole.item(reference)
    sheet = reader.pages[item["first_page"] - 1].extract_text().replace("\n", "")

    assert item["sha256"] in sheet
    assert item["path"] in sheet


@pytest.mark.parametrize(
    ("reference", "count"), [("JH/1", 1), ("JH/2", 1), ("JH/2/1", 1), ("JH/3", 0)]
)
def test_photos_and_videos_are_shown_on_their_sheet_and_sound_is_not(
    whole, reader, reference, count
):
    page = reader.pages[whole.item(reference)["first_page"] - 1]

    assert len(page.images) == count


def test_a_pdf_exhibit_follows_its_sheet_page_for_page(whole):
    item = whole.item("JH/4")

    assert item["last_page"] - item["first_page"] == 3


def test_a_physical_exhibit_has_a_sheet_with_its_seal_and_no_file(whole, reader):
    item = whole.item("JH/6")

    assert item["path"] == item["sha256"] == ""
    assert "S004412" in words(reader.pages[item["first_page"] - 1])


# What is in it and what is not -------------------------------------------------------------------


def test_the_schedule_of_sensitive_material_goes_apart(whole):
    paths = [path.name for path in whole.bag.rglob("*")]
    served = [path for (path,) in whole.site.query("SELECT path FROM casefile_servedfile")]

    assert not [name for name in paths if "MG6D" in name]
    assert [row["reference"] for row in whole.index["apart"]] == ["MG6D"]
    assert "apart/MG6D.pdf" in served


def test_sensitive_material_is_in_no_file_but_the_log(whole, reader):
    everything = [path for path in (whole.bag / "data").rglob("*.*") if path.name != "chain.jsonl"]

    assert not [path for path in everything if b"SECRET SOURCE" in path.read_bytes()]
    assert "SECRET SOURCE" not in " ".join(words(page) for page in reader.pages)
    assert b"SECRET SOURCE" not in (whole.bag / "data/log/chain.jsonl").read_bytes()


def test_only_presumed_material_is_attached_to_its_schedule(whole):
    unused = [item["title"] for item in whole.index["items"] if item["kind"] == "unused"]

    assert unused == ["Log of the 999 call", "Recording of the 999 call"]


def test_a_home_address_stands_on_the_back_sheet_alone(whole, reader):
    back = whole.item("MG11B")
    pages = [n for n, page in enumerate(reader.pages, 1) if building.HOME in words(page)]

    assert pages == [back["first_page"]]
    assert not back["disclosable"]


def test_the_statement_in_the_bag_is_the_one_that_was_signed(whole):
    [(signed,)] = whole.site.query(
        "SELECT o.sha256 FROM casefile_statementversion v "
        "JOIN casefile_storedobject o ON o.id = v.signed_pdf_id"
    )

    statement = whole.bag / whole.item("MG11")["path"]
    assert hashlib.sha256(statement.read_bytes()).hexdigest() == signed


def test_exhibits_are_the_bytes_that_were_received(whole):
    assert (whole.bag / whole.item("JH/3")["path"]).read_bytes() == building.audio()
    assert (whole.bag / whole.item("JH/5")["path"]).read_bytes() == b"just words\n"


def test_what_was_captured_names_its_entries_in_the_log_and_what_was_made_says_so(whole):
    captured = {item["reference"] for item in whole.index["items"] if item["origin"] == "captured"}

    assert captured == {"MG11", "JH/1", "JH/2", "JH/2/1", "JH/3", "JH/4", "JH/5", "Item 2"}
    assert all(item["source_events"] for item in whole.index["items"] if item["kind"] == "exhibit")


def test_every_form_is_there_as_pdf_and_as_json(whole):
    forms = sorted(path.name for path in (whole.bag / "data/forms").iterdir())
    codes = ["MG11B", "MG15", "MG3", "MG6", "MG6C", "MG6E", "PRECONS-1", "PRECONS-2"]

    assert forms == sorted(f"{code}.{ending}" for code in codes for ending in ("pdf", "json"))
    assert json.loads((whole.bag / "data/forms/MG3.json").read_bytes())["code"] == "MG3"


# The bag and the rows ----------------------------------------------------------------------------


def test_an_independent_tool_validates_the_bag_and_its_name(whole):
    bag = bagit.Bag(str(whole.bag))

    assert bag.validate(processes=1)
    assert bag.info["External-Identifier"] == f"{whole.index['urn']}-v1"
    assert whole.site.query(
        "SELECT original_name FROM casefile_bundle b JOIN casefile_storedobject o ON o.id=b.bag_id"
    ) == [(f"{whole.index['urn']}-v1.zip",)]


def test_the_pdf_in_the_bag_is_the_pdf_that_is_served(whole):
    assert (whole.bag / "data/bundle.pdf").read_bytes() == whole.pdf.read_bytes()


def test_the_same_state_of_the_case_gives_the_same_bytes(whole, whole_site, tmp_path):
    again = whole_site.copied_to(tmp_path)
    again.run(DRAIN)
    packed, _ = json.loads(again.run(WHERE))

    with zipfile.ZipFile(packed) as one, zipfile.ZipFile(whole.zip) as other:
        assert one.namelist() == other.namelist()
        # Each build sealed the log at a moment of its own; a state that was sealed keeps its head.
        for name in set(one.namelist()) - {verify.LOG_SEAL}:
            assert one.read(name) == other.read(name), name


def test_fields_are_counted_for_each_form_that_was_delivered(whole):
    [(text,)] = whole.site.query("SELECT field_counts FROM casefile_bundle")
    counts = json.loads(text)

    assert {name.partition("-")[0] for name in counts} == {
        "MG3", "MG6", "MG6C", "MG6D", "MG6E", "MG11", "MG11B", "MG15", "PRECONS",
    }  # fmt: skip
    assert all(0 <= row["fields_typed"] <= row["fields_total"] for row in counts.values())
    assert counts["MG3"]["fields_total"] > 0


def test_the_event_of_the_build_holds_the_hash_of_every_file(whole):
    [(body,)] = whole.site.query(
        "SELECT CAST(content AS TEXT) FROM casefile_eventbody b "
        "JOIN casefile_caseevent e ON e.id = b.event_id WHERE e.kind = 'bundle.built'"
    )
    built = json.loads(body)

    assert built["bag"] == f"sha256:{hashlib.sha256(whole.zip.read_bytes()).hexdigest()}"
    for item in whole.index["items"]:
        if item["path"]:
            assert built["files"][item["path"]] == f"sha256:{item['sha256']}"


def test_the_file_is_sent_once_and_the_officer_told_once(whole):
    assert whole.site.query("SELECT stage FROM casefile_submission") == [("submitted",)]
    assert whole.site.query(
        "SELECT template, sent_at IS NOT NULL FROM casefile_outboundmessage "
        "WHERE template = 'file_sent'"
    ) == [("file_sent", 1)]
