"""Reads PDFs as a person's reader does."""

import subprocess


def text_of(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]
