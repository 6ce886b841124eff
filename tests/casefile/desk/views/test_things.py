import pypdfium2
import pytest
from django.urls import reverse

from casefile.services import exhibit_labels
from tests import factories


def pages_of(content):
    document = pypdfium2.PdfDocument(content)
    try:
        return [(page.get_size(), page.get_textpage().get_text_bounded()) for page in document]
    finally:
        document.close()


@pytest.mark.parametrize(("layout", "width"), [("sheet", 595), ("single", 283)])
def test_labels_say_reference_seal_case_and_check_and_name_nobody(desk, robbery, layout, width):
    other = factories.make_exhibit(case=robbery.case, seal_number="S9")
    chosen = [str(robbery.phone.pk), str(other.pk)]

    answer = desk("desk:labels", robbery.case, exhibits=chosen, layout=layout, first_place=5)

    pages = pages_of(answer.content)
    words = " ".join(text for _, text in pages)
    robbery.phone.refresh_from_db()
    assert answer["Content-Type"] == "application/pdf"
    assert (round(pages[0][0][0]), len(pages)) == (width, 1 if layout == "sheet" else 2)
    assert all(text in words for text in (robbery.phone.reference, "Seal S004412", other.reference))
    assert exhibit_labels.text_of(robbery.phone).rpartition(":")[2] in words
    assert not any(name in words for name in ("Joan", "Hall", "Mobile phone", "Page 1"))
    assert robbery.phone.labelled_at


def test_no_label_is_made_without_a_choice(desk, robbery):
    answer = desk("desk:labels", robbery.case, layout="single", first_place=1)

    assert (answer.status_code, b"Choose which exhibits" in answer.content) == (400, True)


def test_the_code_of_a_label_is_a_picture_made_here(client, robbery):
    client.force_login(robbery.officer)

    answer = client.get(reverse("desk:label-code", args=[robbery.phone.pk]))

    assert answer.content.startswith(b"\x89PNG")


def test_a_store_is_counted_by_scanning_what_lies_there(client, robbery):
    thing = {"case": robbery.case, "custody": "store", "held_at": "Property store"}
    here, gone = factories.make_exhibit(**thing), factories.make_exhibit(**thing)
    client.force_login(factories.make_user("exhibits_officer", force=robbery.force))
    scans = f"{exhibit_labels.text_of(here)}\n<b>rubbish</b>"

    answer = client.post("/desk/things/count/", {"store": "Property store", "scans": scans})

    page = answer.content.decode()
    assert "1 of 2 in place" in page
    assert gone.reference in page
    assert "&lt;b&gt;rubbish&lt;/b&gt;" in page


def test_a_store_that_is_none_is_said_at_its_box(client, robbery):
    client.force_login(factories.make_user("exhibits_officer", force=robbery.force))

    answer = client.post("/desk/things/count/", {"store": "Nowhere"})

    assert (answer.status_code, b"Nothing is recorded in a store" in answer.content) == (400, True)
