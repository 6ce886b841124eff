"""Pages about the service: staying safe while using it, its figures, and what people thought."""

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from casefile import clock
from casefile.rules import london, prevention
from intake import figures
from intake.models import AreaAdvice
from intake.questions.parts import CHOOSE
from intake.questions.rows import welsh
from intake.views.public import public_page, show
from intake.words import Say, say_for_reader


@public_page
@require_GET
def safety(request: HttpRequest) -> HttpResponseBase:
    """Say what leaving can and cannot do, and safer ways to be here."""
    return show(request, "safety.html", {})


@public_page
@require_GET
def published(request: HttpRequest) -> HttpResponseBase:
    """Publish the four figures of the service, from counts that name nobody."""
    return show(request, "figures.html", {"rows": _figure_rows(figures.published())})


def _figure_rows(found: figures.Published) -> list[dict[str, str]]:
    say = say_for_reader()
    satisfied = welsh(f"{found.satisfaction}% of {found.answers:,} answers",
                      f"{found.satisfaction}% o {found.answers:,} ateb")  # fmt: skip
    sent, begun = f"{found.completed:,}", f"{found.begun:,}"
    completed = welsh(f"{found.completion}%: {sent} of {begun} forms",
                      f"{found.completion}%: {sent} o {begun} ffurflen")  # fmt: skip
    values = {
        "satisfaction": say(satisfied) if found.satisfaction is not None else "",
        "completion": say(completed) if found.completion is not None else "",
        "take_up": f"{found.take_up}%" if found.take_up is not None else "",
        "cost": "",
    }
    none = {"cost": say["figure_cost_none"]}
    return [
        {"key": say[f"figure_{name}"], "value": value, "empty": none.get(name, say["figure_none"])}
        for name, value in values.items()
    ]


@public_page
@require_GET
def area(request: HttpRequest) -> HttpResponseBase:
    """Say which areas are at raised risk after burglaries; no address and no person is named."""
    say = say_for_reader()
    rows = AreaAdvice.objects.current(london.day_of(clock.now())).select_related("force")
    lines = [say(row.text) for row in prevention.for_neighbours()]
    return show(request, "area.html", {"rows": rows, "advice": lines})


class FeedbackForm(forms.Form):
    """One question, linked to no report."""

    def __init__(self, say: Say, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        words = say(CHOOSE)
        self.fields["score"] = forms.ChoiceField(
            label=say["feedback"],
            choices=[(str(score), say[f"score_{score}"]) for score in range(5, 0, -1)],
            widget=forms.RadioSelect,
            error_messages={"required": words, "invalid_choice": words},
        )


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponseBase:
    """Ask how it was, and count the answer."""
    is_sent = request.method == "POST"
    form = FeedbackForm(say_for_reader(), request.POST if is_sent else None)
    if is_sent and form.is_valid():
        figures.count(f"score:{form.cleaned_data['score']}", at=clock.now())
        return redirect("intake:figures")
    return show(request, "feedback.html", {"form": form}, status=400 if is_sent else 200)
