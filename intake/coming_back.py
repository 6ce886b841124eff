"""Coming back to a report that was sent, with a code shown once and a secret of one's own.

For whoever gave no way to be reached. It opens the news of one report and nothing of a case.
"""

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from casefile.services import Refused, actors, events, slow_down, spoken_codes
from intake import returning
from intake.models import ComeBackCode, CrimeReport, hash_of

DOOR = "report news"
OPEN_FOR = timedelta(hours=4)


@transaction.atomic
def give(*, report: CrimeReport, secret: str, at: datetime) -> str:
    """Return a code that opens the news of a report together with the secret; the last one ends.

    Raises:
        Refused: the secret is too short.
    """
    words = returning.checked_secret(secret)
    code = spoken_codes.new(returning.GROUPS)
    ComeBackCode.objects.update_or_create(
        report=report,
        defaults={
            "code_hash": hash_of(spoken_codes.plain(code)),
            "secret_hash": make_password(words),
            "session_hash": None,
            "session_until": None,
            "given_at": at,
        },
    )
    by = actors.public(identifier=report.pk)
    events.append(stream=report.stream, kind="report.code_given", by=by, at=at, about=report)
    return code


def open_news(*, code: str, secret: str, address: str, at: datetime) -> str:
    """Return the token of a browser that may read the news of a report for some hours.

    Raises:
        Refused: no such code and secret together, never saying which; TooSoon: wait first.
    """
    plain = spoken_codes.plain(code)
    tried = slow_down.begin_try(account=plain, address=address, at=at, door=DOOR)
    found = ComeBackCode.objects.filter(code_hash=hash_of(plain)).first()
    # A password is checked also when there is no code, so that the time taken tells nothing.
    is_right = check_password(secret, found.secret_hash if found else make_password("none"))
    if found is None or not is_right:
        raise Refused("The code and the secret do not fit together.", code="no_fit_news")
    token = secrets.token_urlsafe(32)
    found.session_hash, found.session_until = hash_of(token), at + OPEN_FOR
    found.save(update_fields=["session_hash", "session_until"])
    tried.delete()
    return token


def report_of(token: str, *, at: datetime) -> CrimeReport | None:
    """Return the report whose news a browser may read, or None."""
    found = ComeBackCode.objects.filter(session_hash=hash_of(token), session_until__gte=at)
    code = found.select_related("report__force").first()
    return code.report if code else None


def close(token: str) -> None:
    """End the reading in a browser; the code stays good."""
    ComeBackCode.objects.filter(session_hash=hash_of(token)).update(
        session_hash=None, session_until=None
    )
