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


def test_a_drawn_signature_is_kept_as_picture_and_strokes(client, desk, version):
    """EV-57: the strokes are kept apart from what is served."""
    written(desk, version)
    version.refresh_from_db()
    page_of(client, "desk:sign-statement", version)

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


def test_a_statement_that_was_read_over_asks_for_the_reader_and_prints_them(client, desk, robbery):
    """EV-61: by the pages of the desk, from the start to the signed statement."""
    desk("desk:start-statement", robbery.case, witness=str(robbery.victim.pk), kind="MG11",
         place="Home", is_read_over="on")  # fmt: skip
    version = StatementVersion.objects.get(statement__witness=robbery.victim)
    written(desk, version)
    version.refresh_from_db()
    asked = page_of(client, "desk:sign-statement", version)

    refused = desk("desk:sign-statement", version, **signing(version))
    desk("desk:sign-statement", version, **signing(version), reader_name="Ann Lee",
         reader_relation="Neighbour", reader_typed_name="Ann Lee")  # fmt: skip

    version.refresh_from_db()
    assert "could not read this statement. I read all of it to them" in asked
    assert refused.status_code == 400
    assert version.is_signed
    assert "Ann Lee, Neighbour" in page_of(client, "desk:statement", version)


def test_an_officer_gives_the_password_again_for_their_own_statement(client, desk, robbery):
    """EV-63: and a wrong one signs nothing."""
    desk("desk:start-statement", robbery.case, witness="me", kind="MG11", place="Station")
    version = StatementVersion.objects.get(statement__witness__user=robbery.officer)
    written(desk, version)
    version.refresh_from_db()
    page_of(client, "desk:sign-statement", version)

    tried = [
        desk("desk:sign-statement", version, **signing(version), password=password)
        for password in ("", "a wrong one", "a long passphrase")
    ]

    version.refresh_from_db()
    assert [answer.status_code for answer in tried] == [400, 400, 302]
    assert b"That is not your password" in tried[1].content
    assert version.is_signed


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


def test_what_a_new_version_changed_is_shown_word_by_word(client, desk, version):
    """EV-58: the signed words stay, and the change shows."""
    written(desk, version, "I saw a tall man run.")
    version.refresh_from_db()
    page_of(client, "desk:sign-statement", version)
    desk("desk:sign-statement", version, **signing(version))
    desk("desk:new-statement-version", version)
    newest = version.statement.versions.get(number=2)
    desk("desk:write-statement", newest, narrative="I saw a short man run off.")

    page = page_of(client, "desk:statement", newest)

    assert "I saw a <del>tall</del><ins>short</ins> man <del>run.</del><ins>run off.</ins>" in page
    assert "I saw a tall man run." in page_of(client, "desk:statement", version)


def test_the_page_for_writing_reminds_and_offers_references_and_is_empty(client, robbery, version):
    client.force_login(robbery.officer)

    page = page_of(client, "desk:write-statement", version)

    assert "How good the sight was" in page
    assert 'data-insert="' in page
    assert re.search(r"<textarea[^>]*>\s*</textarea>", page)


def test_a_reference_that_no_exhibit_has_is_pointed_out(client, desk, version):
    """EV-19: before the file is built, while the witness is still there."""
    desk("desk:write-statement", version, narrative="I produce this as exhibit TR/99.")

    assert "exhibit TR/99, which is not on the list" in page_of(client, "desk:statement", version)


def test_earlier_accounts_are_compared_and_never_before_the_words_are_fixed(
    client, desk, robbery, version
):
    desk("desk:write-statement", version, narrative="He ran east.")
    desk("desk:start-statement", robbery.case, witness=str(robbery.witness.pk), kind="MG11",
         place="Home")  # fmt: skip
    second = StatementVersion.objects.get(statement__witness=robbery.witness, statement__number=2)
    before = page_of(client, "desk:statement", second)

    written(desk, second, "He ran west.")

    assert "He ran east." not in before
    assert "He ran east." in page_of(client, "desk:statement", second)


def test_the_witness_finds_something_wrong_on_the_pages(client, desk, version):
    """EV-59: by the page of the desk."""
    written(desk, version, "He ran east.")

    desk("desk:correct-statement", version, struck="east", inserted="west", initials="TR")

    version.refresh_from_db()
    assert version.narrative == "He ran west."
    assert "The witness finds something wrong" in page_of(client, "desk:statement", version)
