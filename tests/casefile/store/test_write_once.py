import stat

import pytest

from casefile.store.write_once import WriteOnceFolder, WrittenOtherwise


@pytest.fixture
def folder(tmp_path):
    return WriteOnceFolder(tmp_path / "heads")


def test_what_was_written_is_read_back_and_may_be_written_again(folder):
    for _ in range(2):
        folder.put(7, b"head")

    assert folder.get(7) == b"head"


def test_a_number_is_never_written_over(folder):
    folder.put(7, b"head")

    with pytest.raises(WrittenOtherwise):
        folder.put(7, b"other")

    assert folder.get(7) == b"head"


def test_a_file_cannot_be_written_to_and_nothing_else_is_left(folder, tmp_path):
    folder.put(7, b"head")

    (file,) = [path for path in (tmp_path / "heads").rglob("*") if path.is_file()]
    assert stat.S_IMODE(file.stat().st_mode) == 0o440


def test_numbers_come_in_order_across_folders(folder):
    assert folder.newest() == 0
    for number in (1000, 2, 10_001, 1):
        folder.put(number, b"head")

    assert list(folder.numbers()) == [1, 2, 1000, 10_001]
    assert folder.newest() == 10_001
