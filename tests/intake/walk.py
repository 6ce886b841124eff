"""The robbery form as tests fill it in. Everybody here is invented."""

import io
from datetime import UTC, datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from casefile import clock
from intake import draft_files, drafts, services, triage
from intake.models import Draft, ReportFile
from intake.questions import FORMS
from intake.words import Say
from tests import factories

REPORTED_AT = datetime(2026, 11, 14, 8, 10, tzinfo=UTC)
IMEI = "490154203237518"
STOLEN = "07700 900123"
ROBBERY = FORMS["robbery"]

PAGES = {
    "place": {"place_type": "street"},
    "force": {"force": "yes"},
    "for-whom": {"for_whom": "me"},
    "where": {"where": "Pavement outside Northgate station"},
    "time-known": {"time_known": "between"},
    "when": {
        "from_at_day": "13",
        "from_at_month": "11",
        "from_at_year": "2026",
        "from_at_time": "19:42",
    },
    "story": {"story": "A man hit me and took my phone."},
    "weapon": {"weapon": "no"},
    "people": {"suspects": "About 25, black jacket."},
    "recognise": {"recognise": "no"},
    "known": {"suspects_known": "no"},
    "hurt": {"injured": "yes"},
    "hurt-details": {"injury": "Cut lip", "hospital": "no"},
    "taken": {"taken": ["phone"]},
    "item": {
        "phone_model": "Acorn 12",
        "phone_colour": "black",
        "phone_number": STOLEN,
        "phone_imei": IMEI,
    },
    "seen": {"witnesses": "unsure"},
    "cameras": {"cameras": "no"},
    "files": {},
    "impact": {},
    "afraid": {"afraid": "no"},
    "help": {},
    "watched": {"watched": "unsure"},
    "ways": {"ways": ["email"]},
    "ways-details": {"times": "After 6pm", "code_word": "heron"},
    "name": {"given_names": "Aisha", "family_name": "Karim"},
    "born": {"born_on_day": "27", "born_on_month": "3", "born_on_year": "2007"},
    "email": {"email": "aisha@example.com"},
    "address": {"address": "1 Invented Way, Northgate"},
    "support": {"support": "yes"},
    "visit": {"visit": "yes"},
}
ANSWERS = {
    "place_type": "street",
    "force": "yes",
    "for_whom": "me",
    "where": "Pavement outside Northgate station",
    "where_to": None,
    "postcode": None,
    "position": None,
    "time_known": "between",
    "from_at": "2026-11-13T19:42:00+00:00",
    "to_at": None,
    "story": "A man hit me and took my phone.",
    "weapon": "no",
    "suspects": "About 25, black jacket.",
    "suspects_vehicle": None,
    "recognise": "no",
    "suspects_known": "no",
    "injured": "yes",
    "injury": "Cut lip",
    "hospital": "no",
    "taken": ["phone"],
    "phone_model": "Acorn 12",
    "phone_colour": "black",
    "phone_number": STOLEN,
    "phone_imei": IMEI,
    "witnesses": "unsure",
    "cameras": "no",
    "files": True,
    "impact": None,
    "afraid": "no",
    "help": None,
    "watched": "unsure",
    "ways": ["email"],
    "times": "After 6pm",
    "notes": None,
    "code_word": "heron",
    "frequency": None,
    "given_names": "Aisha",
    "family_name": "Karim",
    "born_on": "2007-03-27",
    "email": "aisha@example.com",
    "address": "1 Invented Way, Northgate",
    "support": "yes",
    "visit": "yes",
}


def make_draft(*, force=None, **answers):
    """Return a draft with every question answered, some of them otherwise."""
    draft, _ = drafts.start(form="robbery", force=force or factories.make_force(), at=REPORTED_AT)
    return drafts.keep(draft, ANSWERS | answers)


def make_report(*, at=REPORTED_AT, force=None, **answers):
    """Return a report that was sent in."""
    return services.submit(draft=make_draft(force=force, **answers), say=Say(), at=at)


def make_report_file(report, stored, **fields):
    """Return a file of a report that is sealed already."""
    measured = {
        "name": stored.original_name or "file",
        "media_type": stored.media_type,
        "size_bytes": stored.size_bytes,
        "sha256": stored.sha256,
        "received_at": REPORTED_AT,
    }
    return ReportFile.objects.create(report=report, stored=stored, **measured | fields)


def add_files(draft, *files):
    """Add files to a draft as its form does without scripts."""
    draft_files.add(draft=draft, files=files, field="files", say=Say(), now=clock.real)
    draft_files.collect(draft=draft, at=REPORTED_AT)


def photo(name="lip.png", colour="red"):
    """Return a small picture as a browser sends it."""
    content = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/png")


def begin(client):
    """Start the form in a browser."""
    return client.post(f"/report/begin/{triage.form_number('robbery')}/")


def address(page, form=ROBBERY):
    """Return where a page is asked."""
    return f"/report/q/{form.number_of(form.page(page))}/"


def answer(client, page, **values):
    """Answer one page as the form usually is, or otherwise."""
    return client.post(address(page), PAGES.get(page, {}) | values)


def answer_until(client, last=None):
    """Start the form in a browser with every page before `last` answered, or all of them."""
    begin(client)
    pages = list(PAGES)
    done = pages[: pages.index(last)] if last else pages
    keys = {row.key for page in done for row in ROBBERY.on_page(page)}
    answers = {key: value for key, value in ANSWERS.items() if key in keys}
    drafts.keep(Draft.objects.order_by("-started_at").first(), answers)


def send(client):
    """Send the checked answers."""
    token = client.get("/report/check/").context["token"]
    return client.post("/report/check/", {"form_token": token})
