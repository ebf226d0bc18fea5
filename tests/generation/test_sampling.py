import numpy as np
import pytest
import torch

from core.generation.clothing import labels_of
from core.generation.models.model import Shape
from core.generation.models.vae import VAE
from core.generation.sampling import GAP, as_batch, as_pictures, columns_of, first_noise, sheet


def test_a_sample_stays_the_same_however_many_are_asked_for():
    model = VAE(Shape(side=16), latent=4, width=8)
    torch.testing.assert_close(first_noise(model, 5, 7)[:2], first_noise(model, 2, 7))
    torch.testing.assert_close(first_noise(model, 5, 7)[1:], first_noise(model, 4, 8))


def test_a_sheet_holds_its_tiles_row_by_row():
    tiles = (
        np.arange(5, dtype=np.float32)[:, None, None, None] / 8 * np.ones((1, 4, 4, 1), np.float32)
    )
    whole = sheet(tiles, 3)
    assert whole.shape == (2 * 4 + GAP, 3 * 4 + 2 * GAP, 1)
    assert whole[4 + GAP, 4 + GAP, 0] == 4 / 8
    assert whole[4 + GAP, 2 * (4 + GAP), 0] == 1  # paper


def test_pictures_come_back_from_a_batch():
    pictures = np.random.default_rng(0).random((3, 4, 4, 3)).astype(np.float32)
    np.testing.assert_allclose(as_pictures(as_batch(pictures)), pictures, atol=1e-6)


def test_each_kind_has_its_turn():
    assert labels_of("each", 12, 0).tolist() == [*range(10), 0, 1]
    assert set(labels_of("dress", 4, 0)) == {3}
    assert len(set(labels_of("any", 50, 0))) > 5


@pytest.mark.parametrize(
    ("classes", "columns"), [(0, 0), (1, 0), (2, 10), (3, 9), (4, 8), (6, 6), (10, 10), (17, 0)]
)
def test_every_column_is_of_one_class_and_rows_are_neither_short_nor_long(classes, columns):
    assert columns_of(classes) == columns
