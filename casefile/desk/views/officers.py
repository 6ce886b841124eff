"""Pages on which a case passes from one officer in the case to the next."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from casefile import gates
from casefile.desk.forms import officers as forms
from casefile.desk.pages import form_page
from casefile.models import Case, OfficerHandOver
from casefile.services import officer_hand_overs
from casefile.services.actors import Actor


@gates.staff("case.work", Case)
def offer(request: HttpRequest, case: Case) -> HttpResponse:
    """Offer the case to another officer, or take the offer back."""
    waiting = case.officer_hand_overs.filter(stage="offered").first()

    def act(data: dict[str, Any], by: Actor, at: datetime) -> None:
        if waiting:
            officer_hand_overs.withdraw(hand_over=waiting, **data, by=by, at=at)
        else:
            officer_hand_overs.offer(case=case, **data, by=by, at=at)

    return form_page(
        request,
        case,
        forms.WithdrawForm if waiting else forms.OfferForm,
        act,
        title="Keep the case after all" if waiting else "Hand the case over",
        then=reverse("desk:case", args=[case.pk]),
        done="The offer was taken back." if waiting else "The case was offered.",
        context={"intro": waiting and f"{waiting.to_user} has not answered yet."},
    )


@gates.staff("hand_over.answer", OfficerHandOver)
def answer(request: HttpRequest, hand_over: OfficerHandOver) -> HttpResponse:
    """Take a case over, or say why not."""

    def act(data: dict[str, Any], by: Actor, at: datetime) -> None:
        if data["answer"] == "accept":
            officer_hand_overs.accept(hand_over=hand_over, by=by, at=at)
        else:
            officer_hand_overs.refuse(hand_over=hand_over, reason=data["reason"], by=by, at=at)

    return form_page(
        request,
        hand_over,
        forms.AnswerForm,
        act,
        title="A case is offered to you",
        then=reverse("desk:home"),
        done="Your answer was recorded.",
        button="Send my answer",
        context={
            "side_items": [],
            "intro": f"{hand_over.from_user} hands over: {hand_over.reason}",
        },
    )
