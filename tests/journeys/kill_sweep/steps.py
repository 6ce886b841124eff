"""What a tablet and people do while the server is killed: each step once, up to its answer.

A step prepares what it needs, yields, and then goes on over the line. It goes on as a client does
that heard no answer: the same call again, how far the bytes came, or the page once more.
"""

import base64
import json
import os
import re
from uuid import uuid4

from casefile import clock
from casefile.services import people, remote_signing, statements
from tests.casefile.capture.tablet import OFFSET_TYPE, UPLOADS
from tests.journeys.kill_sweep.site import Line, again
from tests.media import photo

PIECE = 64 << 10


def borrow_numbers(site):
    """A tablet asks for a block of exhibit numbers."""
    yield
    site.go_outside()
    answer = site.tablet.lease(site.case, 3)
    assert answer.status == 200, answer.body
    site.blocks.append(answer.body)


def bring_entries(site):
    """A tablet brings an exhibit without a file, under a number that it gave out."""
    site.blocks.append(site.tablet.lease(site.case, 1).body)
    body = {"description": f"A knife, {uuid4()}", "seal_number": "B123"}
    entry = site.tablet.seal("exhibit", site.case, body, reference=site.tablet.reference(site.case))
    yield
    site.go_outside()
    [result] = site.tablet.sync([entry])
    assert (result["outcome"], result["code"]) in {("accepted", ""), ("repeated", "accepted")}
    site.receipts.append(result["receipt"])


def send_film(site):
    """A tablet sends a film in pieces, from where the server stands after each cut."""
    entry_id, content = _sealed_film(site)
    yield
    site.go_outside()
    place = _begin(site, entry_id, content)
    acknowledged, upload = 0, place.rstrip("/").rpartition("/")[2]
    for _ in again():
        offset = int(site.outside.send("HEAD", place, b"", _tus(site)).headers["Upload-Offset"])
        site.compare_part(upload, content, acknowledged, offset)
        if offset == len(content):
            break
        acknowledged = _patch(site, place, offset, content) or offset
    _hand_in(site, entry_id, upload)


def hand_in_film(site):
    """A tablet hands in a film that the server has whole, and gets the receipt for its bytes."""
    entry_id, _ = _sealed_film(site)
    upload = site.tablet.upload(entry_id)
    yield
    site.go_outside()
    _hand_in(site, entry_id, upload)


def sign_at_the_desk(site):
    """A witness draws a signature on the officer's page; after a cut the page is opened again."""
    version = _final_version(site)
    line = site.line_of(site.officer)
    yield
    colour = tuple(os.urandom(3))
    picture = base64.b64encode(photo((60, 20), "PNG", colour)).decode()
    hand = {"method": "drawn", "image": f"data:image/png;base64,{picture}", "place": "Home"}
    _sign(site, line, f"/desk/statements/{version.pk}/sign/", version, hand)


def sign_by_a_link(site):
    """A witness signs on their own phone; after a cut the page is opened again."""
    version = _final_version(site)
    _, code, secret = remote_signing.make(version=version, by=site.by, at=clock.now())
    phone = Line(site.server)
    yield
    opened = None
    for _ in again():
        page = phone.page("/track/sign/")
        if opened := phone.press("/track/sign/", page, code=code, secret=secret):
            break
    assert opened.status == 302
    hand = {"method": "typed", "typed_name": "Ada Moor"}
    _sign(site, phone, "/track/sign/read/", version, hand)


def _sealed_film(site):
    content = os.urandom(2 * PIECE + 17)
    body = {"description": f"The street, {uuid4()}"}
    entry = site.tablet.seal("video", site.case, body, content=content)
    [result] = site.tablet.sync([entry])
    site.receipts.append(result["receipt"])
    return json.loads(entry["manifest"])["id"], content


def _tus(site, **headers):
    headers["X-CSRFToken"] = site.outside.wire.token
    return site.tablet._tus(headers)


def _begin(site, entry_id, content):
    about = {"for": "device", "filename": "film.mp4", "item": entry_id}
    pairs = (f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in about.items())
    headers = {"Upload-Length": str(len(content)), "Upload-Metadata": ",".join(pairs)}
    answer = site.outside.send("POST", UPLOADS, b"", _tus(site, **headers))
    assert answer.status == 201, answer.body
    return answer.headers["Location"]


def _patch(site, place, offset, content):
    """Send a piece; return how far the server says that it came, None where it says nothing."""
    headers = {"Upload-Offset": str(offset), "Content-Type": OFFSET_TYPE}
    answer = site.outside.once(
        "PATCH", place, content[offset : offset + PIECE], _tus(site, **headers)
    )
    return int(answer.headers["Upload-Offset"]) if answer and answer.status == 204 else None


def _hand_in(site, entry_id, upload):
    answer = site.tablet.hand_in(entry_id, upload)
    assert answer.status == 200, answer.body
    site.receipts.append(answer.body["receipt"])


def _final_version(site):
    at = clock.now()
    person = people.record(case=site.case, given_names="Ada", family_name="Moor", by=site.by, at=at)
    people.make_witness(person=person, kind="key", by=site.by, at=at)
    version = statements.start(case=site.case, witness=person, place="Home", by=site.by, at=at)
    statements.write(version=version, narrative=f"I saw a man run. {uuid4()}", by=site.by, at=at)
    return statements.finalise(version=version, by=site.by, at=at)


def _sign(site, line, path, version, hand):
    """Sign on a page, until it leads on because the statement is signed."""
    for _ in again():
        page = line.page(path)
        if page.status == 302:
            break
        shown = [found.decode() for found in re.findall(rb'value="([0-9a-f]{64})"', page.body)]
        fields = {"pages_shown": shown, "declaration_accepted": "on", **hand}
        answer = line.press(path, page, **fields)
        assert answer is None or answer.status == 302, answer.body.decode()
    site.signed.append(version.pk)
