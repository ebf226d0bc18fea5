import gzip
import hashlib
from types import SimpleNamespace

import numpy as np
import pytest

from core.data import is_here, known, read_known
from core.sentence import InputError


@pytest.fixture
def files(rng) -> dict[str, bytes]:
    """The four files of a set of 3 + 2 pictures, as LeCun's page describes the format."""
    made = {}
    for part, count in (("train", 3), ("t10k", 2)):
        size = np.array([count, 28, 28], ">i4").tobytes()
        pixels = rng.integers(0, 256, (count, 28, 28), dtype=np.uint8).tobytes()
        made[f"{part}-images-idx3-ubyte"] = b"\0\0\x08\x03" + size + pixels
        labels = b"\0\0\x08\x01" + size[:4] + bytes([7, 0, 4][:count])
        made[f"{part}-labels-idx1-ubyte"] = labels
    return made


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(known.settings, "data", str(tmp_path / "data"))
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / "cache")
    return tmp_path / "data" / "MNIST" / "raw"


@pytest.fixture
def mirror(tmp_path, files, monkeypatch):
    """A place that offers the packed files, and nothing else does."""
    place = tmp_path / "mirror"
    place.mkdir()
    for name, data in files.items():
        (place / f"{name}.gz").write_bytes(gzip.compress(data))
    resources = [(p.name, hashlib.md5(p.read_bytes()).hexdigest()) for p in place.iterdir()]
    addresses = [(tmp_path / "gone").as_uri() + "/", place.as_uri() + "/"]
    offer = SimpleNamespace(mirrors=addresses, resources=resources)
    monkeypatch.setattr(known, "_offer", lambda name: offer)
    return place


def test_a_set_is_read_from_the_folder_of_the_settings(folder, files):
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    test = read_known("digits", "test")
    assert test.pictures[..., 0].tobytes() == files["t10k-images-idx3-ubyte"][16:]
    assert test.labels.tolist() == [7, 0] and test.classes[7] == "7"


def test_a_missing_set_is_downloaded_with_progress(folder, mirror, files):
    told = []
    assert not is_here("digits")
    train = read_known("digits", "train", told.append)
    assert train.labels.tolist() == [7, 0, 4]
    assert told == sorted(told) and told[-1] == 1
    assert {path.name for path in folder.iterdir()} == set(files)


def test_a_download_cut_off_leaves_nothing_and_the_sentence_says_what_to_do(folder, mirror):
    whole = (mirror / "train-images-idx3-ubyte.gz").read_bytes()
    (mirror / "train-images-idx3-ubyte.gz").write_bytes(whole[:-40])
    with pytest.raises(InputError, match="drawn pictures need no download"):
        read_known("digits", "train")
    assert not (folder / "train-images-idx3-ubyte").exists()
    assert not list(folder.glob("*.partial"))


def test_damaged_files_are_named_with_their_folder(folder, files):
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data[: len(data) // 2])
    with pytest.raises(InputError, match=r"MNIST in .* are damaged"):
        read_known("digits", "train")
