"""Where somebody who works on a case says that they know somebody in it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from casefile import gates
from casefile.desk.forms.conflicts import ConflictForm
from casefile.desk.pages import form_page
from casefile.models import Case, ConflictOfInterest
from casefile.services import conflicts


@gates.staff("conflict.declare", Case)
def declare(request: HttpRequest, case: Case) -> HttpResponse:
    """Declare an interest: from then on the case is closed to whoever declared it."""
    return form_page(
        request,
        case,
        ConflictForm,
        lambda data, by, at: conflicts.set_on(
            case, user=by.account, how=ConflictOfInterest.DECLARED, by=by, at=at, **data
        ),
        title="I know somebody in this",
        then=reverse("desk:home"),
        done="The case is closed to you now. Your supervisor can see that you said so.",
        button="Close this case to me",
        context={
            "intro": "You will not see this case again, in any list, search or download, until a "
            "supervisor opens it to you with a reason."
        },
    )
