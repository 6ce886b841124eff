"""Keeps what reports and people are matched by as keyed hashes, and finds what shares them.

Answers are encrypted, so the values themselves are never kept here. The key of the hashes comes
from the last of FIELD_KEYS, the oldest: after that one goes, `index_missing` must run over
everything. The hash holds the force, so that no desk finds anything of another.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from casefile.models import Person
from intake import match_kinds, match_values
from intake.match_values import Value
from intake.models import CrimeReport, MatchKey

# What one telephone number or name can bring up; beyond it somebody is flooding the service.
MOST_ROWS = 2_000
_WEAK = ("postcode",)
NOTHING = "nothing"


@dataclass(frozen=True)
class Match:
    """Something that shares keys: the key of the report or person, which kinds, and the score."""

    key: UUID
    kinds: frozenset[str]

    @property
    def score(self) -> int:
        return match_kinds.score(self.kinds)


@lru_cache(maxsize=4)
def _secret(field_key: str) -> bytes:
    return hmac.digest(field_key.encode(), b"match keys", "sha256")


def digest(force_id: str, kind: str, value: str) -> str:
    """Return the keyed hash of a value of a force: 43 characters."""
    secret = _secret(settings.FIELD_KEYS[-1])
    text = "\x1f".join([force_id, kind, value])
    found = hmac.digest(secret, text.encode(errors="replace"), hashlib.sha256)
    return base64.urlsafe_b64encode(found).decode().rstrip("=")


def index(report: CrimeReport, answers: Mapping[str, Any]) -> None:
    """Keep the keys of a report, in the transaction that sends it. One query."""
    # A phone that is the victim's and another's is the victim's.
    values = sorted(match_values.of_report(report.form, answers), key=lambda row: not row[2])
    once = {(kind, value): is_victims for kind, value, is_victims in reversed(values)}
    # A row that matches nothing says that this report was looked at.
    once = once or {(NOTHING, str(report.pk)): False}
    MatchKey.objects.bulk_create(
        (
            MatchKey(
                report=report,
                kind=kind,
                digest=digest(report.force_id, kind, value),
                of_victim=is_victims,
            )
            for (kind, value), is_victims in once.items()
        ),
        ignore_conflicts=True,
    )


def index_person(person: Person) -> None:
    """Keep the keys of a person in a case anew: name, date of birth, and ways to reach them."""
    values = match_values.of_person(person.given_names, person.family_name, person.born_on)
    for point in person.contact_points.all():
        values |= match_values.of_contact(point.kind, point.value)
    force_id = person.case.force_id
    MatchKey.objects.filter(person_id=person.pk).delete()
    MatchKey.objects.bulk_create(
        MatchKey(
            person_id=person.pk,
            case_id=person.case_id,
            kind=kind,
            digest=digest(force_id, kind, value),
        )
        for kind, value, _ in values
    )


def index_missing(most: int = 500) -> int:
    """Index reports that have no key at all; return how many were looked at."""
    rows = list(CrimeReport.objects.filter(match_keys=None).order_by("-submitted_at")[:most])
    for report in rows:
        index(report, {row.question: row.value for row in report.answers.all()})
    return len(rows)


def of_report(report: CrimeReport) -> list[Match]:
    """Return the reports that share enough with this one, the closest first. Three queries."""
    own = list(report.match_keys.exclude(kind=NOTHING).values_list("kind", "digest"))
    others = MatchKey.objects.exclude(report=report).exclude(report=None)
    return _gathered(others, own, "report_id")


def of_values(values: Iterable[Value], force_id: str) -> tuple[list[Match], list[Match]]:
    """Return the reports and the people of a force that share any of the values."""
    asked = [(kind, digest(force_id, kind, value)) for kind, value, _ in values]
    rows = MatchKey.objects.all()
    reports = _gathered(rows.exclude(report=None), asked, "report_id", least=1, weak=())
    people = _gathered(rows.exclude(person_id=None), asked, "person_id", least=1, weak=())
    return reports, people


def shared(one: CrimeReport, other: CrimeReport) -> frozenset[str]:
    """Return the kinds of key that two reports share. One query."""
    digests = one.match_keys.values("digest")
    return frozenset(other.match_keys.filter(digest__in=digests).values_list("kind", flat=True))


def _gathered(
    rows: QuerySet[MatchKey],
    asked: list[tuple[str, str]],
    name: str,
    *,
    least: int = match_kinds.SHOW_FROM,
    weak: tuple[str, ...] = _WEAK,
) -> list[Match]:
    """Return what shares the digests asked for: strong kinds find, weak ones only add to it."""
    strong = [d for kind, d in asked if kind not in weak and match_kinds.KINDS[kind].score > 2]
    names = [d for kind, d in asked if kind not in weak and match_kinds.KINDS[kind].score <= 2]
    found: dict[UUID, set[str]] = {}
    for digests in (strong, names):
        _add(found, rows.filter(digest__in=digests), name)
    weak_digests = [d for kind, d in asked if kind in weak]
    if found and weak_digests:
        _add(found, rows.filter(digest__in=weak_digests, **{f"{name}__in": list(found)}), name)
    matches = [Match(key, frozenset(kinds)) for key, kinds in found.items()]
    good = [match for match in matches if match.score >= least]
    return sorted(good, key=lambda match: -match.score)


def _add(found: dict[UUID, set[str]], rows: QuerySet[MatchKey], name: str) -> None:
    for key, kind in rows.order_by("-pk").values_list(name, "kind")[:MOST_ROWS]:
        found.setdefault(key, set()).add(kind)
