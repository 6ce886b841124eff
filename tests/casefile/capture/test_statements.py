"""Statements from a tablet: words, pages and hands, in whatever order they come."""

import base64
import json
import subprocess
from datetime import date
from io import BytesIO
from uuid import UUID

import pytest
from django.conf import settings
from django.urls import reverse
from PIL import Image, ImageDraw

from casefile.capture.models import Entry
from casefile.models import CaseEvent, StatementVersion
from casefile.rules import signing as rules
from casefile.rules.capture_forms import BY_KIND
from casefile.services import (
    bindings,
    evidence,
    people,
    statement_pages,
    statements,
    struck_words,
)
from tests import factories
from tests.pdfs import text_of

pytestmark = pytest.mark.django_db
WORDS = "I saw a tall man run.\nHe went east."


@pytest.fixture
def witness(case, by, at):
    person = people.record(
        case=case, given_names="Ada", family_name="Moor", occupation="Baker", by=by, at=at
    )
    people.make_witness(person=person, kind="key", by=by, at=at)
    return person


def pages_of(*texts):
    """Return the PDF that a tablet makes: one picture a page."""
    pictures = []
    for text in texts:
        picture = Image.new("RGB", (794, 1123), "white")
        ImageDraw.Draw(picture).multiline_text((60, 60), text, fill="black")
        pictures.append(picture)
    out = BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:])
    return out.getvalue()


def png(colour="black"):
    out = BytesIO()
    Image.new("RGB", (60, 20), colour).save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


def canonical(words, pages=1, after=(), language=""):
    count = "1 page" if pages == 1 else f"{pages} pages, each"
    declaration = statement_pages.DECLARATION.format(pages=count)
    head = ["Statement of: Ada Moor", "Age if under 18: Over 18", "Occupation: Baker"]
    spoken = [f"Language: {language}"] if language else []
    return "\n\n".join([*head, *spoken, declaration, words, *after])


class Hand:
    """An officer's tablet at a witness: seals each act of a statement."""

    def __init__(self, tablet, case, witness):
        self.tablet, self.case, self.witness = tablet, case, witness

    def seal(self, kind, body, pages=()):
        content = pages_of(*pages) if pages else None
        entry = self.tablet.seal(kind, self.case, body, content=content)
        return UUID(json.loads(entry["manifest"])["id"])

    def write(self, words=WORDS, **changes):
        pages = changes.pop("pages", [words])
        body = {
            "person": str(self.witness.pk),
            "place": "At the door",
            "text": words,
            "canonical_text": canonical(words, len(pages)),
            "breaks": [],
        }
        return self.seal("statement", body | changes, pages)

    def correct(self, pages, struck, inserted, words):
        struck_out = f"Correction 1: struck out “{struck}”, instead: “{inserted}”, initials AM"
        text = canonical(words, after=[struck_out])
        body = {"pages": str(pages), "struck": struck, "inserted": inserted, "initials": "am"}
        return self.seal("statement_correction", body | {"canonical_text": text}, [text])

    def sign(self, shown, **changes):
        body = {
            "pages": str(shown),
            "shown_ms": 90_000,
            "declaration_accepted": True,
            "image": png(),
            "strokes": "[[{'x': 1}]]",
            "place": "At the door",
            "screen": "768 x 1024",
            "others_present": "Her sister",
        }
        return self.seal("statement_signature", body | changes)

    def send(self, *files):
        """Send all entries, then files in the order given; return the outcomes."""
        self.tablet.sync()
        for entry in files:
            assert self.tablet.hand_in(entry).status == 200
        return dict(Entry.objects.values_list("pk", "outcome"))


@pytest.fixture
def hand(tablet, case, witness):
    return Hand(tablet, case, witness)


def test_a_statement_is_written_shown_and_signed_without_a_network(hand, case, officer, by, at):
    """EV-55, EV-56: what was shown on the glass is bound; our PDF is made when it comes."""
    words = hand.write()
    hand.tablet.wait(minutes=4)
    hand.sign(words)

    sent = hand.send(words)

    assert set(sent.values()) == {"accepted"}
    version = StatementVersion.objects.get()
    signature = version.signature
    assert version.canonical_text == canonical(WORDS)
    assert bindings.verify(version) == []
    assert evidence.read(version.unsigned_pdf, by=by, at=at) == hand.tablet.files[words]
    assert evidence.read(version.signed_pdf, by=by, at=at).startswith(b"%PDF")
    assert signature.officer_present == officer
    assert Entry.objects.get(kind="statement_signature").manifest_sha256 in signature.device
    assert signature.signed_at == hand.tablet.now
    assert (signature.method, signature.others_present) == ("drawn", "Her sister")
    assert signature.strokes == "[[{'x': 1}]]"
    assert "strokes" not in str(CaseEvent.objects.get(kind="statement.signed").header)


def test_a_signature_that_comes_before_its_pages_waits_for_them(hand):
    """EV-69: files come after words, so each act follows when its pages are there."""
    words = hand.write()
    corrected = hand.correct(words, "tall", "short", WORDS.replace("tall", "short"))
    signed = hand.sign(corrected)

    before = hand.send(corrected)
    after = hand.send(words)

    assert before[signed] == "kept"
    assert (before[words], before[corrected]) == ("waiting", "kept")
    assert set(after.values()) == {"accepted"}
    version = StatementVersion.objects.get()
    assert version.is_signed
    assert version.corrections.get().struck == "tall"
    assert version.unsigned_pdf == Entry.objects.get(pk=corrected).stored


def test_a_correction_after_the_signature_was_drawn_is_not_signed(hand):
    """EV-58: the pages that were signed are not the newest."""
    words = hand.write()
    corrected = hand.correct(words, "tall", "short", WORDS.replace("tall", "short"))
    signed = hand.sign(words)

    hand.send(corrected, words)

    entry = Entry.objects.get(pk=signed)
    assert (entry.outcome, entry.code) == ("kept", "newer_pages")
    assert not StatementVersion.objects.get().is_signed


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"canonical_text": "Statement of: Ada Moor"}, "not_signable"),
        ({"canonical_text": canonical(WORDS) + "\n\nI never saw a knife."}, "not_signable"),
        ({"canonical_text": canonical(f"He had a knife.\n\n{WORDS}")}, "not_signable"),
        ({"canonical_text": f"He had a knife.\n\n{canonical(WORDS)}"}, "not_signable"),
        ({"breaks": [4]}, "not_signable"),
        ({"text": ""}, "guards_failed"),
        ({"kind": "MG12"}, "kind"),
        ({"person": ""}, "person"),
    ],
)
def test_words_and_pages_that_do_not_fit_are_kept_for_a_person(hand, changes, code):
    words = hand.write(**changes)

    hand.send(words)

    assert Entry.objects.get(pk=words).code == code
    assert not StatementVersion.objects.exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"declaration_accepted": False}, "not_signable"),
        ({"image": ""}, "not_signable"),
        ({"image": "bm8gcGljdHVyZQ=="}, "unreadable"),
        ({"image": "%%%"}, "unreadable"),
        ({"shown_ms": 90_000.5}, "unreadable"),
        ({"shown_ms": int(rules.SIGN_WITHIN.total_seconds() * 1000) + 1}, "shown_too_long"),
        ({"shown_ms": 2**63}, "shown_too_long"),
        ({"attending": "Bo"}, "unreadable"),
        ({"attending": [{"role": "guardian", "name": "Bo", "typed_name": "Bo"}]}, "not_signable"),
        ({"pages": "6f7c1f52-3a0e-4a55-9a6e-0d9f1c2b3a44"}, "no_pages"),
        ({"pages": "x"}, "unreadable"),
    ],
)
def test_a_signature_that_lacks_something_is_kept_and_signs_nothing(hand, changes, code):
    words = hand.write()
    signed = hand.sign(words, **changes)

    hand.send(words)

    assert Entry.objects.get(pk=signed).code == code
    assert not StatementVersion.objects.get().is_signed


def test_a_name_that_was_put_right_meanwhile_shows_and_does_not_undo_a_signature(
    client, signed_in, officer, hand, witness
):
    words = hand.write()
    hand.sign(words)
    witness.family_name = "Moore"
    witness.save()

    sent = hand.send(words)

    version = StatementVersion.objects.get()
    path = reverse("desk:statement", args=[version.pk])
    page = signed_in(client, officer).get(path).content.decode()
    assert set(sent.values()) == {"accepted"}
    assert version.canonical_text == canonical(WORDS)
    assert "Made and shown on a tablet" in page
    assert "not what the record says now" in page


def test_who_cannot_read_has_a_reader_sign_beside_them(hand):
    """EV-61: the reader's name and hand, on the glass too."""
    words = hand.write(is_read_over=True)
    alone = hand.sign(words)
    reader = {"role": "reader", "name": "Bo Lund", "relation": "Neighbour", "image": png("blue")}
    hand.sign(words, attending=[reader])

    hand.send(words)

    assert Entry.objects.get(pk=alone).code == "not_signable"
    version = StatementVersion.objects.get()
    row = version.attendants.get()
    assert (row.name, row.relation, bool(row.image)) == ("Bo Lund", "Neighbour", True)
    assert row.signed_at == version.signature.signed_at
    assert bindings.verify(version) == []


def test_contact_details_in_the_words_are_kept_for_a_person(hand, witness):
    """EV-62: they stand on the back sheet only."""
    factories.make_contact_point(person=witness, kind="phone", value="07700900123")
    words = hand.write("Call me on 07700 900123.")

    hand.send(words)

    assert "back sheet" in Entry.objects.get(pk=words).message


def test_our_pages_begin_where_the_tablets_did(hand, by, at):
    """EV-55: the declaration counts pages, so the signed PDF has the very same ones."""
    lines = [f"Line {number} of what I saw by the river that night." for number in range(30)]
    words = "\n".join(lines)
    breaks = [words.index("Line 12"), words.index("Line 25")]
    entry = hand.write(words, pages=["one", "two", "three"], breaks=breaks)
    hand.sign(entry)

    hand.send(entry)

    version = StatementVersion.objects.get()
    assert version.is_signed
    pages = text_of(evidence.read(version.signed_pdf, by=by, at=at))
    assert [page.count("Line ") for page in pages] == [12, 13, 5]
    assert "3 pages, each" in pages[0]


SCRIPT = """
import { canonicalText, corrected } from "./casefile/capture/frontend/statement_words.js";
const { rules, statement, changes } = JSON.parse(process.argv[1]);
const signed = changes.reduce(corrected, { ...statement, corrections: [] });
process.stdout.write(canonicalText(rules, signed, 2));
"""


@pytest.mark.parametrize(
    ("born_on", "language"),
    [(None, "ENGLISH"), ("1990-05-04", "Polish"), ("2012-05-04", "English")],
)
def test_tablet_and_server_put_the_same_words_to_a_signature(
    tablet, case, by, at, born_on, language
):
    """EV-56, EV-59: what is signed without a network is what would be signed with one."""
    born = date.fromisoformat(born_on) if born_on else None
    person = people.record(
        case=case, given_names="Zoë", family_name="O’Hara", born_on=born, by=by, at=at
    )
    version = statements.start(
        case=case, witness=person, place="Home", language=language, by=by, at=at
    )
    words = "I saw 🙂 a tall man.\nHe ran east, then north."
    statements.write(version=version, narrative=words, by=by, at=at)
    version = statements.finalise(version=version, by=by, at=at)
    changes = [
        {"struck": "north", "inserted": "", "initials": "ZO"},
        {"struck": "a tall man", "inserted": "a man, I think", "initials": "ZO"},
        {"struck": "east", "inserted": "west", "initials": "zo"},
    ]
    for change in changes:
        version = struck_words.correct(version=version, **change, by=by, at=at)
    version.page_count = 2
    given = {
        "rules": tablet.get("forms/").body["statement"],
        "statement": {
            "witness": {"name": person.name, "born_on": born_on, "occupation": ""},
            "language": language,
            "day": at.date().isoformat(),
            "text": words,
        },
        "changes": changes,
    }

    done = subprocess.run(
        ["node", "--input-type=module", "-e", SCRIPT, json.dumps(given)],
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout == statement_pages.canonical_text(version)


def test_the_tablet_is_told_what_a_statement_needs(tablet):
    """The declaration, the reminders and who else signs come from the server's tables."""
    given = tablet.get("forms/").body

    assert given["statement"]["declaration"] == statement_pages.DECLARATION
    roles = [row["role"] for row in given["statement"]["attendants"] if row["is_forced"]]
    assert roles == ["reader"]
    assert len(given["statement"]["prompts"]) >= 5


def test_every_answer_to_its_form_is_in_the_record(hand, witness):
    given = {"kind": "VPS", "place": "Home", "language": "Welsh", "is_read_over": True}
    text = canonical(WORDS, language="Welsh")
    hand.send(hand.write(**given, canonical_text=text))

    version = StatementVersion.objects.get()
    row = version.statement
    assert (row.kind, version.place, row.language, row.is_read_over) == tuple(given.values())
    assert (row.witness, version.narrative) == (witness, WORDS)
    assert version.taken_at == hand.tablet.now
    asked = {row.name for row in BY_KIND["statement"].questions}
    assert asked == {"person", "text", *given}


def test_strokes_stand_on_no_page(client, signed_in, supervisor, hand):
    """EV-57: they identify somebody, and are shown to nobody."""
    words = hand.write()
    signed = hand.sign(words, declaration_accepted=False)
    hand.send(words)

    page = (
        signed_in(client, supervisor).get(reverse("tablets:entry", args=[signed])).content.decode()
    )

    assert "Signature on a statement" in page
    assert "&#x27;x&#x27;" not in page
    assert png()[:40] not in page
