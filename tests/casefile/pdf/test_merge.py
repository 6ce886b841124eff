import io
import time

import pikepdf
import pypdfium2
import pytest

from casefile.pdf import Bookmark, Document, Part, merge, part_link, render_documents
from casefile.pdf.merge import page_counts
from casefile.sandbox import JobFailed
from casefile.sandbox.active import active_content

BODY = """<h1>{name}</h1><p><a href="#end">to the end</a></p><h2>Inner</h2>
<p style="break-before: page" id="end">The end of {name}</p>"""


@pytest.fixture(scope="module")
def parts():
    refs = ["MG5", "MG11/1", "MG11/2"]
    links = "".join(f'<p><a href="{part_link(ref)}">{ref}</a>' for ref in refs)
    documents = [Document("contents", links, "Contents")]
    documents += [Document(ref, BODY.format(name=ref), ref) for ref in refs]
    pdfs = render_documents(documents)
    contents = Part("contents", "Contents", pdfs[0], links=True)
    return [contents, *(Part(r, r, pdf) for r, pdf in zip(refs, pdfs[1:], strict=True))]


OUTLINE = [
    Bookmark("Contents", "contents"),
    Bookmark("Case summary", "MG5"),
    Bookmark("Statements", "MG11/1", [Bookmark("One", "MG11/1"), Bookmark("Two", "MG11/2")]),
]


def merged_bytes(parts, **options):
    arguments = {"outline": [], "title": "Bundle"} | options
    with merge(parts, **arguments) as merged:
        return merged.read()


def opened(data):
    return pikepdf.open(io.BytesIO(data))


def page_texts(data):
    with pypdfium2.PdfDocument(data) as document:
        found = []
        for page in document:
            text_page = page.get_textpage()
            found.append(text_page.get_text_bounded())
            text_page.close()
            page.close()
    return found


def target_of(pdf, link):
    return [page.obj.objgen for page in pdf.pages].index(link.Dest[0].objgen)


def blank(rotation=0, media=(0, 0, 595, 842), crop=None, content=b""):
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(10, 10))
    page.obj.MediaBox = pikepdf.Array(list(media))
    page.obj.Rotate = rotation
    page.obj.Contents = pdf.make_stream(content)
    if crop:
        page.obj.CropBox = pikepdf.Array(list(crop))
    return saved(pdf)


def saved(pdf):
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def test_parts_follow_each_other_and_their_pages_are_told(parts):
    with merge(parts, outline=OUTLINE, title="R v Example") as merged:
        assert merged.pages == {
            "contents": (1, 1),
            "MG5": (2, 3),
            "MG11/1": (4, 5),
            "MG11/2": (6, 7),
        }
        assert merged.page_count == 7
        texts = page_texts(merged.read())

    assert ["MG11/1" in texts[3], "The end of MG11/2" in texts[6]] == [True, True]


def test_pages_can_be_counted_before_anything_is_merged(parts):
    assert page_counts(parts) == {"contents": 1, "MG5": 2, "MG11/1": 2, "MG11/2": 2}


def test_the_same_parts_give_the_same_bytes(parts):
    first = merged_bytes(parts, outline=OUTLINE)
    time.sleep(1.1)  # identifiers that are made of the time change with the second

    assert merged_bytes(parts, outline=OUTLINE) == first


def test_other_parts_give_another_identifier(parts):
    with opened(merged_bytes(parts[1:])) as one, opened(merged_bytes(parts[2:])) as other:
        assert bytes(one.trailer.ID[0]) != bytes(other.trailer.ID[0])


def test_the_bundle_is_clean_by_qpdfs_check(parts, tmp_path):
    (tmp_path / "bundle.pdf").write_bytes(merged_bytes(parts, outline=OUTLINE))

    check = pikepdf.Job(["qpdf", "--check", str(tmp_path / "bundle.pdf")])
    check.run()

    assert (check.exit_code, check.has_warnings) == (0, False)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (None, ["1", "2", "3", "4", "5", "6", "7"]),
        (["i", "1", "2", "2A", "2B", "3", "4"], ["i", "1", "2", "2A", "2B", "3", "4"]),
        (
            ["007", "1", "12A", "12", "13", "99", "100"],
            ["007", "1", "12A", "12", "13", "99", "100"],
        ),
    ],
)
def test_printed_numbers_equal_page_labels(parts, labels, expected):
    data = merged_bytes(parts, labels=labels)

    with opened(data) as pdf:
        assert [page.label for page in pdf.pages] == expected
    printed = [text.split() for text in page_texts(data)]
    assert all(label in words for label, words in zip(expected, printed, strict=True))


def test_contents_links_jump_to_the_first_page_of_their_part(parts):
    with opened(merged_bytes(parts)) as pdf:
        links = list(pdf.pages[0].Annots)

        assert [target_of(pdf, link) for link in links] == [1, 3, 5]
        assert not any("/A" in link for link in links)


def test_links_within_a_part_lead_to_its_own_pages(parts):
    with opened(merged_bytes(parts)) as pdf:
        inner = [target_of(pdf, pdf.pages[index].Annots[0]) for index in (1, 3, 5)]

    assert inner == [2, 4, 6]


def test_links_with_a_page_of_their_own_lead_there_too():
    pdf = pikepdf.new()
    for _ in range(3):
        pdf.add_blank_page()
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
    link.Dest = pikepdf.Array([pdf.pages[2].obj, pikepdf.Name.Fit])
    pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(link)])

    data = merged_bytes([Part("blank", "Blank", blank()), Part("three", "Three", saved(pdf))])

    with opened(data) as merged:
        assert len(merged.pages) == 4
        assert target_of(merged, merged.pages[1].Annots[0]) == 3


def test_bookmarks_nest_and_a_parts_own_come_below_its_own(parts):
    def titles(items):
        return [(item.title, titles(item.children)) for item in items]

    with opened(merged_bytes(parts, outline=OUTLINE)) as pdf, pdf.open_outline() as outline:
        assert titles(outline.root) == [
            ("Contents", []),
            ("Case summary", [("MG5", [("Inner", [])])]),
            (
                "Statements",
                [("One", [("MG11/1", [("Inner", [])])]), ("Two", [("MG11/2", [("Inner", [])])])],
            ),
        ]
        second = outline.root[2].children[1]
        inner = second.children[0].children[0]
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        assert numbers[second.destination[0].objgen] == 5
        assert numbers[inner.destination[0].objgen] == 5


def test_title_language_and_view_are_set(parts):
    with opened(merged_bytes(parts, title="R v Esiampl", lang="cy")) as pdf:
        assert str(pdf.docinfo.Title) == "R v Esiampl"
        assert str(pdf.Root.Lang) == "cy"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True


def ink(data):
    """Return (left, top, right, bottom) of the ink on the first page as shown, in fractions."""
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        shown = page.render(scale=2).to_pil().convert("L").point(lambda grey: 255 * (grey < 128))
        page.close()
    left, top, right, bottom = shown.getbbox()
    width, height = shown.size
    assert right - left > bottom - top, "the number lies on its side"
    return left / width, top / height, right / width, bottom / height


@pytest.mark.parametrize("rotation", [0, 90, 180, 270, -90, 450])
@pytest.mark.parametrize(
    ("media", "crop"),
    [
        ((0, 0, 595, 842), None),
        ((0, 0, 595, 842), (100, 200, 400, 500)),
        ((-300, -200, 295, 642), None),
        ((595, 842, 0, 0), (-50, -50, 900, 900)),
        ((0, 0, 3000, 2000), None),
        ((0, 0, 200, 150), None),
    ],
)
def test_the_number_stands_upright_in_the_corner_that_is_seen(rotation, media, crop):
    data = merged_bytes([Part("a", "A", blank(rotation, media, crop))], labels=["1234"])

    left, top, right, bottom = ink(data)

    assert (left > 0.7, right < 0.99) == (True, True)
    assert (top > 0.01, bottom < 0.15) == (True, True)


@pytest.mark.parametrize(
    ("position", "horizontal", "vertical"),
    [("bottom-center", (0.45, 0.55), (0.9, 1)), ("top-left", (0, 0.1), (0, 0.1))],
)
def test_the_number_stands_where_it_is_asked_for(position, horizontal, vertical):
    data = merged_bytes([Part("a", "A", blank())], labels=["12"], position=position)

    left, top, right, bottom = ink(data)

    assert horizontal[0] <= left < right <= horizontal[1]
    assert vertical[0] <= top < bottom <= vertical[1]


def test_the_number_is_not_drawn_through_the_pages_own_matrix():
    scaled = blank(content=b"0.1 0 0 0.1 300 300 cm")

    left, top, *_ = ink(merged_bytes([Part("a", "A", scaled)], labels=["12"]))

    assert (left > 0.9, top < 0.1) == (True, True)


def test_scripts_and_attachments_of_a_part_are_left_out_and_its_form_stays():
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    pdf.Root.OpenAction = script
    pdf.attachments["secret.txt"] = b"secret"
    page.obj.AA = pikepdf.Dictionary(O=script)
    field = {"FT": pikepdf.Name.Tx, "T": pikepdf.String("name"), "V": pikepdf.String("Ada")}
    rect = {"Type": pikepdf.Name.Annot, "Rect": [0, 0, 9, 9]}
    acting = [
        pikepdf.Dictionary(**rect, Subtype=pikepdf.Name.Link, A=script),
        pikepdf.Dictionary(
            **rect, **field, Subtype=pikepdf.Name.Widget, AA=pikepdf.Dictionary(E=script)
        ),
        pikepdf.Dictionary(
            **rect,
            Subtype=pikepdf.Name.FileAttachment,
            FS=pdf.attachments["secret.txt"].obj,
        ),
    ]
    page.obj.Annots = pikepdf.Array([pdf.make_indirect(each) for each in acting])
    fields = pikepdf.Array([page.obj.Annots[1]])
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=fields, XFA=pikepdf.String("x"))
    hostile = saved(pdf)

    with opened(hostile) as before, opened(merged_bytes([Part("a", "A", hostile)])) as after:
        assert active_content(before)
        assert active_content(after) == []
        assert [str(each.V) for each in after.Root.AcroForm.Fields] == ["Ada"]


def test_a_contents_link_to_no_part_fails(parts):
    with pytest.raises(JobFailed) as failed:
        merged_bytes(parts[:2])

    assert failed.value.code == "unresolved_link"


def test_a_part_that_only_looks_like_contents_breaks_nothing(parts):
    contents = Part("exhibit", "Exhibit", parts[0].pdf)

    with opened(merged_bytes([contents])) as pdf:
        assert str(pdf.pages[0].Annots[0].A.URI).startswith("https://part.invalid/")


def test_a_bookmark_to_no_part_fails(parts):
    with pytest.raises(JobFailed) as failed:
        merged_bytes(parts, outline=[Bookmark("Lost", "nowhere")])

    assert failed.value.code == "unresolved_link"


def test_labels_must_be_one_a_page(parts):
    with pytest.raises(JobFailed) as failed:
        merged_bytes(parts, labels=["1"])

    assert failed.value.code == "labels"


def test_two_parts_with_one_ref_are_a_mistake_of_the_caller(parts):
    with pytest.raises(ValueError, match="same ref"):
        merged_bytes([parts[1], parts[1]])


def test_a_part_that_wants_a_password_is_named():
    target = io.BytesIO()
    with opened(blank()) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(user="secret", owner="secret"))

    with pytest.raises(JobFailed) as failed:
        merged_bytes([Part("JS/1", "JS/1", target.getvalue())])

    assert failed.value.code == "encrypted"
    assert "JS/1" in failed.value.reason


def test_a_part_that_is_no_pdf_is_named():
    with pytest.raises(JobFailed) as failed:
        merged_bytes([Part("JS/2", "JS/2", b"no PDF at all")])

    assert (failed.value.code, "JS/2" in failed.value.reason) == ("unreadable", True)
