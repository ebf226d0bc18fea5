import numpy as np
import pytest
import torch

from core.denoising.dncnn import dncnn
from core.denoising.tasks import NAMED
from core.nn.convert import to_image, to_tensor
from tests.denoising.last import last
from tests.nn.shelf import put


@pytest.mark.parametrize(("name", "channels"), [("dncnn_grey", 1), ("dncnn_colour", 3)])
def test_grey_and_colour_have_networks_of_their_own(shelf, rng, name, channels):
    network = put(shelf, NAMED[name])
    image = rng.random((13, 20, channels), np.float32)
    with torch.inference_mode():
        expected = to_image(network(to_tensor(image, torch.device("cpu"))))
    np.testing.assert_allclose(last(dncnn(image)), expected, atol=1e-5)
