"""HTML documents to PDF with WeasyPrint, all of a file's documents in one job.

params: `documents`, a list of {name, label, html, css, title, lang, assets: {asset name: file
name}}; `label` stands in refusals.
outputs: one PDF per document under its name. value: None.
Nothing is fetched: `asset:<name>` is served from the job's own files, every other reference refuses
the job with code `refused_reference`, and so does a PDF that came out with anything active in it.
"""

import io
import logging
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

import pikepdf
import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from casefile.sandbox.active import active_content
from casefile.sandbox.job import Job, JobRefused

_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".css": "text/css"}
# Relative references resolve to this and so reach the fetcher, which refuses them by name.
_NOWHERE = "refused://relative/"
_SAMPLE = """<html lang="en-GB"><style>@page { @bottom-right { content: counter(page) } }
body { font-family: "Liberation Sans" } b { font-family: "Liberation Serif" }</style>
<h1>Warm</h1><table><tr><td>One<th>Two</table><p><em>Three</em> <b>four</b></html>"""


class AssetFetcher(URLFetcher):  # type: ignore[misc]
    """Serves the named assets from memory and remembers every other address it was asked for."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._assets = assets
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Return the asset. Raises: ValueError for anything else."""
        name = url.removeprefix("asset:")
        media_type = _TYPES.get(PurePath(name).suffix.lower())
        if name == url or name not in self._assets or media_type is None:
            self.refused.append(url[:200])
            raise ValueError("refused")
        return URLFetcherResponse(url, self._assets[name], {"Content-Type": media_type})


class SystemFonts(FontConfiguration):  # type: ignore[misc]
    """The machine's fonts only: a font of a document's own counts as a refused reference."""

    def add_font_face(self, rule_descriptors: Any, url_fetcher: AssetFetcher) -> None:
        """Remember the rule as refused."""
        url_fetcher.refused.append("@font-face")


def warm_up() -> None:
    """Render twice: the first loads fonts and style sheets, the second fills the caches."""
    logging.disable(logging.CRITICAL)
    for _ in range(2):
        _render({"html": _SAMPLE, "css": "", "title": "", "lang": "en-GB"}, AssetFetcher({}))


def run(job: Job) -> None:
    """Render every document of the job."""
    for document in job.params["documents"]:
        fetcher = AssetFetcher({name: job.read(file) for name, file in document["assets"].items()})
        pdf = _render(document, fetcher)
        if fetcher.refused:
            raise JobRefused("refused_reference", f"{document['label']}: {fetcher.refused[:10]}")
        _check(document["label"], pdf)
        with job.output(document["name"]) as target:
            target.write(pdf)


def _render(document: Mapping[str, Any], fetcher: AssetFetcher) -> bytes:
    fonts = SystemFonts()
    style = weasyprint.CSS(
        string=document["css"], url_fetcher=fetcher, base_url=_NOWHERE, font_config=fonts
    )
    html = weasyprint.HTML(string=document["html"], url_fetcher=fetcher, base_url=_NOWHERE)
    rendered = html.render(font_config=fonts, stylesheets=[style])
    rendered.metadata.title = document["title"]
    rendered.metadata.lang = document["lang"]
    pdf: bytes = rendered.write_pdf()
    return pdf


def _check(name: str, data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = active_content(pdf)
    if found:
        raise JobRefused("active_content", f"{name}: {', '.join(found)}")
