"""Save and return: a code that is shown once, and a second secret that the person chooses."""

import secrets
from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from casefile.services import Reason, Refused, clean, slow_down, spoken_codes
from intake import drafts
from intake.models import CrimeReport, Draft, hash_of
from intake.questions import FORMS

DOOR = "report"
GROUPS = 4  # sixteen letters of thirty: over seventy bits
SHORTEST_SECRET = 6


@transaction.atomic
def save(*, draft: Draft, secret: str, at: datetime) -> str:
    """Keep a draft longer and return the code that opens it together with the secret.

    A sensitive form is kept for a day, any other for seven. A new code replaces the last.

    Raises:
        Refused: the secret is too short, or the draft was wiped or sent meanwhile.
    """
    words = checked_secret(secret)
    locked = drafts.lock(draft)
    code = spoken_codes.new(GROUPS)
    locked.return_code_hash = hash_of(spoken_codes.plain(code))
    locked.return_secret_hash = make_password(words)
    is_sensitive = FORMS[locked.form].is_sensitive
    locked.expires_at = at + (drafts.KEPT_FOR if is_sensitive else drafts.SAVED_FOR)
    locked.save(update_fields=["return_code_hash", "return_secret_hash", "expires_at"])
    draft.expires_at = locked.expires_at
    return code


def resume(*, code: str, secret: str, address: str, at: datetime) -> tuple[Draft, str]:
    """Return a saved draft with a new token; the browser that had it before loses it.

    Raises:
        Refused: no such code and secret together, never saying which; TooSoon: wait first.
    """
    typed = spoken_codes.plain(code)
    tried = slow_down.begin_try(account=typed, address=address, at=at, door=DOOR)
    found = Draft.objects.filter(return_code_hash=hash_of(typed), expires_at__gte=at).first()
    # A password is checked also when there is no draft, so that the time taken tells nothing.
    is_right = check_password(secret, found.return_secret_hash if found else make_password("none"))
    if found is None or not is_right or CrimeReport.objects.filter(pk=found.pk).exists():
        raise Refused(
            "The code and the secret do not fit together, or the form is no longer kept.",
            code="no_fit",
        )
    token = secrets.token_urlsafe(32)
    found.token_hash = hash_of(token)
    found.save(update_fields=["token_hash"])
    tried.delete()
    return found, token


def checked_secret(secret: str) -> str:
    """Return a secret that is long enough.

    Raises:
        Refused: it is too short.
    """
    words = clean.text(secret, field="secret", limit=200)
    if len(words) < SHORTEST_SECRET:
        message = f"Choose at least {SHORTEST_SECRET} letters or numbers."
        raise Refused(message, reasons=[Reason("short", message, field="secret")], code="short")
    return words
