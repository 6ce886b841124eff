"""Keeping and disposing of files, as records managers do it, without scripts."""

from datetime import date, timedelta

import pytest
from django.test import Client

from casefile.manage import paging
from casefile.models import Disposal, Hold, RetentionPlan, StoredObject
from casefile.services import disposal, retention
from tests.factories import (
    AT,
    make_case,
    make_crime,
    make_disposal,
    make_photo,
    make_user,
)

WHY = "Six years have passed, and nobody needs them."


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.EVIDENCE_DIR = str(tmp_path / "evidence")
    return tmp_path / "evidence"


@pytest.fixture
def ended(case):
    case.urn = "77NG0000126"
    case.save()
    make_crime(case=case, stage="filed", home_office_class="49", outcome=18, outcome_at=AT)
    make_photo(case=case)
    return case


def manager(name):
    browser = Client()
    browser.force_login(make_user("records_manager", name=name))
    return browser


@pytest.fixture
def first(db):
    return manager("Ann Reed")


@pytest.fixture
def second(db):
    return manager("Bea Stone")


def text(answer):
    return answer.content.decode()


def test_the_plan_shows_its_rules_each_with_its_mark(first, ended):
    """EV-75: the rule, its dates and how far it was checked are shown beside each other."""
    shown = text(first.get(f"/manage/retention/{ended.pk}/"))

    assert "Review on" in shown
    assert "17 November 2032" in shown
    assert "RET4" in shown
    assert "app-source" in shown
    assert "Robbery at Northgate" not in shown


def test_looking_at_a_plan_writes_no_plan(first, ended):
    first.get(f"/manage/retention/{ended.pk}/")

    assert not hasattr(type(ended).objects.get(pk=ended.pk), "retention_plan")


def test_what_is_due_held_or_changed_is_listed_for_the_own_force_only(
    first, ended, other_force, monkeypatch
):
    theirs = make_case(force=other_force, urn="78SM0000126")
    Hold.objects.create(case=theirs, kind="appeal", reason="x", placed_at=AT,
                        placed_by=make_user())  # fmt: skip
    retention.plan(ended, at=AT)
    monkeypatch.setattr(retention.rules, "EDITION", "2027-01")
    retention.plan(ended, at=AT)
    first.post(f"/manage/retention/{ended.pk}/hold/", {"kind": "ccrc", "reason": "Reference 12/3"})

    shown = text(first.get("/manage/retention/"))

    assert "77NG0000126" in shown
    assert "The Criminal Cases Review Commission" in shown
    assert "Edition of the rules: 2026-11 became 2027-01" in shown
    assert "78SM0000126" not in shown


def hold_files(count):
    by = make_user()
    for _ in range(count):
        Hold.objects.create(case=make_case(), kind="appeal", reason="x", placed_at=AT, placed_by=by)


def test_a_long_list_is_paged_and_says_which_part_it_shows(first, monkeypatch):
    monkeypatch.setattr(paging, "PAGE_SIZE", 2)
    hold_files(2)
    assert 'rel="next"' not in text(first.get("/manage/retention/"))
    hold_files(1)

    pages = [text(first.get(f"/manage/retention/?page={number}")) for number in (1, 2)]

    assert "Due, held or under way: 1 to 2 of 3" in pages[0]
    assert 'href="?page=2"' in pages[0]
    assert "Due, held or under way: 3 to 3 of 3" in pages[1]
    assert [page.count("No URN yet") for page in pages] == [2, 1]


def test_what_is_due_comes_before_what_is_only_held(first, ended):
    hold_files(1)
    retention.plan(ended, at=AT)
    RetentionPlan.objects.update(review_on=date(2020, 1, 1))

    shown = text(first.get("/manage/retention/"))

    assert shown.index("77NG0000126") < shown.index("No URN yet")


def test_the_list_costs_few_queries(first, django_assert_max_num_queries):
    hold_files(20)

    with django_assert_max_num_queries(16):
        first.get("/manage/retention/")


def test_two_persons_dispose_of_files_and_a_certificate_is_left(first, second, ended, folder):
    """F72, EV-77, EV-78: proposal, second person, days to undo, destruction, certificate."""
    first.post(f"/manage/retention/{ended.pk}/propose/", {"reason": WHY})
    row = Disposal.objects.get()
    own = text(first.get(f"/manage/disposals/{row.pk}/"))
    assert "Another person must approve this." in own
    assert first.post(f"/manage/disposals/{row.pk}/approve/").status_code == 409

    second.post(f"/manage/disposals/{row.pk}/approve/")
    approved = Disposal.objects.get()
    assert "Approved, can be undone" in text(first.get(f"/manage/disposals/{row.pk}/"))
    disposal.carry_out(approved, at=approved.destroys_from + timedelta(days=1))

    shown = text(first.get(f"/manage/disposals/{row.pk}/"))
    stored = StoredObject.objects.get()
    assert all(words in shown for words in ("Ann Reed", "Bea Stone", "RET4", stored.sha256))
    assert "photo.jpg" not in shown
    assert not [path for path in folder.rglob("*") if path.is_file()]
    pdf = first.get(f"/manage/disposals/{row.pk}/certificate/")
    assert pdf.content.startswith(b"%PDF")


def test_the_pages_say_how_long_it_can_be_undone(first, second, ended, monkeypatch):
    monkeypatch.setattr(retention.rules, "COOLING_OFF_DAYS", 9)
    first.post(f"/manage/retention/{ended.pk}/propose/", {"reason": WHY})
    page = f"/manage/disposals/{Disposal.objects.get().pk}/"

    assert "for 9 days it can be undone" in text(first.get("/manage/retention/"))
    assert "For 9 days it can be undone" in text(second.get(page))
    assert "undone for 9 days" in text(second.post(f"{page}approve/", follow=True))


def test_a_disposal_is_undone_from_its_page_and_needs_a_reason(first, second, ended, folder):
    first.post(f"/manage/retention/{ended.pk}/propose/", {"reason": WHY})
    row = Disposal.objects.get()
    second.post(f"/manage/disposals/{row.pk}/approve/")

    assert second.post(f"/manage/disposals/{row.pk}/end/", {"reason": ""}).status_code == 400
    second.post(f"/manage/disposals/{row.pk}/end/", {"reason": "Needed after all."})

    assert Disposal.objects.get().stage == "undone"
    assert [path for path in folder.rglob("*") if path.is_file()]


def test_a_hold_is_placed_by_one_and_removed_by_two(first, second, ended):
    """EV-76: placing a hold is easy; removing it takes two persons."""
    first.post(f"/manage/retention/{ended.pk}/hold/", {"kind": "appeal", "reason": "Case 1/2"})
    row = Hold.objects.get()
    first.post(f"/manage/holds/{row.pk}/", {"reason": "It was dismissed."})

    assert "Another person must agree" in text(first.get(f"/manage/holds/{row.pk}/"))
    assert first.post(f"/manage/holds/{row.pk}/", {"agrees": "yes"}).status_code == 400
    second.post(f"/manage/holds/{row.pk}/", {"agrees": "yes"})

    assert not Hold.objects.live().exists()


def test_a_supervisor_may_hold_files_and_not_dispose_of_them(ended, supervisor, client, signed_in):
    browser = signed_in(client, supervisor)

    shown = text(browser.get(f"/manage/retention/{ended.pk}/"))

    assert "Hold the files" in shown
    assert "Propose to dispose" not in shown


def test_a_held_case_says_so_where_it_is_proposed(first, ended):
    first.post(f"/manage/retention/{ended.pk}/hold/", {"kind": "appeal", "reason": "Case 1/2"})

    answer = first.post(f"/manage/retention/{ended.pk}/propose/", {"reason": WHY})

    assert answer.status_code == 400
    assert "The files of this case are held." in text(answer)


def test_there_is_no_certificate_before_anything_was_destroyed(first, ended):
    row = make_disposal(case=ended)

    assert first.get(f"/manage/disposals/{row.pk}/certificate/").status_code == 404
