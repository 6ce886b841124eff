"""Messages that tell nothing to a person looking over the shoulder, sent only where it is safe."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from casefile.models import Case, Person
from casefile.services import contacts, messages
from victims.models import TrackerAccount

CHANNELS = ("email", "text")

# A lock screen shows subject and first words: none of these may be in any alert.
BANNED_WORDS = (
    "abuse", "arrest", "bail", "case", "charge", "court", "crime", "hearing", "incident", "justice",
    "offence", "officer", "police", "prosecut", "report", "robbery", "suspect", "victim", "witness",
)  # fmt: skip


@dataclass(frozen=True)
class Alert:
    """The words of one alert; `{link}` is where to read on."""

    template: str
    subject: str
    body: str


INVITATION = Alert(
    "tracker_invitation",
    "A link for you",
    "Hello.\n\nHere is the link you asked for. It works once. You need the six letters and numbers "
    "that you were given.\n\n{link}\n\nIf this is not for you, please delete it.\n",
)
NEWS = Alert(
    "tracker_news",
    "Something new to read",
    "Hello.\n\nThere is something new for you to read. You need the six letters and numbers that "
    "you were given.\n\n{link}\n\nIf this is not for you, please delete it.\n",
)


def can_reach(account: TrackerAccount) -> bool:
    """Return whether any agreed and safe way is open. Up to six queries."""
    return _safe_way(Person.objects.get(pk=account.person_id)) is not None


def send(*, account: TrackerAccount, alert: Alert, link: str, key: str, at: datetime) -> str:
    """Queue an alert and return its channel, or '' when no safe way is agreed."""
    person = Person.objects.select_related("case").get(pk=account.person_id)
    way = _safe_way(person)
    if way is None:
        return ""
    channel, address = way
    messages.queue(
        recipient_id=person.pk,
        channel=channel,
        address=address,
        template=alert.template,
        subject=alert.subject,
        body=alert.body.format(link=f"{settings.PUBLIC_ADDRESS}{link}"),
        key=key,
        case=person.case,
        at=at,
    )
    return channel


def _safe_way(person: Person) -> tuple[str, str] | None:
    for channel in CHANNELS:
        if point := contacts.usable(person, channel):
            return channel, point.value
    return None


def case_of(account: TrackerAccount) -> Case:
    """Return the case behind an account; never called for a page of a victim."""
    return Case.objects.get(pk=account.case_id)
