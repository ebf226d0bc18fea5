import numpy as np
import torch

from core.denoising.adversarial import adversarial
from core.denoising.tasks import NAMED
from core.nn.convert import to_image, to_tensor
from tests.denoising.last import last
from tests.nn.shelf import put


def test_the_restorer_works_without_its_critic(shelf, rng):
    network = put(shelf, NAMED["adversarial"])
    image = rng.random((32, 48, 3), np.float32)
    with torch.inference_mode():
        expected = to_image(network(to_tensor(image, torch.device("cpu"))))
    assert type(network).__name__ == "Generator"
    np.testing.assert_allclose(last(adversarial(image)), expected, atol=1e-5)
