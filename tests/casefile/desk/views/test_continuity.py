import json

import pypdfium2
import pytest
from django.urls import reverse

from casefile.models import CaseEvent
from casefile.services import events, hand_overs
from casefile.services.handling import Outsider, Terms

LAB = Outsider("Lee Ross", "Southmoor laboratory", typed_name="Lee Ross")
TERMS = Terms("Southmoor", "Test <b>of</b> its memory", "S004412", "Bag whole")


@pytest.fixture
def given(robbery, at):
    hand_overs.give_outside(exhibit=robbery.phone, receiver=LAB, terms=TERMS, by=robbery.by, at=at)


def test_the_report_is_made_from_the_chain_and_shown(client, given, robbery):
    """EV-33: every entry, the result of the check and the head of the chain."""
    client.force_login(robbery.officer)

    page = client.get(reverse("desk:continuity", args=[robbery.phone.pk])).content.decode()

    entry = CaseEvent.objects.get(kind="exhibit.transferred")
    assert "Everything is whole" in page
    assert "To holder: Lee Ross, Southmoor laboratory" in page
    assert "Test &lt;b&gt;of&lt;/b&gt; its memory" in page
    assert entry.entry_hash in page


def test_the_report_is_taken_out_as_pdf_with_every_entry(desk, given, robbery):
    """EV-33: one press, with a reason."""
    answer = desk("desk:continuity", robbery.phone, reason="For court", form="pdf", reads="no")

    document = pypdfium2.PdfDocument(answer.content)
    words = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    head = events.check(robbery.case.stream).head
    squeezed = "".join(words.split())
    assert f"Continuity of exhibit {robbery.phone.reference}" in words
    assert "Lee Ross, Southmoor laboratory" in words
    assert "Checked: everything is whole" in words
    assert f"sha256:{head}" in squeezed


def test_the_report_as_json_says_who_looked_only_where_it_stays_in_the_force(desk, given, robbery):
    """EV-33: reads are held with the force and never travel."""
    taken = {
        reads: json.loads(desk("desk:continuity", robbery.phone, reason="Check", form="json",
                               reads=reads).content)
        for reads in ("no", "yes")
    }  # fmt: skip

    streams = {reads: {row["stream"] for row in found["entries"]} for reads, found in taken.items()}
    assert streams == {"no": {"case"}, "yes": {"case", "access"}}
    assert taken["yes"]["entries"][-1]["kind"] == "exhibit.reported"


def test_no_report_leaves_without_a_reason_and_each_that_does_is_on_record(desk, given, robbery):
    """EV-32."""
    without = desk("desk:continuity", robbery.phone, form="json", reads="no")
    desk("desk:continuity", robbery.phone, reason="For court", form="json", reads="no")

    event = CaseEvent.objects.get(kind="exhibit.reported")
    assert (without.status_code, b"Say why you need the report" in without.content) == (400, True)
    assert events.body_of(event)["reason"] == "For court"
