"""How the reporter may be reached: contacts, what is barred or unsafe, and the safe-contact plan.

An email address is verified when its reader typed the code that was sent there.
"""

from datetime import datetime

from casefile.models import Person
from casefile.services import actors, contacts
from casefile.services.actors import Actor
from intake.carrying.facts import Facts
from intake.models import CrimeReport, EmailCheck

STOLEN = "The phone with this number was taken in the crime"
KNOWS_ADDRESS = "The suspect knows this address, or lives there"
MAY_KNOW_ADDRESS = "The suspect may know this address: ask first"
WATCHED = "Somebody may see these messages: ask first"
# Post comes to the home; a phone may be in other hands. These were asked about together.
_WATCHED_KINDS = ("email",)
_PLAN = {
    "times": "plan.times",
    "code_word": "plan.code_word",
    "text_words": "plan.text_words",
    "caller_id": "plan.caller_id",
    "proxy": "plan.proxy",
    "shared_device": "plan.watched",
    "address_shared": "plan.address_shared",
    "safe_now": "plan.safe_now",
}


def record(person: Person, facts: Facts, by: Actor, at: datetime) -> None:
    """Record the ways to reach the reporter, bar what must never be used, and agree the plan."""
    ways = facts.chosen("plan.channels")
    safe = {
        "email": "email" in ways,
        "phone": bool({"text", "phone"} & set(ways)),
        "address": "post" in ways,
    }
    for kind, is_safe in safe.items():
        for row in facts.all(f"contact.{kind}"):
            why = _unsafe(facts, kind)
            contacts.record(
                person=person,
                kind=kind,
                value=str(row.value),
                is_safe=is_safe and not why,
                unsafe_reason=why,
                by=by,
                at=at,
            )
    _bar(person, facts, by, at)
    _agree(person, ways, facts, by, at)


def verify_email(person: Person, report: CrimeReport, at: datetime) -> None:
    """Verify the address whose reader typed the code that was sent there."""
    check = EmailCheck.objects.exclude(confirmed_at=None).filter(report=report).first()
    if check is None:
        return
    value = contacts.normalise("email", check.address)
    for point in person.contact_points.filter(kind="email", value=value, barred_reason=""):
        contacts.verify(point=point, how="code", by=actors.public(identifier=report.pk), at=at)


def _unsafe(facts: Facts, kind: str) -> str:
    """Return why a way is not safe though it was chosen, or nothing."""
    if kind in _WATCHED_KINDS and "yes" in facts.chosen("plan.watched"):
        return WATCHED
    if kind == "address" and "unsure" in facts.chosen("plan.address_shared"):
        return MAY_KNOW_ADDRESS
    return ""


def _bar(person: Person, facts: Facts, by: Actor, at: datetime) -> None:
    for row in facts.all("property.phone_number"):
        contacts.bar(person=person, kind="phone", value=str(row.value), reason=STOLEN, by=by, at=at)
    if "yes" in facts.chosen("plan.address_shared"):
        for row in facts.all("contact.address"):
            contacts.bar(
                person=person,
                kind="address",
                value=str(row.value),
                reason=KNOWS_ADDRESS,
                by=by,
                at=at,
            )


def _agree(person: Person, ways: list[str], facts: Facts, by: Actor, at: datetime) -> None:
    visits = [row for row in facts.all("plan.notes") if row.question == "safe_to_visit"]
    notes = [row.words or str(row.value) for row in facts.all("plan.notes") if row not in visits]
    notes += [f"{row.label} {row.words}" for row in facts.all("plan.frequency")]
    contacts.agree_plan(
        person=person,
        channels=ways,
        voicemail_ok=facts.wish("plan.voicemail") is True,
        notes="\n".join(notes),
        safe_to_visit=str(visits[0].value) if visits else "",
        by=by,
        at=at,
        **{field: facts.text(feed) for field, feed in _PLAN.items()},
    )
