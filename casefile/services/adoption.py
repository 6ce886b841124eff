"""Makes an exhibit of a file that somebody sent: by an officer's act, and produced by a person."""

from datetime import datetime

from casefile.models import Exhibit, LinkFile, Person, StoredObject
from casefile.services import Refused, exhibits, upload_links
from casefile.services.actors import Actor


class AlreadyAnExhibit(Refused):
    """The file is an exhibit already."""

    code = "already_an_exhibit"


def adopt(
    *,
    stored: StoredObject,
    producer: Person,
    kind: str,
    description: str,
    captured_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> Exhibit:
    """Make a file of the case an exhibit; what is only sent in is none (EV-47).

    Raises:
        AlreadyAnExhibit: it has a reference. Refused: as `exhibits.record`.
    """
    held = stored.exhibits.filter(stage="held").first()
    if held:
        raise AlreadyAnExhibit(f"This file is exhibit {held.reference} already.")
    if stored.case is None:
        raise Refused("This file belongs to no case.", code="other_case")
    return exhibits.record(
        case=stored.case,
        producer=producer,
        kind=kind,
        description=description,
        captured_at=captured_at or stored.device_at or stored.received_at,
        content=stored,
        by=by,
        at=at,
    )


def said_of(stored: StoredObject) -> dict[str, str]:
    """Return what the sender of a file said of it, in words; nothing for other files. One query."""
    file = LinkFile.objects.filter(stored=stored).first()
    said = upload_links.declared(file) if file else {}
    return {
        name: upload_links.DECLARED[name].get(value, value)
        for name, value in said.items()
        if name in upload_links.DECLARED
    }
