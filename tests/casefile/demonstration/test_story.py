"""A folder that does not describe a case is refused in words; one that does is read as it is."""

import json

import pytest

from casefile.demonstration import media, story


@pytest.fixture
def folder(tmp_path):
    """`folder(people=…)` writes a case.json with these parts and reads it."""

    def read(**parts):
        (tmp_path / "case.json").write_text(json.dumps(parts))
        return story.read(tmp_path, scratch=tmp_path / "made")

    return read


@pytest.mark.parametrize("content", [None, "", "{", "[]", "\xff"])
def test_a_folder_without_a_readable_case_is_refused_by_name(tmp_path, content):
    if content is not None:
        (tmp_path / "case.json").write_text(content, encoding="latin-1")

    with pytest.raises(story.BadStory, match=r"no readable case\.json"):
        story.read(tmp_path, scratch=tmp_path)


def test_a_missing_part_is_named(folder):
    with pytest.raises(story.BadStory, match="no part 'charges'"):
        _ = folder(title="x")["charges"]


def test_a_case_in_which_nobody_reports_is_refused(folder):
    with pytest.raises(story.BadStory, match="nobody among its people who reports"):
        _ = folder(people={"tom": {}}).victim


def test_a_case_without_a_statement_of_the_victim_is_refused(folder):
    tale = folder(people={"ewa": {"reports": True}}, statements={})

    with pytest.raises(story.BadStory, match="no statement of the victim"):
        _ = tale.first_account_at


@pytest.mark.parametrize("text", ["tomorrow", "2026-11-14T08:10:00"])
def test_a_moment_needs_its_zone(text):
    with pytest.raises(story.BadStory, match=text):
        story.moment(text)


def test_statements_and_exhibits_belong_to_the_step_they_name(folder):
    tale = folder(exhibits={"b": {"step": "D4"}, "a": {"step": "D5"}, "c": {"step": "D4"}})

    assert tale.at_step("exhibits", "D4") == ["b", "c"]


def test_a_file_beside_the_case_comes_before_a_sample_and_one_made_here(folder, tmp_path):
    (tmp_path / "lip.jpg").write_bytes(b"own")
    tale = folder(files={"lip.jpg": {"sample": "pic1/IMG_1054.JPG"}})

    assert tale.file("lip.jpg") == ("lip.jpg", b"own", "image/jpeg")
    assert tale.path("other.jpg").read_bytes().startswith(b"\xff\xd8")
    assert tale.origins == {"lip.jpg": "beside the case", "other.jpg": "made here"}


def test_without_a_tool_a_recording_that_is_nowhere_is_an_error_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr(media.shutil, "which", lambda name: None)

    with pytest.raises(media.NoMedia, match=r"call\.mp3 cannot be made"):
        media.find("call.mp3", beside=tmp_path, sample="", scratch=tmp_path)
