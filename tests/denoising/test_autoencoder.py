import numpy as np
import torch

from core.denoising.autoencoder import autoencoder
from core.denoising.tasks import NAMED
from core.nn.convert import to_image, to_tensor
from tests.denoising.last import last
from tests.nn.shelf import put


def test_every_width_has_a_network_of_its_own(shelf, rng):
    image = rng.random((24, 16, 3), np.float32)
    for width in ("2", "8"):
        network = put(shelf, NAMED[f"autoencoder_{width}"])
        with torch.inference_mode():
            expected = to_image(network(to_tensor(image, torch.device("cpu"))))
        np.testing.assert_allclose(last(autoencoder(image, width=width)), expected, atol=1e-5)


def test_a_grey_picture_comes_back_grey_and_whole(shelf, rng):
    put(shelf, NAMED["autoencoder_2"])
    grey = rng.random((21, 9, 1), np.float32)
    mended = last(autoencoder(grey, width="2"))
    assert mended.shape == grey.shape
    colour = last(autoencoder(grey.repeat(3, axis=2), width="2"))
    np.testing.assert_allclose(mended[..., 0], colour.mean(axis=2), atol=1e-6)
