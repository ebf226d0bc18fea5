"""Samples and real pictures for measuring."""

import numpy as np
import torch

from core.generation import measuring
from core.generation.measuring import BATCH, bias, drawn_samples
from core.generation.models.model import Shape
from core.generation.models.vae import VAE


def test_every_kind_has_its_turn_and_a_seed_says_it_all():
    torch.manual_seed(0)
    network = VAE(Shape(side=28, channels=1, classes=10), latent=2, width=4).eval()
    asked = []
    plain = network.sample
    network.sample = lambda noise, labels: asked.append(labels) or plain(noise, labels)
    first = np.concatenate(list(drawn_samples(network, BATCH + 10, seed=4)))
    again = np.concatenate(list(drawn_samples(network, BATCH + 10, seed=4)))
    assert first.shape == (BATCH + 10, 28, 28, 1)
    np.testing.assert_array_equal(first, again)
    assert torch.equal(torch.cat(asked).bincount(), torch.full((10,), 2 * (BATCH + 10) // 10))


def test_few_pictures_bias_the_frechet_distance_but_not_the_kernel_distance(monkeypatch):
    monkeypatch.setattr(measuring, "COUNTS", (20, 80, 320))
    seen = np.random.default_rng(0).normal(size=(640, 8))
    counts, frechet, kernel = zip(*bias(seen), strict=True)
    assert counts == (20, 80, 320)
    assert frechet[0] > 2 * frechet[1] > 4 * frechet[2] > 0
    assert np.abs(kernel).max() < frechet[0] / 2
