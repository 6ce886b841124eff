"""Pages about things and vehicles of a case."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from casefile import gates
from casefile.desk import property_page
from casefile.desk.forms import belongings as forms
from casefile.desk.pages import case_frame, form_page
from casefile.models import Case, PropertyItem, Vehicle
from casefile.services import property_items

HERE = "desk:property"


@gates.staff("case.view", Case)
def property_list(request: HttpRequest, case: Case) -> HttpResponse:
    """Show every thing and every vehicle, and what became of each."""
    page = case_frame(request, case, HERE)
    page |= property_page.details(case, may_work=page["may_work"])
    return render(request, "desk/property.html", page | {"title": "Property and vehicles"})


@gates.staff("case.work", Case)
def add_item(request: HttpRequest, case: Case) -> HttpResponse:
    """List a thing."""
    return form_page(
        request,
        case,
        forms.ItemForm,
        lambda data, by, at: property_items.record_item(case=case, **data, by=by, at=at),
        title="Add a thing",
        then=reverse(HERE, args=[case.pk]),
        done="The thing was listed.",
        current=HERE,
    )


@gates.staff("case.work", Case)
def add_vehicle(request: HttpRequest, case: Case) -> HttpResponse:
    """List a vehicle."""
    return form_page(
        request,
        case,
        forms.VehicleForm,
        lambda data, by, at: property_items.record_vehicle(case=case, **data, by=by, at=at),
        title="Add a vehicle",
        then=reverse(HERE, args=[case.pk]),
        done="The vehicle was listed.",
        current=HERE,
    )


@gates.staff("case.work", PropertyItem)
def item_status(request: HttpRequest, item: PropertyItem) -> HttpResponse:
    """Record what became of a thing."""
    return _status(request, item)


@gates.staff("case.work", Vehicle)
def vehicle_status(request: HttpRequest, vehicle: Vehicle) -> HttpResponse:
    """Record what became of a vehicle."""
    return _status(request, vehicle)


def _status(request: HttpRequest, thing: PropertyItem | Vehicle) -> HttpResponse:
    return form_page(
        request,
        thing,
        forms.StatusForm,
        lambda data, by, at: property_items.change_status(thing=thing, **data, by=by, at=at),
        title="What became of it",
        then=reverse(HERE, args=[thing.case_id]),
        done="What became of it was recorded.",
        current=HERE,
        initial={"status": thing.status},
        context={"intro": thing.in_words},
    )
