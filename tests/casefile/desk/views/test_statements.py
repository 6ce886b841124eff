import base64
import io
import re

import pytest
from django.urls import reverse
from PIL import Image

from casefile.models import StatementVersion


@pytest.fixture
def version(robbery):
    return robbery.witness.statements.get().versions.get()


def page_of(client, page, version):
    return client.get(reverse(page, args=[version.pk])).content.decode()


def written(desk, version, words="I saw a man take a phone. I produce it as TR/1."):
    desk("desk:write-statement", version, narrative=words)
    return desk("desk:finalise-statement", version)


def signing(version, **changes):
    fields = {
        "pages_shown": version.page_images,
        "declaration_accepted": "on",
        "method": "typed",
        "typed_name": "Tom Reed",
        "place": "14 Dock Street",
    }
    return fields | changes


def drawn():
    content = io.BytesIO()
    Image.new("RGB", (60, 20), "white").save(content, "PNG")
    return f"data:image/png;base64,{base64.b64encode(content.getvalue()).decode()}"


def test_a_statement_is_started_empty(desk, robbery):
    desk("desk:start-statement", robbery.case, witness=str(robbery.victim.pk), kind="MG11",
         place="Home")  # fmt: skip

    found = StatementVersion.objects.get(statement__witness=robbery.victim)
    assert (found.narrative, found.stage) == ("", "draft")


def test_an_officer_makes_a_statement_of_their_own(desk, robbery):
    desk("desk:start-statement", robbery.case, witness="me", kind="MG11", place="Station")

    assert robbery.constable.statements.count() == 1


def test_words_are_fixed_shown_page_by_page_and_signed_by_typing(client, desk, version):
    written(desk, version)
    version.refresh_from_db()
    page = page_of(client, "desk:sign-statement", version)
    image = client.get(reverse("desk:statement-page", args=[version.pk, 1]))

    shown = re.findall(r'name="pages_shown" value="([0-9a-f]{64})"', page)
    response = desk("desk:sign-statement", version, **signing(version, pages_shown=shown))

    version.refresh_from_db()
    assert "consisting of 1 page" in page
    assert image.content.startswith(b"\x89PNG")
    assert (response.status_code, version.stage) == (302, "signed")
    assert version.signature.typed_name == "Tom Reed"
    assert "Hash over words" in page_of(client, "desk:statement", version)


def test_a_drawn_signature_is_kept_as_picture_and_strokes(desk, version):
    written(desk, version)
    version.refresh_from_db()

    strokes = '[[{"x":1,"y":2,"t":3}]]'
    fields = signing(version, method="drawn", image=drawn(), strokes=strokes)
    desk("desk:sign-statement", version, **fields)

    version.refresh_from_db()
    assert version.signature.method == "drawn"
    assert version.signature.image.media_type == "image/png"
    assert version.signature.strokes == strokes


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"declaration_accepted": ""}, "The witness must accept the declaration"),
        ({"typed_name": ""}, "Type the name of the witness"),
        ({"method": "drawn"}, "Draw the signature, or type the name"),
        ({"method": "drawn", "image": "data:,nonsense"}, "did not arrive. Draw it again."),
        ({"strokes": "{"}, "did not arrive. Draw it again."),
        ({"pages_shown": []}, "Show every page to the witness first."),
    ],
)
def test_an_incomplete_signing_is_refused_and_keeps_what_was_typed(
    desk, version, changes, sentence
):
    written(desk, version)
    version.refresh_from_db()

    response = desk("desk:sign-statement", version, **signing(version, **changes))

    version.refresh_from_db()
    assert response.status_code == 400
    assert sentence in response.content.decode()
    assert "14 Dock Street" in response.content.decode()
    assert version.stage == "final"


def test_words_with_the_witnesss_email_cannot_be_fixed(desk, robbery, version):
    desk("desk:add-contact", robbery.witness, kind="email", value="tom@example.com")

    response = written(desk, version, "Write to me at tom@example.com please.")

    assert response.status_code == 400
    assert b"email out of the statement" in response.content


def test_nothing_written_cannot_be_fixed(desk, version):
    response = desk("desk:finalise-statement", version)

    assert response.status_code == 400
    assert b"Write what the witness says." in response.content


def test_fixed_words_change_only_in_a_new_version(desk, version):
    written(desk, version)

    refused = desk("desk:write-statement", version, narrative="Other words")
    desk("desk:new-statement-version", version)

    newest = version.statement.versions.get(number=2)
    assert refused.status_code == 400
    assert b"These words are fixed." in refused.content
    assert newest.narrative.startswith("I saw a man")


def test_there_is_no_page_beyond_the_last(client, desk, version):
    written(desk, version)

    statuses = [
        client.get(reverse("desk:statement-page", args=[version.pk, number])).status_code
        for number in (0, 2)
    ]

    assert statuses == [404, 404]


def test_a_draft_is_not_signed(client, desk, version):
    response = client.get(reverse("desk:sign-statement", args=[version.pk]))

    assert response.url == reverse("desk:statement", args=[version.pk])
