"""The signed receipt, asked for and never offered unasked, and the page that checks one."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casefile import gates
from casefile.forms import attempt
from casefile.services import evidence
from intake import proofs
from intake.forms import Words
from intake.models import CrimeReport
from intake.questions import FORMS
from intake.views.public import draft_of, public_page, show
from intake.words import say_for_reader


@public_page
@require_POST
def proof(request: HttpRequest) -> HttpResponseBase:
    """Give out a signed receipt to the browser that sent the report."""
    draft = draft_of(request)
    report = CrimeReport.objects.filter(pk=draft.pk).first() if draft else None
    if report is None:
        return redirect("intake:start")
    if FORMS[report.form].is_sensitive:
        raise Http404
    response = HttpResponse(proofs.make(report), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="receipt.json"'
    return response


class VerifyForm(forms.Form):
    """A receipt as text."""

    receipt = Words(max_length=5000, widget=forms.Textarea)


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponseBase:
    """Say whether a receipt came from here, and when; nothing of what was reported."""
    is_sent, say = request.method == "POST", say_for_reader()
    form = VerifyForm(request.POST if is_sent else None)
    form.fields["receipt"].label = say["verify_label"]
    form.fields["receipt"].error_messages["required"] = say["verify_missing"]
    fields = None
    if is_sent and form.is_valid():
        fields = attempt(form, lambda: proofs.check(form.cleaned_data["receipt"]))
    context: dict[str, object] = {"form": form, "fields": fields}
    if fields:
        context["sent_at"] = parse_datetime(fields["sent_at"])
    return show(request, "verify.html", context, status=400 if is_sent and not fields else 200)


@gates.public
@require_GET
def key(request: HttpRequest) -> HttpResponse:
    """Give out the public key with which anybody can check a receipt without us."""
    pem = evidence.signing_keys().receipt_public_pem
    return HttpResponse(pem, content_type="application/x-pem-file")
