"""Messages on their way out. In the embedded profile this is where they are delivered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casefile import clock, gates
from casefile.manage.access_log import case_reference
from casefile.manage.paging import page_of
from casefile.models import OutboundMessage
from casefile.services import access


@gates.staff("outbox.view")
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """List the messages of the own force, newest first."""
    actor = gates.actor_of(request)
    messages = OutboundMessage.objects.of_force(actor.force).exclude(case_id__in=actor.conflicts)
    messages = messages.exclude(recipient_id__in=actor.conflicts).select_related("case")
    page = page_of(messages, "created_at", request.GET)
    hits = [str(message.pk) for message in page.rows]
    access.record_list(actor, at=clock.now(), what="outbox", hits=hits)
    shown = [(row, case_reference(row.case) if row.case else "") for row in page.rows]
    return render(request, "manage/outbox.html", {"messages_shown": shown, "page": page})


@gates.staff("outbox.view", OutboundMessage)
@require_safe
def message(request: HttpRequest, found: OutboundMessage) -> HttpResponse:
    """Show one message as it went out."""
    shown = {
        "message": found,
        "reference": case_reference(found.case) if found.case else "",
        "back_href": "/manage/outbox/",
    }
    return render(request, "manage/message.html", shown)
