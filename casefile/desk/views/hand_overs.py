"""Pages on which things change hands: offered, answered, given to people outside and taken back."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from casefile import clock, gates
from casefile.desk import thing_page
from casefile.desk.forms import hand_overs as forms
from casefile.desk.forms.boxes import CaseForm
from casefile.desk.pages import form_page
from casefile.models import Exhibit, HandOver
from casefile.services import hand_overs
from casefile.services.actors import Actor


def _form(
    request: HttpRequest, subject: Any, form: type[CaseForm], act: Any, **page: Any
) -> HttpResponse:
    """Show a form about a thing without the case around it: not all who handle it work on it."""
    about = subject if isinstance(subject, Exhibit) else subject.exhibit
    context = {"side_items": [], "facts": thing_page.facts(about), **page.pop("context", {})}
    page.setdefault("then", reverse("desk:item", args=[about.pk]))
    page.setdefault("template", "desk/handling_form.html")
    return form_page(request, subject, form, act, context=context, **page)


def _after_giving(request: HttpRequest, exhibit: Exhibit) -> str:
    return thing_page.after_giving(exhibit, gates.actor_of(request), at=clock.now())


@gates.staff("exhibit.handle", Exhibit)
def offer(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Offer a thing to somebody of the force."""

    def act(data: dict[str, Any], by: Actor, at: datetime) -> None:
        hand_overs.offer(exhibit=exhibit, to=data["to"], terms=data["terms"], by=by, at=at)

    return _form(
        request,
        exhibit,
        forms.OfferForm,
        act,
        title=f"Hand over {exhibit.reference}",
        done="It was offered. You hold it until it is taken over.",
        button="Offer it",
        initial={"seal_number": exhibit.seal_number},
    )


@gates.staff("exhibit.handle", Exhibit)
def store(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Put a thing that one holds in a store that nobody is at."""

    def act(data: dict[str, Any], by: Actor, at: datetime) -> None:
        hand_overs.put_in_store(exhibit=exhibit, terms=data["terms"], by=by, at=at)

    return _form(
        request,
        exhibit,
        forms.TermsForm,
        act,
        title=f"Put {exhibit.reference} in a store",
        done="The store holds it now.",
        initial={"seal_number": exhibit.seal_number},
        then=_after_giving(request, exhibit),
    )


@gates.staff("exhibit.handle", Exhibit)
def give_outside(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Give a thing to somebody outside the force, who signs for it here."""

    def act(data: dict[str, Any], by: Actor, at: datetime) -> None:
        hand_overs.give_outside(
            exhibit=exhibit, receiver=data["outsider"], terms=data["terms"], by=by, at=at
        )

    return _form(
        request,
        exhibit,
        forms.GiveOutsideForm,
        act,
        title=f"Give {exhibit.reference} to somebody outside the force",
        done="The hand-over was recorded.",
        initial={"seal_number": exhibit.seal_number},
        then=_after_giving(request, exhibit),
        template="desk/handling_signed.html",
    )


@gates.staff("exhibit.handle", Exhibit)
def take_back(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Take a thing back from outside the force; whoever brings it signs here."""

    def act(data: dict[str, Any], by: Actor, at: datetime) -> None:
        hand_overs.take_back(
            exhibit=exhibit, giver=data["outsider"], terms=data["terms"], by=by, at=at
        )

    return _form(
        request,
        exhibit,
        forms.OutsideForm,
        act,
        title=f"Take {exhibit.reference} back",
        done="You hold it now.",
        template="desk/handling_signed.html",
    )


@gates.staff("hand_over.answer", HandOver)
def answer(request: HttpRequest, hand_over: HandOver) -> HttpResponse:
    """Take over what is offered, or say why not."""

    def act(data: dict[str, Any], by: Actor, at: datetime) -> None:
        if data["answer"] == "refuse":
            hand_overs.refuse(hand_over=hand_over, reason=data["reason"], by=by, at=at)
        else:
            in_store = data["in_store"]
            hand_overs.accept(
                hand_over=hand_over, terms=data["terms"], in_store=in_store, by=by, at=at
            )

    return _form(
        request,
        hand_over,
        forms.AnswerForm,
        act,
        title=f"{hand_over.exhibit.reference} is offered to you",
        then=reverse("desk:scan"),
        done="Your answer was recorded.",
        button="Send my answer",
        context={"facts": thing_page.offered(hand_over)},
    )


@gates.staff("exhibit.handle", HandOver)
def withdraw(request: HttpRequest, hand_over: HandOver) -> HttpResponse:
    """Take an offer back that nobody has answered."""

    def act(data: dict[str, Any], by: Actor, at: datetime) -> None:
        reason = data["reason"]
        hand_overs.withdraw(hand_over=hand_over, reason=reason, by=by, at=at)

    return _form(
        request,
        hand_over,
        forms.WhyForm,
        act,
        title=f"Keep {hand_over.exhibit.reference} after all",
        done="The offer was taken back. You go on holding it.",
    )
