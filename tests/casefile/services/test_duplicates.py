"""The same file, and pictures like it, elsewhere in the force."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from casefile.models import CaseEvent, StoredObject
from casefile.services import duplicates
from casefile.services.actors import of_user
from tests import factories, media

pytestmark = pytest.mark.django_db


def scene(size=(120, 90), quality=90, turn=0):
    """Return a picture with something in it, which can be had smaller and worse."""
    whole = Image.radial_gradient("L").resize((240, 180)).rotate(turn).crop((30, 0, 240, 150))
    target = io.BytesIO()
    whole.convert("RGB").resize(size).save(target, "JPEG", quality=quality)
    return target.getvalue()


@pytest.fixture
def second(officer):
    """Another case of the same officer."""
    return factories.make_assigned_case(officer)


def test_a_picture_scaled_and_saved_again_is_found_and_another_one_is_not(case, second, by):
    one = media.receive(scene(), case=case)
    smaller = media.receive(scene((60, 45), 40), case=second)
    media.receive(scene(turn=90), case=second)
    one.refresh_from_db()

    found = duplicates.of(one, by)

    assert (found.same, found.alike) == ([], [smaller])


def test_flat_pictures_are_not_taken_for_each_other(case, second, by):
    media.receive(media.photo(colour="red"), case=second)

    assert duplicates.of(media.receive(media.photo(), case=case), by).alike == []


def test_the_same_bytes_are_named_to_who_sees_both_cases_and_never_merged(
    client, case, second, officer
):
    client.force_login(officer)
    stored, other = media.receive(b"one", case=case), media.receive(b"one", case=second)
    exhibit = factories.make_exhibit(case=case, content=stored, kind="document")
    theirs = factories.make_exhibit(case=second, content=other, kind="document", reference="TR/4")

    page = client.get(reverse("desk:exhibit", args=[exhibit.pk])).content.decode()

    assert reverse("desk:exhibit", args=[theirs.pk]) in page
    assert "TR/4 in " in page
    assert StoredObject.objects.filter(sha256=stored.sha256).count() == 2
    assert CaseEvent.objects.filter(kind="list.viewed", actor_id=officer.pk).exists()


def test_a_case_that_one_may_not_see_is_not_named(client, case, officer):
    client.force_login(officer)
    hidden = factories.make_case(force=case.force, title="Hidden thing")
    stored = media.receive(b"one", case=case)
    media.receive(b"one", case=hidden)
    exhibit = factories.make_exhibit(case=case, content=stored, kind="document")

    page = client.get(reverse("desk:exhibit", args=[exhibit.pk])).content.decode()

    assert "in another case of your force, which you may not see" in page
    assert str(hidden) not in page


def test_another_force_and_a_case_one_is_kept_from_are_not_even_hinted_at(case, officer):
    stored = media.receive(b"one", case=case)
    media.receive(b"one", case=factories.make_case(force=factories.make_force("78")))
    kept_from = factories.make_case(force=case.force)
    media.receive(b"one", case=kept_from)
    factories.make_conflict(case=kept_from, user=officer)

    assert not duplicates.of(stored, of_user(officer)).is_elsewhere
