"""How a script on the public form sends files in tests."""

import base64

from intake.models import DraftFile
from tests.intake.walk import PAGES, answer, send

UPLOADS = "/api/v1/uploads/"
OFFSET_TYPE = "application/offset+octet-stream"
FILM = b"\x00\x00\x00\x18ftypmp42" + b"film " * 4000


def tus(browser, **headers):
    """Return headers of the protocol for a browser's script."""
    return {"Tus-Resumable": "1.0.0"} | {k.replace("_", "-"): v for k, v in headers.items()}


def meta(**values):
    pairs = {"for": "report_draft", **values}.items()
    return ",".join(f"{key} {base64.b64encode(v.encode()).decode()}" for key, v in pairs)


def start_upload(browser, size, **about):
    headers = tus(browser, Upload_Length=str(size), Upload_Metadata=meta(**about))
    return browser.post(UPLOADS, headers=headers)


def patch(browser, place, offset, content):
    headers = tus(browser, Upload_Offset=str(offset))
    return browser.patch(place, content, content_type=OFFSET_TYPE, headers=headers)


def send_file(browser, content=FILM, name="film.mp4", **about):
    place = start_upload(browser, len(content), filename=name, **about)["Location"]
    assert patch(browser, place, 0, content).status_code == 204
    return place


def finish(browser, after="files"):
    """Answer the pages after one, and send the form."""
    pages = list(PAGES)
    for page in pages[pages.index(after) :]:
        answer(browser, page)
    send(browser)


def names():
    return [file.name for file in DraftFile.objects.order_by("added_at", "upload__created_at")]
