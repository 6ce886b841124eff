"""Copies news out of the record: the update, a safe alert, and the duty that they meet."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from casefile.models import Case, CaseEvent, RecordedCrime, Suspect
from casefile.rules import london
from casefile.services import Refused, actors, events
from casefile.services.actors import Actor
from victims import alerts, duties, services
from victims.models import Duty, Invitation, PublishedUpdate, TrackerAccount
from victims.news import TELLERS, News, of_event
from victims.tracker_rules import look_again_on, review_until
from victims.update_template import UpdateTemplate
from victims.update_templates import TEMPLATES, write_out

BY_RULE = "rule of the template"


@transaction.atomic
def tell(*, event: CaseEvent, at: datetime) -> None:
    """Tell every victim of the case what an event means for them; harmless when repeated."""
    case = Case.objects.get(pk=str(event.case_id))
    for account in services.open_accounts(case=case, by=actors.system(), at=at):
        tell_one(account=account, event=event, cause=event.at, at=at)


def is_behind(account: TrackerAccount) -> bool:
    """Return whether an account was opened, or switched on, after things had happened."""
    if account.is_open and not account.updates.exists():
        return True
    return not account.duties.exists()


@transaction.atomic
def switch(
    *, account: TrackerAccount, allowed: bool, reason: str, by: Actor, at: datetime
) -> TrackerAccount:
    """Switch a tracker on or off; on also invites, where safe, and copies what happened so far.

    Raises:
        Refused: no reason was given.
    """
    services.allow_self_service(account=account, allowed=allowed, reason=reason, by=by, at=at)
    if allowed:
        services.open_accounts(case=alerts.case_of(account), by=by, at=at)
        catch_up(account=account, at=at)
    return account


@transaction.atomic
def catch_up(*, account: TrackerAccount, at: datetime) -> None:
    """Tell one victim all that happened before their tracker was on, with one alert."""
    past = CaseEvent.objects.filter(stream=f"case:{account.case_id}", kind__in=TELLERS)
    for event in past.order_by("sequence"):
        tell_one(account=account, event=event, cause=at, at=at)


def tell_one(*, account: TrackerAccount, event: CaseEvent, cause: datetime, at: datetime) -> None:
    """Start the duties of an event for one victim, and publish its news where that is safe.

    Where the tracker is off, or the victim is a suspect too, the duty stays open for an officer.
    """
    if not _concerns(account, event):
        return
    system = actors.system()
    news = of_event(alerts.case_of(account), event)
    if news is None or (news := _for_account(news, account)) is None:
        return
    row = TEMPLATES[news.template]
    codes = [row.meets, *news.starts] if row.meets else list(news.starts)
    started = [
        duties.start(
            account=account,
            code=code,
            started_at=news.started_at,
            event_id=event.pk,
            by=system,
            at=at,
        )
        for code in codes
    ]
    if not account.is_open or _is_suspect_too(account):
        return
    update = _write(account, event, row, _with_day(news, started), at)
    Duty.objects.filter(pk__in=[duty.pk for duty in started if duty.code == row.meets]).update(
        update=update
    )
    if not row.waits_for_call:
        _announce(update, cause=cause, at=at)


def _concerns(account: TrackerAccount, event: CaseEvent) -> bool:
    """Say whether an event is about this victim: a crime against somebody else is not."""
    if event.subject_type != RecordedCrime._meta.model_name:
        return True
    others = RecordedCrime.objects.filter(pk=str(event.subject_id)).exclude(victim=None)
    return not others.exclude(victim_id=account.victim_id).exists()


def _for_account(news: News, account: TrackerAccount) -> News | None:
    """Fill in who to ask; an officer's name is news only when it changed since the last news."""
    if news.template not in {"crime_recorded", "officer_named"}:
        return news
    crimes = RecordedCrime.objects.filter(case_id=account.case_id)
    own = crimes.filter(Q(victim=None) | Q(victim_id=account.victim_id))
    crime = own.order_by("recorded_at").first()
    before, now = services.refresh_contact(account, crime.reference if crime else "")
    confirmed = account.updates.filter(template_id="crime_recorded").exists()
    if news.template == "officer_named" and (before == now or not (confirmed and now)):
        return None
    who = {"officer": now or "The crime desk", "reach": account.contact_how}
    return replace(news, variables=news.variables | who)


def _with_day(news: News, started: list[Duty]) -> News:
    due = [
        duty.due_on for duty in started if duty.code in news.starts and not duty.exception_reason
    ]
    return news if news.by_when or not due else replace(news, by_when=due[0])


def _is_suspect_too(account: TrackerAccount) -> bool:
    return Suspect.objects.filter(person_id=account.person_id).exists()


def _write(
    account: TrackerAccount, event: CaseEvent, row: UpdateTemplate, news: News, at: datetime
) -> PublishedUpdate:
    words = write_out(row, news.variables)
    by_when = news.by_when or look_again_on(london.day_of(at))
    return PublishedUpdate.objects.get_or_create(
        account=account,
        key=news.key,
        defaults={
            "event_id": event.pk,
            "template_id": row.id,
            "variables": news.variables,
            "title": words.title,
            "body": words.body,
            "happens_next": words.happens_next,
            "by_when": by_when,
            "happened_at": event.at,
            "order": event.sequence,
            "publish_after": None if row.waits_for_call else at,
            "approved_by": "" if row.waits_for_call else BY_RULE,
        },
    )[0]


def _announce(update: PublishedUpdate, *, cause: datetime, at: datetime) -> None:
    if update.published_at:
        return
    update.published_at = at
    update.save(update_fields=["published_at"])
    events.of_case(
        alerts.case_of(update.account),
        "update.published",
        by=actors.system(),
        at=at,
        about=update,
        template=update.template_id,
        approved_by=update.approved_by,
    )
    channel = _alert(update.account, cause, at)
    told = channel and TEMPLATES[update.template_id].is_enough
    for duty in update.duties.open() if told else ():
        how = f"News on the tracker, alert by {channel}"
        duties.meet(duty=duty, how=how, by=actors.system(), at=at)


def _alert(account: TrackerAccount, cause: datetime, at: datetime) -> str:
    """Send one alert per cause. An invitation sent since the cause is the alert."""
    fresh = Invitation.objects.filter(account=account, used_at=None, created_at__gte=cause)
    if account.last_signed_in_at is None and fresh.exists():
        return "invitation"
    link = reverse("victims:return", args=[account.handle])
    key = f"tracker-news:{account.pk}:{cause.isoformat()}"
    return alerts.send(account=account, alert=alerts.NEWS, link=link, key=key, at=at)


@transaction.atomic
def told_in_person(*, duty: Duty, how: str, by: Actor, at: datetime) -> Duty:
    """Record that an officer told the victim; news that waited for the call is shown from now.

    Raises:
        Refused: it does not say how, or the duty was met before.
    """
    if not how.strip():
        raise Refused("Say how the victim was told.", code="how_missing")
    if duty.met_at:
        raise Refused("This was recorded already.", code="already_met")
    met = duties.meet(duty=duty, how=how, by=by, at=at)
    case = Case.objects.get(pk=duty.case_id)
    events.of_case(case, "victim.told", by=by, at=at, about=duty, code=duty.code, how=met.met_how)
    if duty.update and duty.update.publish_after is None:
        _release(duty.update, by, at)
    return met


def _release(update: PublishedUpdate, by: Actor, at: datetime) -> None:
    if "review_by" in update.variables:
        last_day = review_until(london.day_of(at))
        update.variables["review_by"] = last_day.isoformat()
        update.by_when = last_day
    words = write_out(TEMPLATES[update.template_id], update.variables)
    update.title, update.body, update.happens_next = words.title, words.body, words.happens_next
    update.publish_after, update.approved_by = at, by.name
    update.save()
    _announce(update, cause=at, at=at)
