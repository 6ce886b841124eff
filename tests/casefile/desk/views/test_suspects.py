from django.urls import reverse

from casefile.models import Interview
from casefile.rules import identifiers


def moment(name, day, clock):
    return {
        f"{name}_day": day,
        f"{name}_month": "11",
        f"{name}_year": "2026",
        f"{name}_time": clock,
    }


def interview_of(robbery, **changes):
    fields = {
        "kind": "SDN",
        "place": "Northgate custody suite",
        "interviewers": [str(robbery.officer.pk)],
        "caution_given": "on",
        "summary": "No comment.",
        **moment("started_at", "15", "18:02"),
        **moment("ended_at", "15", "18:24"),
    }
    return fields | changes


def arrest_of(robbery, asn):
    return {
        "asn": asn,
        "place": "14 Canal Street",
        "grounds": "Named by a witness",
        "arrested_by": "me",
        **moment("arrested_at", "15", "17:10"),
    }


def test_an_arrest_is_recorded_with_a_checked_number(desk, robbery):
    asn = identifiers.make_asn(year=2026, force="01", unit="NG", system="01", sequence=13)

    response = desk("desk:arrest", robbery.cole, **arrest_of(robbery, identifiers.display_asn(asn)))

    robbery.cole.refresh_from_db()
    arrest = robbery.cole.arrests.get()
    assert (response.status_code, robbery.cole.stage, arrest.asn) == (302, "arrested", asn)
    assert arrest.arrested_by.user == robbery.officer


def test_a_number_with_a_wrong_check_letter_is_refused_beside_its_box(desk, robbery):
    response = desk("desk:arrest", robbery.cole, **arrest_of(robbery, "26/01NG/01/13Z"))

    assert response.status_code == 400
    assert b'id="id_asn-error"' in response.content
    assert not robbery.cole.arrests.exists()


def test_a_number_in_use_is_refused(desk, robbery):
    response = desk("desk:arrest", robbery.cole, **arrest_of(robbery, robbery.arrest.asn))

    assert response.status_code == 400
    assert b"in use already" in response.content


def test_a_release_is_recorded(desk, robbery):
    desk("desk:release", robbery.arrest, release="under_investigation")

    robbery.marsh.refresh_from_db()
    assert robbery.marsh.stage == "released"


def test_an_interview_is_recorded_in_london_time(desk, robbery):
    response = desk("desk:add-interview", robbery.cole, **interview_of(robbery))

    interview = Interview.objects.get(suspect=robbery.cole)
    assert response.status_code == 302
    assert f"{interview.started_at:%H:%M}" == "18:02"
    assert list(interview.interviewers.all()) == [robbery.officer]


def test_an_interview_that_ends_before_it_starts_is_refused(desk, robbery):
    backwards = interview_of(robbery, **moment("ended_at", "15", "17:00"))

    response = desk("desk:add-interview", robbery.cole, **backwards)

    assert response.status_code == 400
    assert b"The end must be after the start." in response.content
    assert b"No comment." in response.content


def test_why_nobody_was_interviewed_is_recorded(desk, robbery):
    desk("desk:no-interview", robbery.cole, reason="In hospital")

    robbery.cole.refresh_from_db()
    assert robbery.cole.no_interview_reason == "In hospital"


def test_the_expected_plea_is_recorded(desk, robbery):
    desk("desk:plea", robbery.cole, plea="not_guilty", reason="No comment")

    robbery.cole.refresh_from_db()
    assert robbery.cole.anticipated_plea == "not_guilty"


def test_offences_are_found_by_all_their_words(client, robbery):
    client.force_login(robbery.officer)
    page = reverse("desk:add-charge", args=[robbery.cole.pk])

    found = client.get(page, {"q": "beating assault"}).content.decode()
    none = client.get(page, {"q": "piracy"}).content.decode()

    assert "CJ88116" in found
    assert "Summary only" in found
    assert "TH68023" not in found
    assert "No offence has these words." in none


def test_a_charge_is_proposed_and_the_page_says_who_may_charge(client, desk, robbery):
    on = {"from_on_day": "13", "from_on_month": "11", "from_on_year": "2026"}
    fields = {"cjs_code": "th68023", "particulars": "Robbed her.", "place": "Northgate"}
    desk("desk:add-charge", robbery.cole, **fields, **on)

    page = client.get(reverse("desk:charges", args=[robbery.case.pk])).content.decode()

    assert robbery.cole.charges.get().offence_id == "TH68023"
    assert "A prosecutor must decide." in page
    assert "13 May 2027" in page


def test_an_unknown_code_and_a_backward_range_are_refused(desk, robbery):
    fields = {"cjs_code": "XX99999", "particulars": "x", "place": "Northgate"}
    on = {"from_on_day": "13", "from_on_month": "11", "from_on_year": "2026"}
    to = {"to_on_day": "12", "to_on_month": "11", "to_on_year": "2026"}

    unknown = desk("desk:add-charge", robbery.cole, **fields, **on)
    backward = desk("desk:add-charge", robbery.cole, **fields, **on, **to)

    assert b"Choose an offence from the national list." in unknown.content
    assert b"The last date must not be before the first" in backward.content
    assert not robbery.cole.charges.exists()
