"""Ways to reach people, kept apart from who they are. The default is that none may be used."""

from collections.abc import Collection, Sequence
from datetime import datetime

import phonenumbers
from django.db import transaction

from casefile.models import Case, ContactPoint, Person, SafeContactPlan
from casefile.rules.contact_hours import DAYS, PARTS, VERIFIED_CHANNELS, VERIFIED_HOW
from casefile.services import Refused, clean, events
from casefile.services.actors import Actor

OF_A_SUSPECT = "A suspect is reached by this"
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
    *,
    person: Person,
    kind: str,
    value: str,
    is_safe: bool,
    unsafe_reason: str = "",
    verified_how: str = "",
    by: Actor,
    at: datetime,
) -> ContactPoint:
    """Record one way to reach a person; the same one again changes only whether it is safe.

    `verified_how` is set when somebody has made sure already that the person is reached there.
    """
    safety = {"is_safe": is_safe, "unsafe_reason": "" if is_safe else unsafe_reason}
    point, _ = ContactPoint.objects.update_or_create(
        person=person,
        kind=kind,
        value=normalise(kind, value),
        defaults=safety,
        create_defaults={**safety, "recorded_at": at},
    )
    events.of_case(person.case, "contact.recorded", by=by, at=at, about=point, what=kind)
    return verify(point=point, how=verified_how, by=by, at=at) if verified_how else point


@transaction.atomic
def verify(*, point: ContactPoint, how: str, by: Actor, at: datetime) -> ContactPoint:
    """Record that somebody made sure that the person is reached here.

    Raises:
        Refused: it does not say how, or the contact is barred.
    """
    if how not in VERIFIED_HOW:
        raise Refused("Say how it was verified.", code="how_missing")
    if point.barred_reason or point.value in barred_values(point.person.case):
        raise Refused("This contact is barred, so it cannot be verified.", code="barred")
    point.verified_at, point.verified_how, point.verified_by = at, how, by.user
    point.save(update_fields=["verified_at", "verified_how", "verified_by"])
    events.of_case(
        point.person.case, "contact.verified", by=by, at=at, about=point, what=point.kind, how=how
    )
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
    days: Sequence[str] = (),
    parts: Sequence[str] = (),
    voicemail_ok: bool = False,
    by: Actor,
    at: datetime,
    **words: str,
) -> SafeContactPlan:
    """Record a new version of how a person may safely be reached.

    `words`: times, notes, code_word, text_words, caller_id, proxy, shared_device, address_shared,
    safe_now and safe_to_visit, as fields of the plan.

    Raises:
        Refused: a channel, a day or a part of the day is not one that we have.
    """
    _check_known(channels, CHANNEL_KIND, "channel")
    _check_known(days, DAYS, "days")
    _check_known(parts, PARTS, "parts")
    plan = SafeContactPlan.objects.create(
        person=person,
        version=person.contact_plans.count() + 1,
        channels=list(channels),
        days=list(days),
        parts=list(parts),
        voicemail_ok=voicemail_ok,
        agreed_at=at,
        **{field: clean.text(value, field=field) for field, value in words.items()},
    )
    events.of_case(
        person.case, "contact_plan.agreed", by=by, at=at, about=plan, version=plan.version
    )
    return plan


def _check_known(chosen: Sequence[str], known: Collection[str], code: str) -> None:
    if unknown := sorted(set(chosen) - set(known)):
        raise Refused(f"Choose from the list; not {', '.join(unknown)}.", code=code)


def plan_of(person: Person) -> SafeContactPlan | None:
    """Return the plan that holds, or None. One query."""
    return person.contact_plans.order_by("-version").first()


def barred_values(case: Case) -> dict[str, str]:
    """Return each value that gets no message in a case, with the reason. Two queries.

    What was barred for anybody is barred for all, and so is every way to reach a suspect.
    """
    points = ContactPoint.objects.filter(person__case=case.pk)
    found = dict.fromkeys(
        points.filter(person__suspect__isnull=False).values_list("value", flat=True), OF_A_SUSPECT
    )
    barred = points.exclude(barred_reason="").values_list("value", "barred_reason")
    return found | dict(barred)


def usable(person: Person, channel: str, *, only_verified: bool = True) -> ContactPoint | None:
    """Return where a message by this channel may go, or None. Four queries. Default: nowhere."""
    return next(iter(usable_points(person, channel, only_verified=only_verified)), None)


def usable_points(
    person: Person, channel: str, *, only_verified: bool = True
) -> list[ContactPoint]:
    """Return every place to which a message by this channel may go, the newest first."""
    plan = plan_of(person)
    if plan is None or channel not in plan.channels:
        return []
    barred = barred_values(person.case)
    safe = person.contact_points.filter(
        kind=CHANNEL_KIND[channel], is_safe=True, barred_reason=""
    ).order_by("-recorded_at", "pk")
    must_verify = only_verified and channel in VERIFIED_CHANNELS
    return [
        point
        for point in safe
        if point.value not in barred and (point.is_verified or not must_verify)
    ]
