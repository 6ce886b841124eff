"""Input and output of the partners' door; what `answers` holds is in each form's own schema."""

from typing import Any

from django.urls import reverse
from rest_framework import serializers

from casefile.api.strict import Strict
from intake import draft_files
from intake.models import CrimeReport
from intake.partners import Received
from intake.words import Say


class Named(serializers.DictField):
    """Values by key; a list or a word is none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(child=serializers.JSONField(allow_null=True), **kwargs)


class ReportIn(Strict):
    """A report on one form. Fetch the form first: it says what `triage` and `answers` hold."""

    form = serializers.CharField(max_length=20)
    edition = serializers.CharField(max_length=20)
    language = serializers.ChoiceField(choices=["en", "cy"], default="en")
    triage = serializers.DictField(child=serializers.CharField(max_length=40), default=dict)
    answers = Named(help_text="Question key to answer, as the form's schema says.")
    client_reference = serializers.CharField(max_length=100, default="", allow_blank=True)
    attachments = serializers.ListField(
        child=serializers.UUIDField(),
        default=list,
        max_length=draft_files.MAX_FILES,
        help_text="Ids of files that were sent by resumable upload (tus) for `partner`.",
    )


class AdviceOut(serializers.Serializer[Any]):
    """Something that the person should be told."""

    code = serializers.CharField()
    title = serializers.CharField()
    words = serializers.ListField(child=serializers.CharField())


class LinksOut(serializers.Serializer[Any]):
    """Where to ask again."""

    self = serializers.CharField()
    form = serializers.CharField()


class FileOut(serializers.Serializer[Any]):
    """A file as it arrived."""

    name = serializers.CharField()
    size_bytes = serializers.IntegerField()
    sha256 = serializers.CharField()


class ReportOut(serializers.Serializer[Any]):
    """The receipt: the reference, and when it is recorded at the latest if it is a crime."""

    reference = serializers.CharField()
    client_reference = serializers.CharField()
    form = serializers.CharField()
    received_at = serializers.DateTimeField()
    record_by = serializers.DateTimeField()
    status = serializers.CharField()
    links = LinksOut()
    advice = AdviceOut(many=True)
    files = FileOut(many=True)


class StatusOut(serializers.Serializer[Any]):
    """What became of a report, in the words that its reporter reads too."""

    reference = serializers.CharField()
    client_reference = serializers.CharField()
    form = serializers.CharField()
    received_at = serializers.DateTimeField()
    record_by = serializers.DateTimeField()
    status = serializers.CharField()
    status_words = serializers.CharField()
    passed_to = serializers.CharField()
    links = LinksOut()


class FormOut(serializers.Serializer[Any]):
    """A form that the client may send."""

    code = serializers.CharField()
    edition = serializers.CharField()
    title = serializers.CharField()
    title_cy = serializers.CharField()
    schema = serializers.CharField()


class FormsOut(serializers.Serializer[Any]):
    """The forms that the client may send."""

    forms = FormOut(many=True)


def receipt_of(received: Received, language: str) -> dict[str, Any]:
    """Return the values of a receipt."""
    say = Say(is_welsh=language == "cy")
    advice = [
        {"code": row.key, "title": say(row.title), "words": [say(words) for words in row.words]}
        for row in received.advice
    ]
    files = list(received.report.files.order_by("received_at", "pk"))
    return {**_common(received.report), "advice": advice, "files": files}


def status_of(report: CrimeReport) -> dict[str, Any]:
    """Return the values of a status; nothing that was answered."""
    decision = getattr(report, "decision", None)
    return {
        **_common(report),
        "status_words": Say()[f"stage_{report.stage}"],
        "passed_to": decision.to_force if decision else "",
    }


def _common(report: CrimeReport) -> dict[str, Any]:
    return {
        "reference": report.reference,
        "client_reference": report.partner_reference,
        "form": report.form,
        "received_at": report.submitted_at,
        "record_by": report.record_by,
        "status": report.stage,
        "links": {
            "self": reverse("intake_api:report", args=[report.reference]),
            "form": reverse("intake_api:form", args=[report.form]),
        },
    }
