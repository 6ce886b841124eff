import io

import pikepdf
import pytest
from PIL import Image

from casefile import sandbox
from casefile.pdf import Document, render_documents
from casefile.sandbox import JobFailed


@pytest.fixture(scope="module")
def three_pages():
    html = "".join(f"<p style='break-after: page'>Page of {name}" for name in ("Ada", "Bo"))
    return render_documents([Document("x", html + "<p>Page of Cy", "X")])[0]


def read(pdf, **params):
    return sandbox.run("pages", params=params, files={"pdf": pdf})


def saved(pdf, **options):
    target = io.BytesIO()
    pdf.save(target, **options)
    return target.getvalue()


def test_each_page_becomes_a_picture_and_its_text(three_pages):
    with read(three_pages, dpi=50) as result:
        picture = Image.open(io.BytesIO(result.read("page-3")))

        assert result.value["pages"] == 3
        assert ["Page of Bo" in text for text in result.value["text"]] == [False, True, False]
        assert [round(side) for side in result.value["sizes"][0]] == [595, 842]
        assert (picture.format, picture.width) == ("PNG", 414)


def test_a_range_without_pictures_gives_text_alone(three_pages):
    with read(three_pages, first=2, last=2, images=False) as result:
        assert result.value["pages"] == 3
        assert len(result.value["text"]) == 1
        assert result.outputs == {}


def test_the_same_page_gives_the_same_picture(three_pages):
    with read(three_pages, last=1) as first, read(three_pages, last=1) as second:
        assert first.read("page-1") == second.read("page-1")


def test_a_huge_page_is_drawn_within_the_pixel_limit():
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(14_000, 14_000))

    with read(saved(pdf), dpi=300, text=False) as result:
        picture = Image.open(io.BytesIO(result.read("page-1")))

    assert picture.width * picture.height <= 60_100_000


@pytest.mark.parametrize("data", [b"", b"not a PDF", b"%PDF-1.7\n<html><script>alert(1)</script>"])
def test_what_is_no_pdf_is_refused(data):
    with pytest.raises(JobFailed) as failed:
        read(data)

    assert failed.value.code == "unreadable"


def test_a_pdf_that_wants_a_password_is_called_encrypted():
    pdf = pikepdf.new()
    pdf.add_blank_page()
    locked = saved(pdf, encryption=pikepdf.Encryption(user="secret", owner="secret"))

    with pytest.raises(JobFailed) as failed:
        read(locked)

    assert failed.value.code == "encrypted"
