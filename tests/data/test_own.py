import io
import zipfile

import numpy as np
import pytest
from PIL import Image as Pillow

from core.data import own_pictures, sent
from core.sentence import InputError


def png(colour=(200, 30, 30), size=(40, 30)) -> bytes:
    file = io.BytesIO()
    Pillow.new("RGB" if len(colour) == 3 else "RGBA", size, colour).save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def packed(tmp_path):
    def pack(contents, method=zipfile.ZIP_DEFLATED):
        path = tmp_path / f"pictures{len(list(tmp_path.iterdir()))}.zip"
        with zipfile.ZipFile(path, "w", method) as archive:
            for name, data in contents.items():
                archive.writestr(name, data)
        return path

    return pack


def test_folders_of_a_zip_are_the_classes(packed):
    dogs = {f"pets/dogs/{n}.png": png((0, 0, 250)) for n in range(3)}
    cats = {f"pets/cats/{n}.png": png((250, 0, 0)) for n in range(5)}
    found = own_pictures([packed(dogs | cats)], side=16)
    assert found.classes == ("cats", "dogs")
    assert np.bincount(found.labels).tolist() == [5, 3]
    assert (found.pictures[found.labels == 1] == (0, 0, 250)).all()


def test_files_and_flat_zips_have_no_classes(packed, tmp_path):
    (tmp_path / "one.png").write_bytes(png())
    flat = packed({f"all/{n}.png": png() for n in range(8)})
    found = own_pictures([tmp_path / "one.png", flat], side=16, channels=1)
    assert found.labels is None and found.pictures.shape == (9, 16, 16, 1)
    assert found.note is None


def test_what_cannot_be_read_is_passed_over_and_counted(packed):
    good = {f"{n}.png": png() for n in range(8)}
    bad = {"cut.png": png()[:60], "read me.txt": b"hello", "empty.jpg": b""}
    hidden = {"__MACOSX/0.png": b"\0", ".DS_Store": b"\0"}
    found = own_pictures([packed(good | bad | hidden)])
    assert len(found) == 8 and str(found.note) == "Files passed over: 3."


def test_transparent_pictures_lie_on_white(packed):
    found = own_pictures([packed({f"{n}.png": png((9, 9, 9, 0)) for n in range(8)})])
    assert (found.pictures == 255).all()


def test_a_zip_that_unpacks_to_too_much_is_refused_unread(packed, monkeypatch):
    monkeypatch.setattr(sent, "MOST_MEGABYTES", 3)
    monkeypatch.setattr(sent, "_unpacked", None)  # nothing may ask for it
    bomb = packed({f"{n}.png": bytes(2**20) for n in range(4)})
    assert bomb.stat().st_size < 2**14
    with pytest.raises(InputError, match="have 4 MB unpacked; at most 3 MB"):
        own_pictures([bomb])


def test_a_picture_is_refused_by_the_pixels_it_says_it_has(packed, monkeypatch):
    monkeypatch.setattr("core.data.own.MOST_MEGAPIXELS", 0.009)
    with pytest.raises(InputError, match="million pixels together"):
        own_pictures([packed({f"{n}.png": png() for n in range(8)})])


def test_a_name_that_points_elsewhere_writes_nothing(packed, tmp_path):
    tricks = {f"../../trick/{n}.png": png() for n in range(4)}
    path = packed(tricks | {f"/abs\\other/{n}.png": png() for n in range(4)})
    before = set(tmp_path.rglob("*"))
    assert own_pictures([path]).classes == ("other", "trick")
    assert set(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("contents", "sentence"),
    [
        ({"a.txt": b"words"}, "no picture that can be read"),
        ({"a.png": png()}, "There are 1 pictures that can be read; at least 8"),
        ({f"a/{n}.png": png() for n in range(9)} | {"b/0.png": png()}, "class b has one picture"),
    ],
)
def test_what_cannot_be_learned_from_is_refused_in_a_sentence(packed, contents, sentence):
    with pytest.raises(InputError, match=sentence):
        own_pictures([packed(contents)])


def test_names_in_chinese_survive_a_packer_that_does_not_say_unicode(packed):
    path = packed({f"{name}/{n}.png": png() for name in ("猫", "狗") for n in range(4)})
    data = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        place = -1
        while (place := data.find(mark, place + 1)) >= 0:
            data[place + flags] = 0  # the bit that says Unicode
    path.write_bytes(data)
    assert own_pictures([path]).classes == ("狗", "猫")
