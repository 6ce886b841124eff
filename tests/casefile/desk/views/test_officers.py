from django.urls import reverse

from casefile.models import OfficerHandOver
from casefile.services import cases
from tests import factories


def test_a_case_is_handed_over_by_both(client, desk, robbery):
    """EV-05: offered by the one, taken over by the other."""
    other = factories.make_user("officer", force=robbery.force)
    desk("desk:hand-case-over", robbery.case, to=str(other.pk), reason="Posted away")
    client.force_login(other)
    address = reverse("desk:answer-case", args=[OfficerHandOver.objects.get().pk])

    home = client.get("/desk/").content.decode()
    shown = client.get(address).content.decode()
    without = client.post(address, {"answer": "refuse"})
    client.post(address, {"answer": "accept"})

    assert address in home
    assert "hands over: Posted away" in shown
    assert without.status_code == 400
    assert cases.officer_in_case(robbery.case) == other


def test_an_offer_of_a_case_is_taken_back(desk, robbery):
    """EV-05."""
    other = factories.make_user("officer", force=robbery.force)
    desk("desk:hand-case-over", robbery.case, to=str(other.pk), reason="Posted away")

    desk("desk:hand-case-over", robbery.case, reason="I stay")

    assert OfficerHandOver.objects.get().stage == "withdrawn"
