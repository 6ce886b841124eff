import pytest
from django.urls import reverse

from casefile.models import CaseEvent, HandOver
from casefile.services import conflicts, events, exhibit_labels
from tests import factories


@pytest.fixture
def keeper(robbery):
    return factories.make_user("exhibits_officer", name="Sam Store", force=robbery.force)


GIVEN = {"place": "Property store", "reason": "To be kept", "seal_number": "S004412",
         "condition": "Bag whole"}  # fmt: skip


@pytest.fixture
def offered(desk, robbery, keeper):
    desk("desk:transfer", robbery.phone, to=str(keeper.pk), **GIVEN)
    return HandOver.objects.get()


def test_a_thing_is_offered_and_taken_over_by_the_one_it_was_offered_to(
    client, robbery, keeper, offered
):
    client.force_login(keeper)
    waiting = client.get("/desk/things/").content.decode()
    shown = client.get(reverse("desk:hand-over", args=[offered.pk])).content.decode()

    client.post(
        reverse("desk:hand-over", args=[offered.pk]),
        {"answer": "accept", "seal_number": "s004412", "condition": "Whole", "place": "Store",
         "shelf": "Bay 4", "in_store": "on"},
    )  # fmt: skip

    robbery.phone.refresh_from_db()
    assert robbery.phone.reference in waiting
    assert "S004412" not in shown  # the receiver reads it on the thing
    assert (robbery.phone.custody, robbery.phone.shelf) == ("store", "Bay 4")


def test_what_is_not_taken_over_says_why_on_the_page_of_the_exhibit(
    client, robbery, keeper, offered
):
    client.force_login(keeper)
    address = reverse("desk:hand-over", args=[offered.pk])

    without = client.post(address, {"answer": "refuse"})
    client.post(address, {"answer": "refuse", "reason": "Bag torn"})

    client.force_login(robbery.officer)
    page = client.get(reverse("desk:exhibit", args=[robbery.phone.pk])).content.decode()
    assert (without.status_code, b"Say why you do not" in without.content) == (400, True)
    assert "Bag torn" in page


def test_an_offer_is_taken_back_with_a_reason(client, desk, robbery, offered):
    desk("desk:withdraw-hand-over", offered, reason="Needed for interview")

    offered.refresh_from_db()
    item = client.get(reverse("desk:item", args=[robbery.phone.pk])).content.decode()
    assert offered.stage == "withdrawn"
    assert "Hand it over to somebody of the force" in item


def test_a_laboratory_signs_with_a_drawn_signature_and_brings_it_back(desk, robbery):
    drawn = "data:image/png;base64,iVBORw0KGgo="
    lab = GIVEN | {"person": "Lee Ross", "organisation": "Laboratory", "method": "drawn"}

    unsigned = desk("desk:give-outside", robbery.phone, **lab)
    desk("desk:give-outside", robbery.phone, image=drawn, **lab)
    desk("desk:take-back", robbery.phone, image=drawn, **lab)

    assert b"They sign on the screen, or type their name." in unsigned.content
    signed = [row.signature.media_type for row in HandOver.objects.order_by("offered_at")]
    assert signed == ["image/png", "image/png"]


def test_a_thing_goes_into_a_locker(desk, robbery):
    desk("desk:put-in-store", robbery.phone, **GIVEN | {"place": "Locker 7"})

    robbery.phone.refresh_from_db()
    assert (robbery.phone.custody, robbery.phone.holder) == ("store", "Locker 7")


def test_a_scan_leads_to_the_thing_and_to_what_waits(client, robbery, keeper, offered):
    """N31: a scanner types the code and ends it with the key that sends the form."""
    code = exhibit_labels.text_of(robbery.phone)
    where = []
    for user in (robbery.officer, keeper):
        client.force_login(user)
        where.append(client.post("/desk/things/", {"code": f" {code.lower()} "})["Location"])

    assert where == [
        reverse("desk:item", args=[robbery.phone.pk]),
        reverse("desk:hand-over", args=[offered.pk]),
    ]


@pytest.mark.parametrize("who", ["stranger", "other_force_officer"])
def test_a_scan_leads_nobody_to_what_is_not_theirs(client, robbery, who):
    client.force_login(getattr(robbery, who))

    answer = client.post("/desk/things/", {"code": exhibit_labels.text_of(robbery.phone)})

    assert b"No thing that you may handle has this label" in answer.content


@pytest.mark.parametrize(
    ("code", "words"), [("hello", "not the code"), ("EXH1:0:JH/1:S:00", "Scan it again")]
)
def test_a_code_that_is_none_is_said_so(client, robbery, code, words):
    client.force_login(robbery.officer)

    answer = client.post("/desk/things/", {"code": code})

    assert words in answer.content.decode()


def test_who_took_a_thing_over_from_a_case_that_is_not_theirs_passes_it_on(client, robbery):
    """EV-31: a thing is never stuck with its holder; their reach ends when they hold it no more."""
    somebody = factories.make_user("officer", force=robbery.force)
    robbery.phone.held_by = somebody
    robbery.phone.save()
    client.force_login(somebody)
    item = reverse("desk:item", args=[robbery.phone.pk])

    listed = client.get("/desk/things/").content.decode()
    before = client.get(item).status_code
    answer = client.post(reverse("desk:put-in-store", args=[robbery.phone.pk]), GIVEN, follow=True)

    assert (item in listed, before) == (True, 200)
    assert answer.redirect_chain == [("/desk/things/", 302)]
    assert client.get(item).status_code == 404


def test_a_thing_is_offered_only_to_who_can_answer(client, robbery):
    auditor = factories.make_user("auditor", force=robbery.force)
    client.force_login(robbery.officer)

    page = client.get(reverse("desk:transfer", args=[robbery.phone.pk])).content.decode()

    assert str(robbery.custody_officer.pk) in page
    assert str(auditor.pk) not in page


def test_the_first_page_logs_the_case_of_what_is_offered_on_it(client, robbery, keeper, offered):
    """EV-80: who is not on the case reads a line about it."""
    receiver = factories.make_user("officer", force=robbery.force)
    HandOver.objects.update(to_user=receiver)
    client.force_login(receiver)

    page = client.get("/desk/").content.decode()

    entry = CaseEvent.objects.filter(kind="list.viewed", actor_id=receiver.pk).get()
    assert reverse("desk:hand-over", args=[offered.pk]) in page
    assert events.body_of(entry)["hits"] == [str(robbery.case.pk)]


@pytest.mark.parametrize("address", ["/desk/", "/desk/things/"])
def test_what_is_offered_in_a_case_of_ones_own_people_is_not_shown(
    client, robbery, offered, address
):
    """An interest that is declared after the offer keeps its receiver out, too."""
    receiver = factories.make_user("officer", force=robbery.force)
    HandOver.objects.update(to_user=receiver)
    reason = {"how": "declared", "reason": "She is my sister-in-law."}
    conflicts.set_on(robbery.case, user=receiver, **reason, by=robbery.by, at=robbery.at)
    client.force_login(receiver)

    page = client.get(address)

    assert page.status_code == 200
    assert robbery.phone.reference not in page.content.decode()
