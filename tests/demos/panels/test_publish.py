"""Published files: written once, whole, and within their room."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from demos.panels import publish as module
from demos.panels.publish import PREFIX, publish


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    return tmp_path


def path_of(address: str) -> Path:
    return Path(address.removeprefix(PREFIX))


def test_the_same_key_is_made_once():
    made = []
    addresses = {publish("key", "a.png", lambda: made.append(1) or b"x") for _ in range(3)}
    assert len(addresses) == len(made) == 1


def test_what_has_left_is_made_again():
    path = path_of(publish("key", "a.png", lambda: b"old"))
    path.unlink()
    publish("key", "a.png", lambda: b"new")
    assert path.read_bytes() == b"new"


def test_the_oldest_leave_when_the_room_is_full(monkeypatch):
    monkeypatch.setattr(module, "ROOM", 250)
    paths = [path_of(publish(str(i), "a.png", lambda: bytes(100))) for i in range(4)]
    assert [path.exists() for path in paths] == [False, False, True, True]


def test_many_at_once_do_not_disturb_one_another(monkeypatch, folder):
    monkeypatch.setattr(module, "ROOM", 5_000)
    with ThreadPoolExecutor(8) as pool:
        keys = [f"{i}" for i in range(200)]
        list(pool.map(lambda key: publish(key, "a.png", lambda: bytes(100)), keys))
    assert sum(path.stat().st_size for path in folder.glob("*/*")) <= 5_000


def test_a_failure_leaves_nothing_behind(folder):
    with pytest.raises(ZeroDivisionError):
        publish("key", "a.png", lambda: 1 // 0)
    assert [path.name for path in folder.iterdir()] == [module.SECRET]


def test_an_address_cannot_be_made_from_what_it_shows(monkeypatch, tmp_path):
    mine = publish("the recipe", "a.png", lambda: b"x")
    assert hashlib.sha256(b"the recipe").hexdigest()[:40] not in mine
    (tmp_path / "other").mkdir()
    monkeypatch.setattr(module, "FOLDER", tmp_path / "other")
    theirs = publish("the recipe", "a.png", lambda: b"x")
    assert path_of(mine).parent.name != path_of(theirs).parent.name


def test_copies_that_share_a_folder_share_its_secret(folder):
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: module._secret(), range(64)))
    assert len(found) == 1
    assert (folder / module.SECRET).stat().st_mode & 0o777 == 0o600
