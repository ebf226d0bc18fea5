import numpy as np
import pytest

from core.image import read_image, sample, to_pillow
from core.metrics import luma
from core.nn.patches import KEPT_ASIDE, read_patches
from core.nn.sources import read_source
from core.sentence import InputError


def test_a_patch_is_a_piece_of_a_picture_turned_or_mirrored(tmp_path):
    ramp = np.arange(40 * 48, dtype=np.float32).reshape(40, 48, 1) / (40 * 48)
    to_pillow(ramp).save(tmp_path / "ramp.png")
    picture = read_image(tmp_path / "ramp.png").image[..., 0]
    patches = read_patches([tmp_path], 1, 40).draw(20, 40, (0,)).numpy()[:, 0]
    places = [picture[:, left : left + 40] for left in range(9)]
    turned = [np.rot90(m, k) for p in places for m in (p, p[:, ::-1]) for k in range(4)]
    for patch in patches:
        assert any(np.array_equal(patch, candidate) for candidate in turned)


def test_the_same_seed_draws_the_same_patches(pictures):
    patches = read_patches([pictures], 3, 8)
    assert patches.draw(5, 8, (1, 2)).equal(patches.draw(5, 8, (1, 2)))
    assert not patches.draw(5, 8, (1, 2)).equal(patches.draw(5, 8, (1, 3)))


def test_pictures_kept_aside_are_not_trained_on(tmp_path):
    for number in range(KEPT_ASIDE + 2):
        to_pillow(np.full((8, 8, 1), number / 100, np.float32)).save(tmp_path / f"{number:03}.png")
    patches = read_patches([tmp_path], 1, 8)
    trained = {int(p[0, 0, 0]) for p in patches.training}
    aside = {int(p[0, 0, 0]) for p in patches.aside}
    assert len(aside) == 2 and len(trained) == KEPT_ASIDE and not trained & aside


def test_colour_pictures_turn_grey_by_their_luma(tmp_path):
    to_pillow(sample("astronaut")[:64, :64]).save(tmp_path / "face.png")
    expected = luma(read_image(tmp_path / "face.png").image)
    patches = read_patches([tmp_path], 1, 64)
    np.testing.assert_allclose(patches.training[0] / 255, expected, atol=0.5 / 255 + 1e-6)


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(InputError, match=r"There is no folder .*nowhere\."):
        read_patches([tmp_path / "nowhere"], 1, 8)


@pytest.mark.parametrize("content", [None, b"no picture at all"])
def test_a_folder_without_a_usable_picture_is_refused(tmp_path, content):
    if content:
        (tmp_path / "broken.png").write_bytes(content)
    with pytest.raises(InputError, match="No picture in"):
        read_patches([tmp_path], 1, 8)


def test_one_broken_file_does_not_stop_a_training(pictures):
    (pictures / "broken.png").write_bytes(b"no picture at all")
    assert len(read_patches([pictures], 1, 8).training) == 2


def test_pictures_smaller_than_a_patch_are_left_out(pictures):
    with pytest.raises(InputError, match="at least 41 × 41 pixels"):
        read_patches([pictures], 1, 41)


def flat(folder, value, count=1):
    folder.mkdir()
    for number in range(count):
        to_pillow(np.full((16, 16, 1), value, np.float32)).save(folder / f"{number}.png")
    return folder


def test_a_folder_is_drawn_from_as_often_as_its_weight_says(tmp_path):
    dark, light = flat(tmp_path / "dark", 0.0, 6), flat(tmp_path / "light", 1.0)
    patches = read_patches([read_source(f"{dark}=1"), read_source(f"{light}=3")], 1, 8)
    drawn = patches.draw(1000, 8, (0,)).mean()
    assert drawn == pytest.approx(0.75, abs=0.05)  # three standard errors


def test_without_weights_every_picture_counts_alike(tmp_path):
    dark, light = flat(tmp_path / "dark", 0.0, 6), flat(tmp_path / "light", 1.0, 2)
    patches = read_patches([dark, light], 1, 8)
    expected = np.mean([picture.mean() / 255 for picture in patches.training])
    assert 0 < expected < 1
    assert patches.draw(1000, 8, (0,)).mean() == pytest.approx(expected, abs=0.05)


def test_shrinking_takes_means_of_squares(tmp_path):
    ramp = np.arange(16, dtype=np.float32).reshape(4, 4, 1) / 15
    to_pillow(ramp).save(tmp_path / "ramp.png")
    (picture,) = read_patches([read_source(f"{tmp_path}@2")], 1, 2).training
    expected = ramp.reshape(2, 2, 2, 2).mean(axis=(1, 3)) * 255
    np.testing.assert_allclose(picture[..., 0], expected, atol=1)
