"""Labels of exhibits: what their code says, that one was made, and what a scanned code leads to."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from casefile.models import Exhibit
from casefile.rules.labels import Label, label_text, read_label
from casefile.services import Reason, Refused, continuity
from casefile.services.actors import Actor


class NoLabel(Refused):
    """What was scanned is no label of ours, or leads to nothing here."""

    code = "label"


def text_of(exhibit: Exhibit) -> str:
    """Return what the code on an exhibit's label holds now."""
    return label_text(str(exhibit.case_id), exhibit.reference, exhibit.seal_number)


@transaction.atomic
def make(*, exhibits: list[Exhibit], by: Actor, at: datetime) -> list[tuple[Exhibit, str]]:
    """Record that labels were made, and return each exhibit with what its code holds.

    Raises:
        Refused: a reference is void.
    """
    if any(row.stage == "void" for row in exhibits):
        raise Refused("A void reference has no label.", code="void")
    made = []
    for exhibit in exhibits:
        text = text_of(exhibit)
        exhibit.labelled_at = at
        exhibit.save(update_fields=["labelled_at"])
        continuity.enter(exhibit, "identified", "exhibit.labelled", by=by, at=at, label=text)
        made.append((exhibit, text))
    return made


def read(scanned: str) -> Label:
    """Return what a code says.

    Raises:
        NoLabel: it is not one of ours, or was not read right.
    """
    try:
        return read_label(scanned)
    except ValueError as problem:
        message = str(problem)
        raise NoLabel(message, reasons=[Reason("label", message, field="code")]) from problem


def named_by(label: Label) -> QuerySet[Exhibit]:
    """Return the exhibits that a label may mean: hardly ever more than one."""
    try:
        low, high = (UUID(label.case + filler * 24) for filler in "0f")
    except ValueError:
        return Exhibit.objects.none()
    names = Q(reference=label.reference) | Q(former_references__reference=label.reference)
    found = Exhibit.objects.filter(names, case_id__gte=low, case_id__lte=high).distinct()
    return found.select_related("case", "held_by")
