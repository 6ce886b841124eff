"""What the pages about links for files share: making one, showing it once, listing them all."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from casefile import clock, gates
from casefile.desk.forms.links import LinkForm
from casefile.forms import attempt
from casefile.models import UploadLink
from casefile.services import upload_links
from casefile.services.actors import Actor
from casefile.wording import when

HEADINGS = ["Asked for", "Made by", "Open until", "Files sent", "State"]
# The code stands behind the #, which no browser sends: no server or log between learns it.
ENTRANCE = "/report/files/"
Make = Callable[[dict[str, Any], Actor, datetime], tuple[UploadLink, str]]


def page(request: HttpRequest, links: Iterable[UploadLink], make: Make) -> dict[str, Any]:
    """Return what the page needs; sent, it makes a link first and shows its code this once."""
    form, code = LinkForm(request.POST if request.method == "POST" else None), ""
    if form.is_bound and form.is_valid():
        made = attempt(form, lambda: make(form.cleaned_data, gates.actor_of(request), clock.now()))
        if made:
            form, code = LinkForm(), made[1]
    return {
        "form": form,
        "code": code,
        "address": f"{settings.PUBLIC_ADDRESS}{ENTRANCE}#{code}" if code else "",
        "entrance": f"{settings.PUBLIC_ADDRESS}{ENTRANCE}",
        "headings": HEADINGS,
        "rows": [_row(link) for link in links],
        "open_links": [link for link in links if link.is_open(clock.now())],
    }


def _row(link: UploadLink) -> list[dict[str, str]]:
    state, colour = "Open", "green"
    if not link.is_open(clock.now()):
        state, colour = ("Closed by us", "grey") if link.revoked_at else ("Over", "grey")
    return [
        {"text": link.asked_for},
        {"text": link.made_by.name},
        {"text": when(link.expires_at)},
        {"text": f"{link.files.count()} of {link.max_files}"},
        {"text": state, "colour": colour},
    ]


def close(request: HttpRequest, link: UploadLink | None) -> None:
    """Close a link of the page's case or report; no effect when it is not one of them."""
    if link is not None:
        upload_links.revoke(link=link, by=gates.actor_of(request), at=clock.now())
