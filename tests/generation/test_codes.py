import numpy as np
import pytest
import torch

from core.generation.codes import between, components
from core.generation.models.gan import GAN
from core.generation.models.model import Shape


def test_between_two_codes_lies_the_sphere():
    first, last = torch.tensor([[1.0, 0.0]]), torch.tensor([[0.0, 1.0]])
    middle = between(first, last, 0.5)
    torch.testing.assert_close(middle, torch.full((1, 2), 0.5**0.5))
    torch.testing.assert_close(between(first, first, 0.3), first)


def test_directions_are_what_the_first_layer_amplifies_most():
    network = GAN(Shape(side=16, classes=2), latent=6, width=8)
    found = components(network)
    np.testing.assert_allclose(found @ found.T, np.eye(6), atol=1e-5)
    layer = network.generator.first.weight[:, :6].detach().numpy()
    gains = np.linalg.norm(layer @ found.T, axis=0)
    assert (np.diff(gains) <= 1e-5).all()
    amplified = layer @ np.random.default_rng(0).normal(size=(6, 2000))
    values = np.linalg.svd(np.cov(amplified))[1][:6]
    assert gains[0] ** 2 == pytest.approx(values[0], rel=0.1)  # PCA of many random codes
