from django.urls import reverse

from casefile.models import MGAnswer, Person
from casefile.services import contacts
from tests import factories


def test_a_person_is_added_with_the_parts_they_play(desk, robbery):
    response = desk(
        "desk:add-person",
        robbery.case,
        given_names="Mia",
        family_name="Bell",
        occupation="CCTV operator",
        parts=["witness"],
        witness_kind="key",
    )

    person = Person.objects.get(family_name="Bell")
    assert response.status_code == 302
    assert (person.witness.kind, person.witness.number) == ("key", 4)


def test_a_victim_is_also_the_victim_witness(desk, robbery):
    desk("desk:add-person", robbery.case, given_names="Al", family_name="Fox", parts=["victim"],
         injury="Bruise")  # fmt: skip

    person = Person.objects.get(family_name="Fox")
    assert (person.victim.injury, person.witness.kind) == ("Bruise", "victim")


def test_a_person_without_a_part_is_refused_and_nothing_typed_is_lost(desk, robbery):
    response = desk(
        "desk:add-person", robbery.case, given_names="Mia", family_name="Bell", born_on_day="31",
        born_on_month="2", born_on_year="2000",
    )  # fmt: skip

    page = response.content.decode()
    assert response.status_code == 400
    assert "Choose the part in the case" in page
    assert "The date must be a real date" in page
    assert 'value="Mia"' in page
    assert 'value="31"' in page


def test_a_birth_date_to_come_is_refused_in_words(desk, robbery):
    response = desk(
        "desk:add-person", robbery.case, given_names="Mia", family_name="Bell", parts=["suspect"],
        born_on_day="1", born_on_month="1", born_on_year="2999",
    )  # fmt: skip

    assert response.status_code == 400
    assert b"The date of birth must be in the past." in response.content
    assert not Person.objects.filter(family_name="Bell").exists()


def test_nul_is_refused_beside_its_field(desk, robbery):
    response = desk(
        "desk:add-person", robbery.case, given_names="M\x00a", family_name="B", parts=["suspect"]
    )

    assert response.status_code == 400
    assert b"Null characters are not allowed" in response.content


def test_contact_is_recorded_barred_and_planned(desk, robbery):
    desk("desk:add-contact", robbery.witness, kind="email", value="tom@example.com", is_safe="on")
    desk("desk:bar-contact", robbery.witness, kind="phone", value="07700 900321", reason="Shared")
    desk("desk:contact-plan", robbery.witness, channels=["email"], times="Evenings")

    points = {p.kind: p for p in robbery.witness.contact_points.all()}
    assert points["email"].may_be_used
    assert points["phone"].barred_reason == "Shared"
    assert robbery.witness.contact_plans.get().channels == ["email"]


def test_a_bad_phone_number_is_refused(desk, robbery):
    response = desk("desk:add-contact", robbery.witness, kind="phone", value="not a number")

    assert response.status_code == 400
    assert b"Check the phone number." in response.content


def test_needs_availability_and_the_offer_of_a_personal_statement(desk, robbery):
    witness = robbery.victim.witness
    desk("desk:needs", witness, is_intimidated="on", special_measures=["Screen from the accused"])
    desk("desk:availability", witness, is_willing="yes", dates_to_avoid="none", shares_details="no")
    desk("desk:personal-statement", robbery.victim.victim, answer="offered")

    witness.refresh_from_db()
    robbery.victim.victim.refresh_from_db()
    assert (witness.is_intimidated, witness.special_measures) == (True, ["Screen from the accused"])
    assert (witness.is_willing, witness.dates_to_avoid) == (True, "none")
    assert robbery.victim.victim.personal_statement == "offered"
    assert robbery.victim.victim.is_enhanced
    assert MGAnswer.objects.get(form__code="MG11B", form__about=robbery.victim).value is False


def test_blank_dates_to_avoid_are_no_answer(desk, robbery):
    response = desk("desk:availability", robbery.witness.witness, is_willing="yes")

    assert response.status_code == 400
    assert b"Enter the dates to avoid, or write none" in response.content


def test_a_print_is_typed_line_by_line(desk, robbery):
    when = {"printed_on_day": "16", "printed_on_month": "11", "printed_on_year": "2026"}
    convictions = "12 April 2021; Northgate; Theft; Fine\n3/5/2022; Northgate; Affray; Order"
    desk("desk:record-print", robbery.cole.person, convictions=convictions, **when)

    found = robbery.cole.person.conviction_prints.get()
    assert [row["on"] for row in found.convictions] == ["2021-04-12", "2022-05-03"]
    assert found.convictions[1]["offence"] == "Affray"


def test_a_print_is_either_no_trace_or_has_lines(desk, robbery):
    when = {"printed_on_day": "16", "printed_on_month": "11", "printed_on_year": "2026"}
    neither = desk("desk:record-print", robbery.cole.person, **when)
    broken = desk("desk:record-print", robbery.cole.person, convictions="Theft", **when)
    nil = desk("desk:record-print", robbery.cole.person, is_no_trace="on", **when)

    assert (neither.status_code, broken.status_code, nil.status_code) == (400, 400, 302)
    assert b"Separate date, court, offence and sentence" in broken.content
    assert robbery.cole.person.conviction_prints.get().is_no_trace


def test_only_a_supervisor_or_the_crime_desk_allocates(client, robbery):
    page = reverse("desk:allocate", args=[robbery.case.pk])
    fields = {"user": robbery.stranger.pk, "role": "investigator"}
    client.force_login(robbery.officer)
    refused = client.post(page, fields)
    client.force_login(robbery.supervisor)
    given = client.post(page, fields)

    assert (refused.status_code, given.status_code) == (403, 302)
    assert robbery.case.assignments.filter(user=robbery.stranger, role="investigator").exists()


def test_somebody_of_another_force_is_not_to_be_chosen(client, robbery):
    client.force_login(robbery.supervisor)
    outsider = factories.make_user("officer", username="x", force=robbery.other_force_officer.force)

    response = client.post(
        reverse("desk:allocate", args=[robbery.case.pk]),
        {"user": outsider.pk, "role": "investigator"},
    )

    assert response.status_code == 400
    assert b"Choose from the list" in response.content


def test_a_contact_is_verified_by_a_call_and_only_then_used(client, desk, robbery):
    desk("desk:add-contact", robbery.witness, kind="phone", value="07700 900321", is_safe="on")
    desk("desk:contact-plan", robbery.witness, channels=["text"], text_words="Please call Kim")
    point = robbery.witness.contact_points.get(value="+447700900321")
    assert contacts.usable(robbery.witness, "text") is None
    page = client.get(reverse("desk:person", args=[robbery.witness.pk])).content.decode()
    assert "not verified yet" in page

    desk("desk:verify-contact", robbery.witness, point=str(point.pk), how="called")

    point.refresh_from_db()
    assert (point.verified_how, point.verified_by) == ("called", robbery.officer)
    assert contacts.usable(robbery.witness, "text") == point
    page = client.get(reverse("desk:person", args=[robbery.witness.pk])).content.decode()
    assert "an officer called, and the right person answered" in page
    assert "Please call Kim" in page


def test_a_barred_contact_cannot_be_verified(desk, robbery):
    point = factories.make_contact_point(person=robbery.witness, kind="phone",
                                         value="+447700900777")  # fmt: skip
    desk("desk:bar-contact", robbery.victim, kind="phone", value="07700 900777", reason="Stolen")

    response = desk("desk:verify-contact", robbery.witness, point=str(point.pk), how="called")

    assert response.status_code == 400
    assert b"This contact is barred" in response.content


def test_the_plan_is_shown_whole_to_whoever_is_about_to_call(client, desk, robbery):
    desk(
        "desk:contact-plan", robbery.victim, channels=["phone"], days=["mon"], parts=["morning"],
        times="when he is at work", proxy="Lena, 07700 900555", code_word="heron",
        address_shared="yes",
    )  # fmt: skip

    page = client.get(reverse("desk:person", args=[robbery.victim.pk])).content.decode()

    for words in ("Monday", "Morning", "when he is at work", "Lena, 07700 900555", "heron"):
        assert words in page
    assert "No, never" in page
    next_form = client.get(reverse("desk:contact-plan", args=[robbery.victim.pk])).content.decode()
    assert "when he is at work" in next_form


def test_a_person_without_a_name_says_what_is_lost(client, desk, robbery):
    nobody = factories.make_person(case=robbery.case, given_names="", family_name="")

    page = client.get(reverse("desk:person", args=[nobody.pk])).content.decode()

    assert "No name was given" in page
