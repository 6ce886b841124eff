"""The structured file for prosecutors, as `contract/v1/submission.json` says, from the record.

Ways to reach victims and witnesses, the sensitive schedule and the access log never enter it.
What has happened since the file left is its `state`.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from casefile.models import Bundle, Case, Charge, Submission, Suspect, User
from casefile.rules.charging_outcomes import ADVICE
from casefile.rules.file_builds import BUILDS
from casefile.services import cases, file_contents

VERSION = "1"
EXCHANGE = "/api/v1/exchange"
APART = "apart/"


def submission_file(submission: Submission) -> dict[str, Any]:
    """Return the whole file of a submission with its bundle. About twenty queries."""
    case = submission.case
    return {
        "schema_version": VERSION,
        **heading(submission),
        "previous_id": _previous(submission),
        "change_note": submission.change_note,
        "force": {"code": case.force_id, "name": case.force.name},
        "officer_in_case": _officer(cases.officer_in_case(case)),
        "supervisor": {
            "name": submission.approved_by.signature_name if submission.approved_by else "",
            "comment": submission.supervisor_comment,
            "approved_at": moment(submission.approved_at),
        },
        "offence": {
            "place": case.offence_place,
            "from_at": moment(case.offence_from_at),
            "to_at": moment(case.offence_to_at),
        },
        "flags": case.flags,
        "suspects": [_suspect(row) for row in _suspects(case)],
        "witnesses": list(_witnesses(case)),
        "statements": list(_statements(case)),
        "exhibits": list(_exhibits(case)),
        "unused_material": list(_unused_material(case)),
        "checks": submission.findings,
        "bundle": _bundle(submission),
    }


def heading(submission: Submission) -> dict[str, Any]:
    """Return what lists show of a submission: nothing of what the file says."""
    return {
        "id": str(submission.pk),
        "urn": submission.case.urn or "",
        "version": submission.version,
        "build": submission.build,
        "build_title": BUILDS.get(submission.build, ""),
        "priority": submission.priority,
        "code_test": submission.code_test,
        "cps_area": submission.cps_area,
        "submitted_at": moment(submission.submitted_at),
    }


def moment(value: datetime | date | None) -> str | None:
    """Return a moment or a day in ISO 8601, or None."""
    return value.isoformat() if value else None


def bundle_of(submission: Submission) -> Bundle | None:
    """Return the bundle of a submission, or None where it was sent without one."""
    return getattr(submission, "bundle", None)


def index_items(bundle: Bundle) -> list[dict[str, Any]]:
    """Return the items of a bundle's index, in its order."""
    index = bundle.index
    found: list[dict[str, Any]] = index["items"] if isinstance(index, dict) else index
    return found


def _previous(submission: Submission) -> str | None:
    earlier = submission.case.submissions.filter(
        version__lt=submission.version, submitted_at__isnull=False, cps_area=submission.cps_area
    )
    found = earlier.order_by("-version").first()
    return str(found.pk) if found else None


def _officer(user: User | None) -> dict[str, str] | None:
    if user is None:
        return None
    names = ("name", "rank", "collar_number", "station", "email", "phone", "cover")
    return {name: getattr(user, name) for name in names}


def _suspects(case: Case) -> Iterator[Suspect]:
    rows = case.suspects.select_related("person").order_by("number")
    yield from rows.prefetch_related("arrests", "charges__offence", "charges__recorded")


def _suspect(suspect: Suspect) -> dict[str, Any]:
    person = suspect.person
    return {
        "id": str(suspect.pk),
        "number": suspect.number,
        "given_names": person.given_names,
        "family_name": person.family_name,
        "born_on": moment(person.born_on),
        "stage": suspect.stage,
        "asns": [arrest.asn for arrest in suspect.arrests.all()],
        "anticipated_plea": suspect.anticipated_plea,
        "plea_reason": suspect.plea_reason,
        "account": suspect.account,
        "charges": [_charge(row) for row in sorted(suspect.charges.all(), key=_charge_number)],
    }


def _charge_number(charge: Charge) -> int:
    return charge.number


def _charge(charge: Charge) -> dict[str, Any]:
    return {
        "id": str(charge.pk),
        "number": charge.number,
        "cjs_code": charge.offence_id,
        "title": charge.offence.title,
        "particulars": charge.particulars,
        "from_on": moment(charge.from_on),
        "to_on": moment(charge.to_on),
        "place": charge.place,
        "stage": charge.stage,
    }


def _witnesses(case: Case) -> Iterator[dict[str, Any]]:
    for row in case.witnesses.select_related("person__victim").order_by("number"):
        victim = getattr(row.person, "victim", None)
        yield {
            "id": str(row.pk),
            "number": row.number,
            "name": row.person.name,
            "kind": row.kind,
            "is_victim": victim is not None,
            "personal_statement": victim.personal_statement if victim else "",
            "is_vulnerable": row.is_vulnerable,
            "is_intimidated": row.is_intimidated,
            "special_measures": row.special_measures,
            "dates_to_avoid": row.dates_to_avoid,
        }


def _statements(case: Case) -> Iterator[dict[str, Any]]:
    for version in file_contents.statement_versions(case):
        yield {
            "id": str(version.pk),
            "witness": version.statement.witness.name,
            "number": version.statement.number,
            "kind": version.statement.kind,
            "is_signed": version.is_signed,
            "taken_at": moment(version.taken_at),
            "canonical_sha256": version.canonical_sha256,
        }


def _exhibits(case: Case) -> Iterator[dict[str, Any]]:
    rows = case.exhibits.filter(stage="held").select_related("content", "producer", "parent")
    for row in rows.order_by("reference"):
        yield {
            "id": str(row.pk),
            "reference": row.reference,
            "kind": row.kind,
            "description": row.description,
            "producer": row.producer.name,
            "captured_at": moment(row.captured_at),
            "clock_error_seconds": row.clock_error_seconds,
            "clipped_from": row.parent.reference if row.parent else None,
            "clip_seconds": [row.clip_from_seconds, row.clip_to_seconds]
            if row.clip_to_seconds is not None
            else None,
            "sha256": f"sha256:{row.content.sha256}" if row.content else None,
            "held_at": row.held_at,
        }


def _unused_material(case: Case) -> Iterator[dict[str, Any]]:
    for row in case.unused_material.filter(schedule="C").order_by("item_number"):
        yield {
            "id": str(row.pk),
            "item_number": row.item_number,
            "description": row.description,
            "location": row.location,
            "presumption_class": row.presumption_class,
            "meets_test": row.meets_test,
            "meets_test_reason": row.meets_test_reason,
        }


def _bundle(submission: Submission) -> dict[str, Any] | None:
    bundle = bundle_of(submission)
    if bundle is None:
        return None
    base = f"{EXCHANGE}/submissions/{submission.pk}"
    fetched = set(bundle.files.values_list("item_id", flat=True))
    return {
        "pdf": _whole(bundle.pdf, f"{base}/bundle.pdf") | {"page_count": bundle.page_count},
        "zip": _whole(bundle.bag, f"{base}/bundle.zip"),
        "items": [
            item | {"href": f"{base}/items/{item['id']}/" if item["id"] in fetched else None}
            for item in index_items(bundle)
        ],
        "apart": [
            {"id": file.item_id, **_whole(file.content, f"{base}/items/{file.item_id}/")}
            for file in bundle.files.filter(path__startswith=APART).select_related("content")
        ],
    }


def _whole(stored: Any, href: str) -> dict[str, Any]:
    return {
        "href": href,
        "sha256": f"sha256:{stored.sha256}",
        "size_bytes": stored.size_bytes,
        "media_type": stored.media_type,
    }


def outcome_words(code: str) -> str:
    """Return the words of a decision of rules/charging_outcomes.py."""
    return ADVICE[code].title if code in ADVICE else code
