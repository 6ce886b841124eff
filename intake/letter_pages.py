"""A letter to a reporter on paper. It has no crest and no heading that an onlooker would know."""

from django.template.loader import render_to_string

from casefile.pdf import Document, render_documents
from intake.models import ReporterTold


def pdf(told: ReporterTold) -> bytes:
    """Return the PDF of a letter as it was sent; the same letter gives the same bytes.

    Raises:
        ValueError: it was not sent by post.
    """
    if told.message is None:
        raise ValueError(f"{told} has no text that left")
    html = render_to_string(
        "crime_desk/print/letter.html",
        {"address": told.message.address, "sent_at": told.told_at, "body": told.message.body},
    )
    lang = "cy" if told.language == "cy" else "en-GB"
    return render_documents([Document(name="letter", html=html, title="Letter", lang=lang)])[0]
