"""Registers partners' systems, and takes in the reports that they send."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from casefile.models import Force
from casefile.rules.permissions import INTAKE_SCOPES
from casefile.services import NotPermitted, Reason, Refused, Unfit, clean, machines
from casefile.services.actors import Actor
from casefile.services.machines import Registered
from intake import drafts, engine, filling, partner_files, services, triage
from intake.models import CrimeReport, PartnerClient
from intake.origins import Origin
from intake.questions import FORMS
from intake.questions.rows import Advice, ReportForm
from intake.words import Say


@dataclass(frozen=True)
class Sent:
    """A report as a partner's system sent it: `triage` and `answers` go by key."""

    form: str
    edition: str
    answers: dict[str, Any]
    triage: dict[str, str] = field(default_factory=dict)
    language: str = "en"
    client_reference: str = ""
    attachments: Sequence[UUID] = ()


@dataclass(frozen=True)
class Received:
    """A report that was taken in, and advice that the person should be told."""

    report: CrimeReport
    advice: tuple[Advice, ...]


@transaction.atomic
def register(
    *, name: str, force: str, scopes: Sequence[str], forms: Sequence[str], by: Actor, at: datetime
) -> Registered:
    """Register a partner's system that reports to one force, on some forms.

    Raises:
        Refused: no name, an unknown force, or a scope or form that is not ours.
    """
    given = {"name": name, "force": force, "form": "".join(forms)}
    machines.check_new(given, scopes, INTAKE_SCOPES)
    unknown = [code for code in forms if code not in FORMS]
    if unknown:
        raise Refused(f"There is no form {', '.join(unknown)}.", code="unknown_form")
    found = Force.objects.filter(pk=force).first()
    if found is None:
        raise Refused("There is no force with this code.", code="unknown_force")
    application, secret = machines.new_application(name)
    client = PartnerClient.objects.create(
        application=application,
        force=found,
        scopes=list(scopes),
        forms=list(forms),
        registered_at=at,
    )
    machines.record(client, "client.registered", by, at)
    return Registered(client, application.client_id, secret)


@transaction.atomic
def send(*, client: PartnerClient, sent: Sent, takes_files: bool = False, at: datetime) -> Received:
    """Take in a report by the same questions and the same service as everybody's.

    Raises:
        NotPermitted: the client may not send this form.
        Unfit: another edition, answers that do not fit, or answers that lead elsewhere.
        Refused: no crime desk works at the force, or the client's own reference was used before.
    """
    form = form_for(client, sent.form)
    say = Say(is_welsh=sent.language == "cy")
    _check_edition(form, sent.edition)
    _triage(form, sent.triage, say)
    answers = filling.fill(form, sent.answers, say=say, at=at)
    own = clean.text(sent.client_reference, field="client_reference", limit=100)
    _check_open(client)
    _check_reference(client, own)
    draft, _ = drafts.start(form=form.code, force=client.force, at=at)
    partner_files.attach(
        client=client,
        draft=draft,
        upload_ids=sent.attachments,
        are_taken=takes_files,
        at=at,
    )
    origin = Origin(
        channel="partner",
        sent_by=machines.actor_of(client),
        partner=client,
        partner_reference=own,
    )
    kept = drafts.keep(draft, answers)
    try:
        with transaction.atomic():
            report = services.submit(draft=kept, say=say, at=at, origin=origin)
    except IntegrityError:
        _check_reference(client, own)  # it came in twice at once, under two keys
        raise
    draft.delete()  # no browser will ask for its receipt
    return Received(report, tuple(_advice(form, answers)))


def form_for(client: PartnerClient, code: str) -> ReportForm:
    """Return a form that the client may send.

    Raises:
        NotPermitted: it may not, whether there is such a form or not.
    """
    if code not in client.forms or code not in FORMS:
        message = "You may not send this form."
        reasons = [Reason("form_not_allowed", message, field="form")]
        raise NotPermitted(message, reasons=reasons, code="form_not_allowed")
    return FORMS[code]


def _check_edition(form: ReportForm, edition: str) -> None:
    if edition != form.edition:
        message = f"The edition of this form is {form.edition}. Fetch it again."
        reasons = [Reason("edition", message, field="edition")]
        raise Unfit(message, reasons=reasons, code="edition")


def _triage(form: ReportForm, given: dict[str, str], say: Say) -> None:
    """Ask what comes before the form; danger and what others deal with go no further."""
    steps = triage.steps_before(form.code)
    message = "This is not asked before this form."
    reasons = [
        Reason("unknown_question", message, field=f"triage.{key}"[:80])
        for key in sorted(set(given) - {step.key for step in steps})
    ]
    for step in steps:
        answers = [route.value for route in step.routes]
        if given.get(step.key) not in answers:
            message = f"{say(step.text)} Answer with one of: {', '.join(answers)}."
            reasons.append(Reason("required", message, field=f"triage.{step.key}"))
        elif landing := triage.landing_after(step, given[step.key]):
            raise filling.elsewhere(landing.advice, say, f"triage.{step.key}")
    if reasons:
        raise Unfit("The questions before the form come first.", reasons=reasons, code="triage")


def _check_open(client: PartnerClient) -> None:
    if not drafts.forces_open().filter(pk=client.force_id).exists():
        raise Refused("No crime desk takes reports here at the moment. Call 101.", code="closed")


def _check_reference(client: PartnerClient, own: str) -> None:
    earlier = CrimeReport.objects.filter(partner=client, partner_reference=own).first()
    if own and earlier:
        message = f"You sent this before; our reference is {earlier.reference}."
        reasons = [Reason("client_reference_used", message, field="client_reference")]
        raise Refused(message, reasons=reasons, code="client_reference_used")


def _advice(form: ReportForm, answers: dict[str, Any]) -> list[Advice]:
    pages = engine.shown_pages(form, answers)
    found = (engine.advice_after(form, page, answers) for page in pages)
    return [advice for advice in dict.fromkeys(found) if advice]
