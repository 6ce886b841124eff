"""Takes complaints about the service, and answers them; nothing of them reaches a case."""

from datetime import datetime

from django.db import transaction

from casefile.models import Force
from casefile.services import Reason, Refused, actors, clean, events, messages, stages
from casefile.services.actors import Actor
from intake import references
from intake.models import Complaint
from intake.questions.rows import welsh

ABOUT = {
    "website": welsh("This website", "Y wefan hon"),
    "treatment": welsh("How I was treated", "Sut y cefais fy nhrin"),
    "decision": welsh("A decision", "Penderfyniad"),
    "delay": welsh("Waiting too long, or not hearing", "Aros yn rhy hir, neu beidio â chlywed"),
    "other": welsh("Something else", "Rhywbeth arall"),
}


@transaction.atomic
def receive(
    *, force: Force, about: str, text: str, name: str, email: str, key: str, at: datetime
) -> Complaint:
    """Keep a complaint; the same page sent twice (`key`, a UUID) is one complaint.

    Raises:
        Refused: nothing was written, or it is about nothing of the list.
    """
    words = clean.text(text, field="text", limit=4000)
    if not words or about not in ABOUT:
        raise Refused("Say what it is about.", reasons=[Reason("text", "Write it down.", "text")])
    made, is_new = Complaint.objects.get_or_create(
        id=key,
        defaults={
            "force": force,
            "reference": references.random_reference(),
            "about": about,
            "text": words,
            "name": clean.text(name, field="name", limit=200),
            "email": email,
            "received_at": at,
        },
    )
    if is_new:
        by = actors.public(identifier=made.pk)
        data = {"reference": made.reference}
        stream = made.stream
        events.append(stream=stream, kind="complaint.received", by=by, at=at, about=made, data=data)
    return made


@transaction.atomic
def answer(*, complaint: Complaint, text: str, by: Actor, at: datetime) -> Complaint:
    """Answer a complaint, by email where an address was given.

    Raises:
        Refused: nothing was written, or it was answered already.
    """
    words = clean.text(text, field="text", limit=4000)
    if not words:
        raise Refused("Write the answer.", reasons=[Reason("text", "Write the answer.", "text")])
    stages.move(subject=complaint, transition="answer", by=by, at=at)
    complaint.answer, complaint.answered_by, complaint.answered_at = words, by.account, at
    complaint.save(update_fields=["answer", "answered_by", "answered_at"])
    if complaint.email:
        _send(complaint, words, at)
    return complaint


def _send(complaint: Complaint, words: str, at: datetime) -> None:
    messages.queue(
        recipient_id=complaint.pk,
        channel="email",
        address=complaint.email,
        template="complaint_answer",
        subject="An answer to what you sent us",
        body=f"Your reference is {complaint.reference}.\n\n{words}\n",
        key=f"complaint_answer:{complaint.pk}",
        force=complaint.force,
        at=at,
    )
