"""Makes an exhibit of a file that somebody sent: by an officer's act, and produced by a person."""

from datetime import datetime

from django.db import transaction

from casefile.models import Exhibit, LinkFile, Person, StoredObject
from casefile.services import Refused, evidence, exhibits, upload_links
from casefile.services.actors import Actor


class AlreadyAnExhibit(Refused):
    """The file is an exhibit already."""

    code = "already_an_exhibit"


@transaction.atomic
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
        AlreadyAnExhibit: it has a reference, also one that is not used.
        Refused: it was made here and did not come in (EV-07), or as `exhibits.record`.
    """
    # The lock keeps two people from making two exhibits of one file.
    row = StoredObject.objects.select_for_update(of=("self",)).get(pk=stored.pk)
    known = row.exhibits.exclude(stage="void").first()
    if known:
        raise AlreadyAnExhibit(f"This file is exhibit {known.reference} already.")
    if row.origin != evidence.CAPTURED:
        raise Refused("Only a file that came in is made an exhibit here.", code="not_captured")
    if row.case is None:
        raise Refused("This file belongs to no case.", code="other_case")
    return exhibits.record(
        case=row.case,
        producer=producer,
        kind=kind,
        description=description,
        captured_at=captured_at or row.device_at or row.received_at,
        content=row,
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
