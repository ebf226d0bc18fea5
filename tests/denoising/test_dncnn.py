import numpy as np
import torch

from core.denoising.dncnn import dncnn
from core.denoising.tasks import NAMED
from core.nn.convert import to_image, to_tensor
from tests.denoising.last import last
from tests.nn.shelf import put


def expected(network, channel):
    with torch.inference_mode():
        return to_image(network(to_tensor(channel, torch.device("cpu"))))


def test_each_channel_is_mended_by_itself(shelf, rng):
    network = put(shelf, NAMED["dncnn_grey"])
    image = rng.random((13, 20, 3), np.float32)
    mended = last(dncnn(image))
    for place in range(3):
        channel = image[..., place : place + 1]
        np.testing.assert_allclose(
            mended[..., place : place + 1], expected(network, channel), atol=1e-5
        )
