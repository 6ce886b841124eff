"""Pages of the custody officer: authorised charges, charging, bail."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from casefile import clock, gates
from casefile.desk.forms import custody as forms
from casefile.desk.pages import form_page
from casefile.models import Suspect
from casefile.rules import identifiers
from casefile.services import Refused, access, charges, custody, hearings, outcomes
from casefile.services.actors import Actor
from casefile.wording import day, plain

HEADINGS = ["Suspect", "Arrest/summons number", "Custody record", "Stage", ""]
SHOWN = ("charge_authorised", "arrested", "released", "charged")
MOST = 100


@gates.staff("custody.list")
def custody_list(request: HttpRequest) -> HttpResponse:
    """List suspects of the force who were arrested, those to be charged first."""
    actor = gates.actor_of(request)
    cases = access.visible_to(actor, "custody.view")
    rows = Suspect.objects.filter(case__in=cases, stage__in=SHOWN, arrests__isnull=False)
    newest = rows.select_related("person").prefetch_related("arrests").distinct()
    found = sorted(newest.order_by("-case__opened_at", "number")[:MOST], key=_order)
    hits = [str(row.pk) for row in found]
    access.record_list(actor, at=clock.now(), what="desk:custody", hits=hits)
    page = {"title": "Custody", "headings": HEADINGS, "rows": [_row(row) for row in found]}
    return render(request, "desk/custody.html", page)


def _order(row: Suspect) -> int:
    return SHOWN.index(row.stage)


def _row(row: Suspect) -> list[Any]:
    arrest = max(row.arrests.all(), key=lambda arrest: arrest.arrested_at)
    links = {
        "charge_authorised": ("Charge", "desk:charge-suspect"),
        "arrested": ("Bail", "desk:bail-suspect"),
        "released": ("Bail", "desk:bail-suspect"),
    }
    text, name = links.get(row.stage, ("", ""))
    link = {"text": text, "href": reverse(name, args=[row.pk])} if name else ""
    asn = identifiers.display_asn(arrest.asn)
    return [row.person.name, asn, arrest.custody_number, {"stage": row.stage}, link]


@gates.staff("custody.charge", Suspect)
def charge(request: HttpRequest, suspect: Suspect) -> HttpResponse:
    """Put the authorised charges, record replies, grant bail and list the first hearing."""
    if suspect.stage != "charge_authorised":
        stage = plain(suspect.stage).lower()
        raise Refused(f"No charge waits for this person: {stage}.", code="wrong_stage")
    if not forms.advised_charges(suspect):
        raise Refused("No prosecutor has authorised a charge.", code="not_advised")
    return form_page(
        request,
        suspect,
        forms.ChargeForm,
        lambda data, by, at: _charge(suspect, data, by, at),
        title=f"Charge {suspect.person.name}",
        then=reverse("desk:custody"),
        done=f"{suspect.person.name} was charged.",
        button="Charge",
        template="desk/charge.html",
        context={"side_items": [], "suspect_rows": _suspect_rows(suspect)},
    )


@transaction.atomic
def _charge(suspect: Suspect, data: dict[str, Any], by: Actor, at: datetime) -> None:
    charges.put(suspect=suspect, puts=data["puts"], by=by, at=at)
    _bail(suspect, data, by, at)
    hearings.list_hearing(
        defendant=suspect,
        court_name=data["court_name"],
        at_court=data["hearing_at"],
        by=by,
        at=at,
    )
    outcomes.charged(case=suspect.case, by=by, at=at)


def _suspect_rows(suspect: Suspect) -> list[dict[str, Any]]:
    arrest = suspect.arrests.order_by("-arrested_at").first()
    born = suspect.person.born_on
    return [
        {"key": "Name", "value": suspect.person.name},
        {"key": "Date of birth", "value": day(born) if born else None},
        {
            "key": "Arrest/summons number",
            "value": identifiers.display_asn(arrest.asn) if arrest else None,
        },
        {"key": "Custody record", "value": arrest.custody_number if arrest else None},
    ]


def _bail(suspect: Suspect, data: dict[str, Any], by: Actor, at: datetime) -> None:
    for bail in suspect.bails.filter(ended_at=None):
        custody.end_bail(bail=bail, by=by, at=at)
    if data["bail"] != "custody":
        custody.grant_bail(
            suspect=suspect,
            surrender_to=data["court_name"],
            surrender_at=data["hearing_at"],
            conditions=data["conditions"],
            by=by,
            at=at,
        )


@gates.staff("custody.charge", Suspect)
def bail(request: HttpRequest, suspect: Suspect) -> HttpResponse:
    """Grant bail before charge."""
    return form_page(
        request,
        suspect,
        forms.BailForm,
        lambda data, by, at: _grant(suspect, data, by, at),
        title=f"Bail of {suspect.person.name}",
        then=reverse("desk:custody"),
        done="Bail was granted.",
        button="Grant bail",
        context={"side_items": []},
    )


@transaction.atomic
def _grant(suspect: Suspect, data: dict[str, Any], by: Actor, at: datetime) -> None:
    for live in suspect.bails.filter(ended_at=None):
        custody.end_bail(bail=live, by=by, at=at)
    custody.grant_bail(
        suspect=suspect,
        surrender_to=data["surrender_to"],
        surrender_at=data["surrender_at"],
        conditions=data["conditions"],
        by=by,
        at=at,
    )
