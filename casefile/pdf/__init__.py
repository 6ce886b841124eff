"""HTML to PDF and PDFs to one bundle, both done in the sandbox; knows nothing of cases."""

from casefile.pdf.documents import Document, RefusedReference, render_documents
from casefile.pdf.merge import Bookmark, MergedPdf, Part, merge, page_counts, part_link

__all__ = [
    "Bookmark",
    "Document",
    "MergedPdf",
    "Part",
    "RefusedReference",
    "merge",
    "page_counts",
    "part_link",
    "render_documents",
]
