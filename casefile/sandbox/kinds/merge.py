"""PDF parts to one bundle with numbers, labels, bookmarks and links, or just their page counts.

params: `parts`, a list of {ref, links}; with `count` nothing more. Else `outline` ({title, ref,
children} trees), `labels` (one per page, or None for 1 to n), `position`, `title`, `lang`.
files: each part's PDF under its ref. value: {"pages": {ref: count}}. outputs: `bundle`.

Two steps keep memory with pages and not bytes: qpdf merges from file to file, then the result is
opened again and each page stamped where it lies.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

import pikepdf

from casefile.sandbox.active import strip_form
from casefile.sandbox.bundling.links import Links
from casefile.sandbox.bundling.scan import Bookmark, Scan, Scanner, Target
from casefile.sandbox.bundling.stamp import Stamper
from casefile.sandbox.bundling.tree import write_bookmarks, write_labels
from casefile.sandbox.job import Job, JobRefused, path_of

_Parts = Mapping[str, Scan]


def run(job: Job) -> dict[str, Any]:
    """Merge, or count, the parts of the job."""
    scans = {part["ref"]: _scan(job, part["ref"]) for part in job.params["parts"]}
    if not job.params.get("count"):
        merged = job.scratch()
        _merge(job, list(scans), merged)
        with pikepdf.open(merged, access_mode=pikepdf.AccessMode.stream) as pdf:
            _finish(pdf, job.params, scans)
            with job.output("bundle") as target:
                pdf.save(target, deterministic_id=True)
    return {"pages": {ref: scan.page_count for ref, scan in scans.items()}}


def _scan(job: Job, ref: str) -> Scan:
    try:
        with pikepdf.open(job.open(ref), access_mode=pikepdf.AccessMode.stream) as pdf:
            return Scanner(pdf).scan()
    except pikepdf.PasswordError as error:
        raise JobRefused("encrypted", f"{ref}: the PDF wants a password") from error
    except pikepdf.PdfError as error:
        raise JobRefused("unreadable", f"{ref}: {error}") from error


def _merge(job: Job, refs: Sequence[str], merged: BinaryIO) -> None:
    pages = [word for ref in refs for word in (path_of(job.files[ref]), "1-z")]
    arguments = ["merge", "--empty", "--no-warn", "--pages", *pages, "--"]
    try:
        pikepdf.Job([*arguments, "--static-id", "--object-streams=generate", path_of(merged)]).run()
    except pikepdf.PdfError as error:
        raise JobRefused("unreadable", str(error)) from error
    merged.seek(0)


def _finish(pdf: pikepdf.Pdf, params: Mapping[str, Any], scans: _Parts) -> None:
    firsts = dict(zip(scans, _first_pages(scans), strict=True))
    labels = params["labels"] or [str(number) for number in range(1, len(pdf.pages) + 1)]
    if len(labels) != len(pdf.pages):
        raise JobRefused("labels", f"{len(labels)} labels for {len(pdf.pages)} pages")
    stamper = Stamper(pdf, params["position"])
    for page, label in zip(pdf.pages, labels, strict=True):
        stamper.stamp(page, label)
    links = Links(pdf, firsts)
    for part in params["parts"]:
        scan, first = scans[part["ref"]], firsts[part["ref"]]
        for index in range(first, first + scan.page_count):
            links.mend(index, first, scan.names, jumps=part["links"])
    write_labels(pdf, labels)
    tree = [_bookmark(item, scans, firsts) for item in params["outline"]]
    write_bookmarks(pdf, tree, lambda target: links.destination(target, 0))
    strip_form(pdf)
    _describe(pdf, params)


def _first_pages(scans: _Parts) -> Iterator[int]:
    first = 0
    for scan in scans.values():
        yield first
        first += scan.page_count


def _bookmark(item: Mapping[str, Any], scans: _Parts, firsts: Mapping[str, int]) -> Bookmark:
    """Return the asked bookmark, with the part's own below it, in pages of the whole."""
    if item["ref"] not in scans:
        raise JobRefused("unresolved_link", f"a bookmark names no part: {item['ref']}")
    first = firsts[item["ref"]]
    children = [_bookmark(child, scans, firsts) for child in item["children"]]
    own = [] if item["ref"] in _refs(item["children"]) else scans[item["ref"]].bookmarks
    return Bookmark(item["title"], Target(first, ()), children + [_moved(b, first) for b in own])


def _refs(items: Sequence[Mapping[str, Any]]) -> set[str]:
    return {item["ref"] for item in items}


def _moved(bookmark: Bookmark, first: int) -> Bookmark:
    target = bookmark.target and Target(bookmark.target.page + first, bookmark.target.view)
    return Bookmark(bookmark.title, target, [_moved(child, first) for child in bookmark.children])


def _describe(pdf: pikepdf.Pdf, params: Mapping[str, Any]) -> None:
    # The merge's own identifier would be kept as the first half of the bundle's.
    del pdf.trailer.ID
    pdf.Root.Lang = pikepdf.String(params["lang"])
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    pdf.docinfo = pdf.make_indirect(pikepdf.Dictionary(Title=pikepdf.String(params["title"])))
