"""What the file page shows, from the file as it left and from its state: words for tables."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from casefile import wording
from casefile.models import Submission
from casefile.rules.charging_outcomes import ADVICE
from casefile.services.charges import Reconciled
from casefile.templatetags.components import mark_words
from cps_exchange.review_clocks import clock_of
from cps_exchange.serializers import CODE_TESTS

Content = dict[str, Any]
Rows = list[list[Any]]


def moment(value: str | datetime | None) -> str:
    """Return a moment in London in words, or nothing."""
    if not value:
        return ""
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return wording.when(found)


def day(value: str | None) -> str:
    """Return a day in words, or nothing."""
    return wording.day(date.fromisoformat(value)) if value else ""


def summary(submission: Submission, content: Content) -> list[dict[str, str]]:
    """Return the rows of the summary at the top."""
    review = clock_of(content["priority"])
    officer = content["officer_in_case"] or {}
    due_at = submission.submitted_at and review.due_at(submission.submitted_at)
    values = {
        "Review": review.title,
        "Review due": moment(due_at) or "No clock",
        "Test": CODE_TESTS.get(content["code_test"], ""),
        "Sent": moment(content["submitted_at"]),
        "Force": content["force"]["name"],
        "Offence": content["offence"]["place"],
        "When": moment(content["offence"]["from_at"]),
        "Officer in the case": " ".join(
            officer.get(name, "") for name in ("rank", "collar_number", "name")
        ),
        "Officer's email": officer.get("email", ""),
        "Officer's phone": officer.get("phone", ""),
        "While off duty": officer.get("cover", ""),
    }
    return [{"key": key, "value": value} for key, value in values.items()]


def people(content: Content) -> list[dict[str, Any]]:
    """Return each suspect with a line about them and a table of the charges proposed."""
    return [
        {
            "name": f"{row['given_names']} {row['family_name']}",
            "about": [
                {"key": "Date of birth", "value": day(row["born_on"])},
                {"key": "Arrest/summons number", "value": ", ".join(row["asns"])},
                {
                    "key": "Expected plea",
                    "value": row["anticipated_plea"].replace("_", " ").capitalize(),
                },
                {"key": "Why", "value": row["plea_reason"]},
                {"key": "Account", "value": row["account"]},
            ],
            "charges_caption": f"Charges proposed: {row['given_names']} {row['family_name']}",
            "charges": [
                [f"{c['number']}", c["cjs_code"], c["title"], c["particulars"]]
                for c in row["charges"]
            ],
        }
        for row in content["suspects"]
    ]


def checks(content: Content) -> list[dict[str, str]]:
    """Return the findings as they stood, each with its source and how far that was checked."""
    return [
        {**row, "mark": f"{row['source']}. {mark_words(row['checked'])}."}
        for row in content["checks"]
    ]


def items(submission: Submission, content: Content) -> Rows:
    """Return the index of the bundle: where each item is in the PDF, and its own bytes."""
    bundle = content["bundle"] or {"items": []}
    return [_item(submission, row) for row in bundle["items"]]


def apart(submission: Submission, content: Content) -> Rows:
    """Return the forms that go to the prosecutor beside the bundle, never inside it."""
    bundle = content["bundle"] or {"apart": []}
    rows = [(row["id"], [submission.pk, row["id"]]) for row in bundle["apart"]]
    return [[key, {"text": "Save", "href": reverse("prosecute:item", args=at)}] for key, at in rows]


def _item(submission: Submission, row: dict[str, Any]) -> list[Any]:
    reference, first, last = row.get("reference"), row.get("first_page"), row.get("last_page")
    pdf = reverse("prosecute:bundle-pdf", args=[submission.pk])
    pages = f"{first}" if first == last else f"{first} to {last}"
    own = reverse("prosecute:item", args=[submission.pk, row["id"]]) if row["href"] else ""
    name = row.get("title") or row["id"]
    size = filesizeformat(row["size"]) if row.get("size") else ""
    return [
        {"text": name, "href": f"{pdf}#page={first}"} if first else name,
        reference or "",
        pages if first else "",
        {"text": f"Save ({size})" if size else "Save", "href": own} if own else "In the bundle",
    ]


def hashes(content: Content) -> str:
    """Return the hashes of the two files of the bundle, to compare with those got otherwise."""
    bundle = content["bundle"] or {}
    return "\n".join(
        f"{name.upper()}: {bundle[name]['sha256']}" for name in bundle if name in {"pdf", "zip"}
    )


def plans(state: dict[str, Any]) -> list[dict[str, Any]]:
    """Return each action plan with its items as cards."""
    return [
        {**plan, "items_shown": [_plan_item(i) for i in plan["items"]]}
        for plan in state["action_plans"]
    ]


def _plan_item(item: dict[str, Any]) -> dict[str, Any]:
    values = {
        "What is needed": item["text"],
        "Why": item["reason"],
        "Needed by": day(item["due_on"]),
        "Stage": item["stage"].capitalize(),
        "Reply": item["reply"],
    }
    return {
        "title": f"Item {item['number']}",
        "rows": [{"key": key, "value": value} for key, value in values.items()],
    }


def decisions(state: dict[str, Any], content: Content) -> Rows:
    """Return the decisions made, with names in place of ids."""
    names = {row["id"]: row for row in content["suspects"]}
    return [[_name(names.get(row["suspect_id"])), *_decided(row)] for row in state["decisions"]]


def _name(suspect: dict[str, Any] | None) -> str:
    return f"{suspect['given_names']} {suspect['family_name']}" if suspect else "Another suspect"


def _decided(row: dict[str, Any]) -> list[str]:
    title = ADVICE[row["decision"]].title if row["decision"] in ADVICE else row["decision"]
    return [row["cjs_code"] or "As a whole", title, row["particulars"], row["reason"]]


def reconciled(lines: Iterable[Reconciled]) -> Rows:
    """Return advised beside recorded, with what differs."""
    return [
        [
            str(line.suspect),
            f"{line.advised.advised_offence_id}: {line.advised.advised_particulars}"
            if line.advised
            else "",
            f"{line.recorded.offence_id}: {line.recorded.particulars}" if line.recorded else "",
            {"text": line.difference.capitalize(), "colour": "red"}
            if line.difference
            else {"text": "Same", "colour": "green"},
        ]
        for line in lines
    ]
