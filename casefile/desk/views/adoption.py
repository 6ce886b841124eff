"""Adopting as an exhibit what somebody sent."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from casefile import gates
from casefile.desk.forms.boxes import person_of
from casefile.desk.forms.exhibits import AdoptForm
from casefile.desk.pages import form_page, of
from casefile.models import StoredObject
from casefile.services import adoption, people
from casefile.services.actors import Actor


@gates.staff("case.work", StoredObject)
def adopt(request: HttpRequest, stored: StoredObject) -> HttpResponse:
    """Make a file of the case an exhibit that somebody produces."""
    case = of(stored)

    def act(data: dict[str, Any], by: Actor, at: datetime) -> None:
        with transaction.atomic():
            chosen = person_of(case, data.pop("producer"))
            producer = chosen or people.officer_witness(case=case, user=by.account, by=by, at=at)
            adoption.adopt(stored=stored, producer=producer, **data, by=by, at=at)

    return form_page(
        request,
        stored,
        AdoptForm,
        act,
        title="Make it an exhibit",
        then=reverse("desk:exhibits", args=[case.pk]),
        done="The file is an exhibit now.",
        current="desk:exhibits",
    )
