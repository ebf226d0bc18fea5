import numpy as np
import pytest
from PIL import Image as Pillow

from core.animation import Shot, animation_bytes, is_animated, read_shots
from core.sentence import InputError
from core.settings import settings


def flat(value, seconds=0.1, shape=(9, 11, 1)):
    return Shot(np.full(shape, value, np.float32), seconds)


def written(tmp_path, suffix, shots):
    path = tmp_path / f"film{suffix}"
    path.write_bytes(animation_bytes(iter(shots), suffix))
    return path


def test_a_gif_keeps_grey_values_and_times(tmp_path):
    shots = [flat(0, 0.1), flat(0.2, 0.3), flat(1, 0.7)]
    read = list(read_shots(written(tmp_path, ".gif", shots)))
    assert [shot.seconds for shot in read] == [0.1, 0.3, 0.7]
    assert [shot.image[4, 4].tolist() for shot in read] == [
        pytest.approx([value] * 3) for value in (0, 0.2, 1)
    ]


def test_a_film_keeps_times_and_nearly_its_values(tmp_path):
    shots = [flat(0.25, 0.1), flat(0.75, 0.5)]
    read = list(read_shots(written(tmp_path, ".mp4", shots)))
    assert sum(shot.seconds for shot in read) == pytest.approx(0.6)
    dark = sum(shot.seconds for shot in read if abs(shot.image.mean() - 0.25) < 0.02)
    light = sum(shot.seconds for shot in read if abs(shot.image.mean() - 0.75) < 0.02)
    assert (dark, light) == (pytest.approx(0.1), pytest.approx(0.5))


@pytest.mark.parametrize("side", [1, 2, 17])
def test_a_film_of_any_size_has_even_sides(tmp_path, side):
    path = written(tmp_path, ".mp4", [flat(0.5, shape=(side, side, 3))])
    assert next(read_shots(path)).image.shape[:2] == (side + side % 2,) * 2


@pytest.mark.parametrize("form", ["gif", "webp", "png"])
def test_animated_pictures_are_known_and_read(tmp_path, form):
    frames = [Pillow.new("RGB", (4, 4), colour) for colour in ("red", "blue")]
    path = tmp_path / f"film.{form}"
    options = {"lossless": True} if form == "webp" else {}
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=50, **options)
    assert is_animated(path)
    assert [shot.image[0, 0].tolist() for shot in read_shots(path)] == [[1, 0, 0], [0, 0, 1]]


def test_still_pictures_and_damaged_files_are_not_animated(tmp_path):
    Pillow.new("L", (4, 4)).save(tmp_path / "still.gif")
    (tmp_path / "damaged.gif").write_bytes(b"GIF89a")
    assert not is_animated(tmp_path / "still.gif")
    assert not is_animated(tmp_path / "damaged.gif")
    assert not is_animated(tmp_path / "missing.gif")


@pytest.mark.parametrize("suffix", [".gif", ".mp4"])
@pytest.mark.parametrize("part", [0, 20, 0.5])
def test_a_damaged_animation_is_refused_in_a_sentence(tmp_path, suffix, part):
    noise = np.random.default_rng(0).random((3, 40, 40, 3), np.float32)
    path = written(tmp_path, suffix, [Shot(image, 0.1) for image in noise])
    data = path.read_bytes()
    path.write_bytes(data[: part if part != 0.5 else len(data) // 2])
    with pytest.raises(InputError, match=r"damaged or cut off"):
        list(read_shots(path))


@pytest.mark.parametrize("suffix", [".gif", ".mp4"])
def test_frames_that_are_too_large_are_refused(tmp_path, suffix, monkeypatch):
    path = written(tmp_path, suffix, [flat(0)])
    monkeypatch.setattr(settings, "max_side", 8)
    with pytest.raises(InputError, match="at most 8 × 8"):
        list(read_shots(path))


@pytest.mark.parametrize("shots", [[], [flat(0), flat(0, shape=(9, 12, 1))]])
def test_frames_must_exist_and_have_one_size(shots):
    with pytest.raises(InputError):
        animation_bytes(shots, ".gif")
