from concurrent.futures import ThreadPoolExecutor

from casefile.store.keys import ensure_keys


def test_keys_are_made_once_and_only_the_service_can_read_them(tmp_path):
    folder = tmp_path / "keys"

    first, second = ensure_keys(folder), ensure_keys(folder)

    assert first == second
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert len(list(folder.iterdir())) == 2


def test_processes_that_start_together_agree_on_the_keys(tmp_path):
    with ThreadPoolExecutor(4) as pool:
        keys = list(pool.map(ensure_keys, [tmp_path] * 4))

    assert len(set(keys)) == 1
