import pytest
from django.urls import reverse

from casefile.models import RecordedCharge
from casefile.services import decisions
from casefile.services.actors import Actor
from casefile.services.decisions import Decided
from tests import factories

CPS = Actor(kind="prosecutor", name="Sam Okoye", roles=frozenset({"prosecutor"}))
ADVISED = "On 13 November 2026 robbed Aisha Karim of a mobile phone."


@pytest.fixture
def authorised(robbery):
    """Marsh's robbery is authorised and his assault refused; nothing is taken against Cole."""
    submission = factories.make_submission(case=robbery.case, stage="accepted")
    robbery_charge, assault = robbery.marsh.charges.order_by("number")
    rows = [
        Decided(robbery.marsh.pk, "charge_authorised", "Enough", robbery_charge.pk),
        Decided(robbery.marsh.pk, "refused_covered", "The punch is the force", assault.pk),
    ]
    robbery.cole.stage = "released"
    robbery.cole.save()
    rows.append(Decided(robbery.cole.pk, "nfa_evidential", "Not enough"))
    decisions.decide(submission=submission, decisions=rows, by=CPS, at=robbery.at)
    robbery.marsh.refresh_from_db()
    return robbery


@pytest.fixture
def charge(client, authorised):
    """`charge(**fields)` charges Marsh as the custody officer."""
    client.force_login(authorised.custody_officer)

    def post(**changes):
        fields = {
            "cjs_code_1": "TH68023",
            "particulars_1": ADVISED,
            "reply_1": "I was not there.",
            "cautioned": "on",
            "bail": "unconditional",
            "court_name": "Northgate Magistrates' Court",
            "hearing_at_day": "7",
            "hearing_at_month": "1",
            "hearing_at_year": "2099",
            "hearing_at_time": "10:00",
        }
        page = reverse("desk:charge-suspect", args=[authorised.marsh.pk])
        return client.post(page, fields | changes)

    return post


def test_the_list_shows_who_is_to_be_charged_first(client, authorised):
    client.force_login(authorised.custody_officer)

    page = client.get(reverse("desk:custody")).content.decode()

    assert "Dean Marsh" in page
    assert reverse("desk:charge-suspect", args=[authorised.marsh.pk]) in page
    assert "Liam Cole" not in page


def test_only_a_custody_officer_of_the_force_charges(client, authorised):
    page = reverse("desk:charge-suspect", args=[authorised.marsh.pk])
    statuses = []
    for user in (authorised.officer, authorised.supervisor, authorised.stranger):
        client.force_login(user)
        statuses.append((client.get(page).status_code, client.post(page).status_code))

    assert statuses == [(403, 403), (403, 403), (404, 404)]


def test_the_page_shows_the_advice_with_its_words_filled_in(client, authorised):
    client.force_login(authorised.custody_officer)

    page = client.get(reverse("desk:charge-suspect", args=[authorised.marsh.pk])).content.decode()

    assert "Authorised by Sam Okoye" in page
    assert page.count(ADVISED) == 2
    assert "Assault by beating" not in page


def test_a_charge_is_put_with_reply_bail_and_first_hearing(charge, authorised):
    response = charge()

    authorised.marsh.refresh_from_db()
    recorded = RecordedCharge.objects.get()
    assert response.status_code == 302
    assert authorised.marsh.stage == "charged"
    assert (recorded.reply, recorded.charged_by) == ("I was not there.", authorised.custody_officer)
    assert authorised.marsh.bails.get().conditions.count() == 0
    assert authorised.marsh.hearings.get().court_name == "Northgate Magistrates' Court"


def test_the_only_crime_of_the_case_gets_its_outcome(charge, authorised):
    crime = factories.make_crime(case=authorised.case)

    charge()

    crime.refresh_from_db()
    assert crime.outcome == 1


def test_conditional_bail_keeps_each_condition_with_its_reason(charge, authorised):
    old = factories.make_bail(suspect=authorised.marsh)
    charge(bail="conditional", condition_1="Not to contact Aisha Karim", condition_reason_1="Fear")

    old.refresh_from_db()
    live = authorised.marsh.bails.get(ended_at=None)
    assert old.ended_at is not None
    assert [row.reason for row in live.conditions.all()] == ["Fear"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"cautioned": ""}, "Give the caution before charging"),
        ({"particulars_1": "Robbed her."}, "This differs from what was authorised"),
        ({"bail": "conditional"}, "Conditional bail has conditions"),
        ({"bail": "conditional", "condition_1": "Curfew"}, "Give each condition and the reason"),
        ({"hearing_at_year": "2001"}, "Bail must be to a later moment."),
        ({"bail": "custody", "hearing_at_year": "2001"}, "The hearing must be in the future."),
        ({"court_name": ""}, "Enter the court of the first hearing"),
        ({"particulars_1": ""}, "Enter the words of the charge"),
    ],
)
def test_a_wrong_charge_sheet_charges_nobody(charge, authorised, changes, sentence):
    response = charge(**changes)

    authorised.marsh.refresh_from_db()
    assert response.status_code == 400
    assert sentence in response.content.decode()
    assert "I was not there." in response.content.decode()
    assert authorised.marsh.stage == "charge_authorised"
    assert not authorised.marsh.bails.exists()


def test_other_words_than_advised_need_their_explanation(client, charge, authorised):
    charge(particulars_1="Robbed Aisha Karim of a phone.", difference_reason_1="Model not known")

    client.force_login(authorised.officer)
    page = client.get(reverse("desk:charges", args=[authorised.case.pk])).content.decode()

    assert RecordedCharge.objects.get().particulars == "Robbed Aisha Karim of a phone."
    assert "Changed wording" in page


def test_a_suspect_is_charged_once(charge):
    charge()

    again = charge()

    assert again.status_code == 409
    assert RecordedCharge.objects.count() == 1


def test_nobody_is_charged_without_advice(client, robbery):
    client.force_login(robbery.custody_officer)

    response = client.get(reverse("desk:charge-suspect", args=[robbery.marsh.pk]))

    assert response.status_code == 409
    assert b"No charge waits for this person" in response.content


def test_bail_before_charge_is_granted_with_conditions(client, robbery):
    client.force_login(robbery.custody_officer)
    when = {"surrender_at_day": "15", "surrender_at_month": "2", "surrender_at_year": "2099",
            "surrender_at_time": "10:00"}  # fmt: skip
    page = reverse("desk:bail-suspect", args=[robbery.marsh.pk])

    half = client.post(page, {"surrender_to": "Northgate", "condition_1": "Curfew", **when})
    client.post(page, {"surrender_to": "Northgate", **when})

    assert b"Give each condition and the reason for it" in half.content
    assert robbery.marsh.bails.get().surrender_to == "Northgate"
