"""Ways to reach people, kept apart from who they are. The default is that none may be used."""

from collections.abc import Sequence
from datetime import datetime

import phonenumbers
from django.db import transaction

from casefile.models import ContactPoint, Person, SafeContactPlan
from casefile.services import Refused, clean, events
from casefile.services.actors import Actor

CHANNEL_KIND = {"email": "email", "text": "phone", "phone": "phone", "post": "address"}


def normalise(kind: str, value: str) -> str:
    """Return a contact value as compared: +44 form for phones, lower case for email.

    Raises:
        Refused: a phone number that cannot be one.
    """
    text = clean.text(value, field=kind, limit=400)
    if kind == "email":
        return text.lower()
    if kind != "phone":
        return text
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException as problem:
        raise Refused("Check the phone number.", code="phone") from problem
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@transaction.atomic
def record(
    *, person: Person, kind: str, value: str, is_safe: bool, by: Actor, at: datetime
) -> ContactPoint:
    """Record one way to reach a person; the same one again changes only whether it is safe."""
    point, _ = ContactPoint.objects.update_or_create(
        person=person,
        kind=kind,
        value=normalise(kind, value),
        defaults={"is_safe": is_safe},
        create_defaults={"is_safe": is_safe, "recorded_at": at},
    )
    events.of_case(person.case, "contact.recorded", by=by, at=at, about=point, what=kind)
    return point


@transaction.atomic
def bar(
    *, person: Person, kind: str, value: str, reason: str, by: Actor, at: datetime
) -> ContactPoint:
    """Bar a way of contact from every message: a stolen phone, a suspect's address."""
    point, _ = ContactPoint.objects.update_or_create(
        person=person,
        kind=kind,
        value=normalise(kind, value),
        defaults={"barred_reason": reason},
        create_defaults={"barred_reason": reason, "recorded_at": at},
    )
    events.of_case(
        person.case, "contact.barred", by=by, at=at, about=point, what=kind, reason=reason
    )
    return point


@transaction.atomic
def agree_plan(
    *,
    person: Person,
    channels: Sequence[str],
    times: str = "",
    notes: str = "",
    code_word: str = "",
    by: Actor,
    at: datetime,
) -> SafeContactPlan:
    """Record a new version of how a person may safely be reached.

    Raises:
        Refused: a channel is not one that we have.
    """
    if unknown := set(channels) - set(CHANNEL_KIND):
        raise Refused(f"Choose from the list; not {', '.join(sorted(unknown))}.", code="channel")
    plan = SafeContactPlan.objects.create(
        person=person,
        version=person.contact_plans.count() + 1,
        channels=list(channels),
        times=times,
        notes=notes,
        code_word=code_word,
        agreed_at=at,
    )
    events.of_case(
        person.case, "contact_plan.agreed", by=by, at=at, about=plan, version=plan.version
    )
    return plan


def usable(person: Person, channel: str) -> ContactPoint | None:
    """Return where a message by this channel may go, or None. Two queries. Default: nowhere."""
    plan = person.contact_plans.order_by("-version").first()
    if plan is None or channel not in plan.channels:
        return None
    barred = ContactPoint.objects.exclude(barred_reason="").filter(person__case=person.case_id)
    safe = person.contact_points.filter(
        kind=CHANNEL_KIND[channel], is_safe=True, barred_reason=""
    ).exclude(value__in=barred.values("value"))
    return safe.order_by("-recorded_at").first()
