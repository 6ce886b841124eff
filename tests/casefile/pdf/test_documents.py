import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from casefile.pdf import Document, RefusedReference, part_link, render_documents
from casefile.sandbox import JobFailed

TWO_PAGES = "<h1>Statement of Ada Example</h1><p>One<p style='break-before: page'>Two &lt;b&gt;"


def texts(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage() for page in document]
        found = [page.get_text_bounded() for page in pages]
        for page in pages:
            page.close()
    return found


def render(html=TWO_PAGES, **options):
    return render_documents([Document("MG11", html, "MG11 – Witness statement", **options)])[0]


def picture():
    target = io.BytesIO()
    Image.new("RGB", (20, 10), "navy").save(target, "PNG")
    return target.getvalue()


def test_every_page_carries_marking_form_reference_and_number():
    pdf = render(marking="OFFICIAL-SENSITIVE", form_name="MG11", reference="99ZZ1234526")

    first, second = texts(pdf)
    for number, text in ((1, first), (2, second)):
        assert text.count("OFFICIAL-SENSITIVE") == 2
        assert f"Page {number} of 2" in text
        assert "MG11" in text
        assert "99ZZ1234526" in text
    assert "Two <b>" in second


def test_a_welsh_document_counts_its_pages_in_welsh():
    pdf = render(lang="cy")

    assert "Tudalen 2 o 2" in texts(pdf)[1]


def test_title_language_and_embedded_fonts_are_set():
    with pikepdf.open(io.BytesIO(render())) as pdf:
        fonts = {str(item.BaseFont) for item in pdf.objects
                 if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item}  # fmt: skip

        assert str(pdf.docinfo.Title) == "MG11 – Witness statement"
        assert str(pdf.Root.Lang) == "en-GB"
        assert fonts
        assert all("Liberation" in font for font in fonts)


def test_the_same_document_gives_the_same_bytes_wherever_it_stands():
    document = Document("MG11", TWO_PAGES, "MG11", assets={"a.png": picture()})
    other = Document("MG3", "<p>Other <em>words</em>", "MG3")

    first = render_documents([document, other])
    second = render_documents([other, document, document])

    assert first[0] == second[1] == second[2]
    assert first[1] == second[0]


def test_named_assets_are_drawn_and_styles_applied():
    html = "<link rel=stylesheet href='asset:extra.css'><p>x</p><img src='asset:signature.png'>"
    assets = {"signature.png": picture(), "extra.css": b"p::before { content: 'Styled ' }"}

    pdf = render(html, assets=assets)

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        streams = [item for item in opened.objects if isinstance(item, pikepdf.Stream)]
        images = [stream for stream in streams if stream.get("/Subtype") == "/Image"]
        assert [(int(image.Width), int(image.Height)) for image in images] == [(20, 10)]
    assert "Styled x" in texts(pdf)[0]


@pytest.mark.parametrize(
    "marking", ['A "quoted" \\ marking', "a;} @page{size:A5", "tab\tline\nend"]
)
def test_words_for_the_margins_cannot_leave_them(marking):
    pdf = render(marking=marking)

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert [round(float(side)) for side in opened.pages[0].MediaBox] == [0, 0, 595, 842]
    assert " ".join(marking.split()) in " ".join(texts(pdf)[0].split())


def test_a_refused_reference_is_named():
    with pytest.raises(RefusedReference, match=r"file:///etc/passwd"):
        render("<img src='file:///etc/passwd'>")


@pytest.mark.parametrize("address", ["https://example.com/", "javascript:alert(1)", "page.html"])
def test_a_link_that_leads_out_of_the_document_fails(address):
    with pytest.raises(JobFailed) as failed:
        render(f"<a href='{address}'>x</a>")

    assert failed.value.code == "active_content"


def test_links_within_the_document_and_to_parts_of_the_bundle_stay():
    pdf = render(f"<a href='#end'>end</a> <a href='{part_link('MG11/1')}'>x</a><p id=end>End")

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        links = list(opened.pages[0].Annots)
        assert "/Dest" in links[0]
        assert str(links[1].A.URI) == "https://part.invalid/MG11%2F1"


def test_a_text_that_takes_too_long_fails_and_the_next_is_made(monkeypatch):
    from casefile.pdf import documents
    from casefile.sandbox import Limits

    nested = "<table><tr><td width=99999999>" * 60 + "x"
    monkeypatch.setattr(documents, "_FILE_LIMITS", Limits(wall_seconds=1))
    with pytest.raises(JobFailed) as failed:
        render(nested)
    monkeypatch.undo()

    assert failed.value.code in {"time_limit", "unreadable"}
    assert "Statement" in texts(render())[0]
