"""Hostile HTML, with the fetcher as it is and with it off."""

import io
import os

import pikepdf
import pypdfium2
import pytest

from casefile.pdf import Document, RefusedReference, render_documents

CANARY = "canary-51c0de"
SVG = "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"
REFERENCES = {
    "img": "<img src='{url}'>",
    "srcset": "<img srcset='{url} 2x' src='{url}'>",
    "stylesheet": "<link rel=stylesheet href='{url}'>",
    "attachment": "<link rel=attachment href='{url}'>",
    "anchor attachment": "<a rel=attachment href='{url}'>file</a>",
    "object": "<object data='{url}'></object>",
    "embed": "<embed src='{url}'>",
    "import": "<style>@import url({url});</style>",
    "font face": "<style>@font-face {{ font-family: x; src: url({url}) }}</style><p>x",
    "background": "<p style='background: url({url})'>x",
    "border image": "<p style='border: 5px solid; border-image: url({url}) 1'>x",
    "content": "<style>p::before {{ content: url({url}) }}</style><p>x",
    "list image": "<ul style='list-style-image: url({url})'><li>x</ul>",
    "margin box": "<style>@page {{ @top-left {{ content: url({url}) }} }}</style>",
    "svg image": f"<svg {SVG}><image href='{{url}}' width='9' height='9'/></svg>",
    "svg use": f"<svg {SVG}><use xlink:href='{{url}}#a' href='{{url}}#a'/></svg>",
    "base": "<base href='{url}'><img src='x.png'>",
    "icon": "<link rel=icon href='{url}'>",
    "iframe": "<iframe src='{url}'></iframe>",
    "script": "<script src='{url}'></script>",
    "video": "<video src='{url}' poster='{url}'></video>",
    "cursor": "<p style='cursor: url({url}), auto'>x",
    "refresh": "<meta http-equiv=refresh content='0; url={url}'>",
}
NOT_FETCHED = {"svg use", "icon", "iframe", "script", "video", "cursor", "refresh"}
SVG_DATA = "data:image/svg+xml,<svg {svg}><image href=%22file:///etc/passwd%22/></svg>"


@pytest.fixture
def secrets(tmp_path, monkeypatch):
    """What must never be found in a PDF, planted where HTML could point to."""
    (tmp_path / "other-job").write_text(f"other job {CANARY}")
    monkeypatch.setenv("CASEFILE_CANARY", CANARY)
    return [CANARY, "root:x:0", "PATH=/"]


@pytest.fixture
def urls(tmp_path, listener):
    port = listener[0]
    return [
        "file:///etc/passwd",
        "file:///proc/self/environ",
        "file:///proc/1/environ",
        f"file://{tmp_path}/other-job",
        f"http://127.0.0.1:{port}/x.png",
        f"http://[::1]:{port}/x.css",
        f"http://localhost:{port}/x",
        f"//127.0.0.1:{port}/x",
        f"ftp://127.0.0.1:{port}/x",
        "http://169.254.169.254/latest/meta-data/",
        "../../../../etc/passwd",
        "data:text/plain,hello",
        "asset:not-given.png",
        "asset:../../etc/passwd",
    ]


def everything_in(pdf_bytes):
    """Return all that a PDF holds: text, decompressed streams, attachments, strings."""
    found = [pdf_bytes]
    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream):
                found.append(item.read_bytes(pikepdf.StreamDecodeLevel.specialized))
            found.append(repr(item).encode(errors="replace"))
    with pypdfium2.PdfDocument(pdf_bytes) as document:
        for page in document:
            text_page = page.get_textpage()
            found.append(text_page.get_text_bounded().encode())
            text_page.close()
            page.close()
    return b"\n".join(found)


def holds(pdf_bytes, secrets):
    everything = everything_in(pdf_bytes)
    return [secret for secret in secrets if secret.encode() in everything]


@pytest.mark.parametrize("construct", sorted(REFERENCES.keys() - NOT_FETCHED))
def test_a_reference_that_would_be_fetched_refuses_the_document(construct, urls, listener):
    html = "".join(REFERENCES[construct].format(url=url) for url in urls)

    with pytest.raises(RefusedReference):
        render_documents([Document("hostile", html, "Hostile")])

    assert listener[1] == []


@pytest.mark.parametrize("construct", sorted(NOT_FETCHED))
def test_a_reference_that_is_not_fetched_leaves_nothing(construct, urls, listener, secrets):
    html = "".join(REFERENCES[construct].format(url=url) for url in urls)

    (pdf,) = render_documents([Document("hostile", html, "Hostile")])

    assert (holds(pdf, secrets), listener[1]) == ([], [])


@pytest.mark.parametrize("number", range(14))
def test_each_address_alone_is_refused(number, urls):
    html = f"<img src='{urls[number]}'>"

    with pytest.raises(RefusedReference) as refused:
        render_documents([Document("hostile", html, "Hostile")])

    assert refused.value.reason.startswith("hostile: ")


@pytest.mark.parametrize(
    "url", [SVG_DATA.format(svg=SVG), "data:image/png;base64,iVBORw0KGgo=", "file:/etc/passwd"]
)
def test_data_addresses_are_refused_too(url):
    with pytest.raises(RefusedReference):
        render_documents([Document("hostile", f'<img src="{url}">', "Hostile")])


def test_an_asset_that_is_svg_is_refused():
    svg = f"<svg {SVG}><image href='file:///etc/passwd'/></svg>".encode()

    document = Document("x", "<img src='asset:a.svg'>", "X", assets={"a.svg": svg})

    with pytest.raises(RefusedReference):
        render_documents([document])


def test_one_jobs_assets_cannot_be_named_by_another_document():
    with pytest.raises(RefusedReference):
        render_documents(
            [
                Document("one", "<p>x", "One", assets={"a.css": b"p { color: red }"}),
                Document("two", "<link rel=stylesheet href='asset:a.css'>", "Two"),
            ]
        )


def test_hostile_html_with_the_fetcher_off_still_leaves_nothing(
    python_sandbox, urls, listener, secrets
):
    """WeasyPrint with its own fetcher, inside a job: only the isolation is left."""
    python_sandbox.close()
    # A font of its own needs a folder to be written to, and there is none.
    patterns = [REFERENCES[construct] for construct in REFERENCES if construct != "font face"]
    html = "".join(pattern.format(url=url) for pattern in patterns for url in urls)
    own = "file:///proc/self/fd/{}"
    html += "".join(REFERENCES["attachment"].format(url=own.format(n)) for n in range(3, 20))
    code = """
import weasyprint
html = weasyprint.HTML(string=job.read("html").decode(), base_url="file:///etc/")
with job.output("pdf") as target:
    target.write(html.write_pdf())
"""

    with python_sandbox.run("python", params={"code": code}, files={"html": html.encode()}) as done:
        pdf = done.read("pdf")

    inside = [CANARY, "root:x:0", "CASEFILE_CANARY"]
    # The page itself names no secret, so that finding one would mean it was read.
    assert not any(secret in html for secret in inside)
    assert (holds(pdf, inside), listener[1]) == ([], [])


def test_the_search_of_these_tests_does_find(tmp_path):
    """The same attack outside the sandbox: the attachment goes in, and is found."""
    import weasyprint

    (tmp_path / "other-job").write_text(f"other job {CANARY}")
    html = f"<link rel=attachment href='file://{tmp_path}/other-job'>"
    pdf = weasyprint.HTML(string=html).write_pdf()

    assert holds(pdf, [CANARY]) == [CANARY]
    assert os.environ.get("CASEFILE_CANARY") is None
