from datetime import timedelta

from django.urls import reverse

from casefile.models import CaseEvent
from casefile.services import events
from tests import factories


def test_the_first_page_lists_own_cases_and_logs_each_hit(client, robbery):
    factories.make_case(title="Somebody else's case", force=robbery.force)
    client.force_login(robbery.officer)

    page = client.get(reverse("desk:home")).content.decode()

    assert "Robbery at Northgate" in page
    assert "Somebody else" not in page
    entry = CaseEvent.objects.get(kind="list.viewed", stream="force:01")
    assert events.body_of(entry)["hits"] == [str(robbery.case.pk)]


def test_the_list_turns_by_key_and_shows_each_case_once(client, robbery):
    for number in range(25):
        factories.make_assigned_case(
            robbery.officer,
            title=f"Older case {number}",
            opened_at=robbery.at - timedelta(days=number // 2 + 1),
        )
    client.force_login(robbery.officer)

    first = client.get(reverse("desk:home"))
    second = client.get(reverse("desk:home") + first.context["older_href"])

    titles = [row[0]["text"] for page in (first, second) for row in page.context["rows"]]
    assert len(titles) == len(set(titles)) == 26
    assert second.context["older_href"] == ""


def test_the_list_names_the_day_on_which_a_case_was_opened_in_london(client, robbery):
    opened = {"title": "Night case", "opened_at": factories.SUMMER_NIGHT}
    factories.make_assigned_case(robbery.officer, **opened)
    client.force_login(robbery.officer)

    rows = client.get(reverse("desk:home")).context["rows"]

    assert [row[-1] for row in rows if row[0]["text"] == "Night case"] == ["15 July 2026"]


def test_the_list_costs_the_same_whatever_its_length(
    client, robbery, django_assert_max_num_queries
):
    for number in range(12):
        factories.make_assigned_case(robbery.officer, title=f"Case {number}")
    client.force_login(robbery.officer)

    with django_assert_max_num_queries(24):
        client.get(reverse("desk:home"))


def test_a_key_that_is_none_is_a_bad_request(client, robbery):
    client.force_login(robbery.officer)

    statuses = [
        client.get(reverse("desk:home"), {"after": key}).status_code
        for key in ("x", "2026-11-17T12:00:00~x", "2026-11-17~" + str(robbery.case.pk))
    ]

    assert statuses == [400, 400, 400]


def test_a_case_shows_each_suspect_apart_and_what_comes_next(client, robbery):
    client.force_login(robbery.officer)

    page = client.get(reverse("desk:case", args=[robbery.case.pk])).content.decode()

    assert "Dean Marsh" in page
    assert "Not guilty" in page
    assert "Line of enquiry: Entry log of the gym" in page
    assert "Examine unused material: 1 not examined" in page
    assert "Start the file for the prosecutor" in page


def test_the_timeline_is_in_plain_words_and_turns_its_pages(client, robbery):
    client.force_login(robbery.officer)
    address = reverse("desk:timeline", args=[robbery.case.pk])

    first = client.get(address)
    older = client.get(address + first.context["older_href"])

    words = first.content.decode() + older.content.decode()
    assert "A suspect was interviewed under caution" in words
    assert "The case was opened" in words
    assert client.get(address, {"before": "x"}).status_code == 400


def test_an_erased_entry_says_so(client, robbery):
    event = CaseEvent.objects.filter(stream=robbery.case.stream).latest("sequence")
    events.erase_body(event, by=robbery.by, at=robbery.at, reason="court order")
    client.force_login(robbery.officer)

    page = client.get(reverse("desk:timeline", args=[robbery.case.pk])).content.decode()

    assert "The words of this entry were erased." in page


def test_markup_in_the_record_is_shown_as_words(client, desk, robbery):
    desk("desk:add-enquiry", robbery.case, description="<script>alert(1)</script>", points="both",
         status="done")  # fmt: skip

    page = client.get(reverse("desk:enquiries", args=[robbery.case.pk])).content.decode()

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
