from copy import deepcopy

import numpy as np
import pytest
import torch

from core.generation.learning import Learning, Pace, Pictures
from core.generation.models.flow import Flow
from core.generation.models.gan import GAN
from core.generation.models.model import Shape
from core.generation.models.vae import VAE

SHAPE = Shape(side=16, channels=1, classes=2)
BUILD = {
    "gan": lambda: GAN(SHAPE, width=8),
    "wasserstein": lambda: GAN(SHAPE, loss="wasserstein", width=8),
    "r1": lambda: GAN(SHAPE, loss="r1", width=8),
    "vae": lambda: VAE(SHAPE, latent=4, width=8),
    "flow": lambda: Flow(SHAPE, widths=(16, 32)),
}


def halves(count=32):
    """White above, or white below."""
    pictures = np.zeros((count, 16, 16, 1), np.uint8)
    pictures[::2, :8], pictures[1::2, 8:] = 255, 255
    return Pictures(pictures, np.arange(count) % 2)


def learner(name):
    torch.manual_seed(0)
    return Learning(BUILD[name](), halves(), Pace(rate=3e-3, batch=16, ema=0.5))


@pytest.mark.parametrize("name", BUILD)
def test_a_training_put_down_goes_on_as_if_there_had_been_no_break(name):
    through = learner(name)
    for _ in range(2):
        through.learn()
    state = deepcopy(through.state())
    torch.manual_seed(5)
    resumed = Learning(BUILD[name](), halves(), Pace(rate=3e-3, batch=16, ema=0.5))
    resumed.resume(state)
    assert resumed.learn() == through.learn()
    assert resumed.step == through.step == 3


def halves_made(name, steps):
    """Return how much whiter the upper half of samples is, asked for in turn."""
    learning = learner(name)
    for _ in range(steps):
        learning.learn()
    noise = learning.model.noise(8, torch.Generator().manual_seed(1))
    made = learning.sample(noise, torch.arange(8) % 2)
    return made[:, 0, :8].mean((1, 2)) - made[:, 0, 8:].mean((1, 2))


def test_a_gan_learns_which_half_of_which_class_is_white():
    assert (halves_made("gan", 100) > 0).tolist() == [True, False] * 4


def test_a_flow_learns_that_one_half_is_white():
    assert halves_made("flow", 100).abs().min() > 0.3


def test_chances_say_what_is_drawn():
    pictures = np.arange(4, dtype=np.uint8).repeat(256).reshape(4, 16, 16, 1)
    drawn = Pictures(pictures, np.arange(4), np.array([0, 0, 1.0, 3.0]))
    clean, labels = drawn.draw(400, torch.Generator().manual_seed(0))
    counts = labels.bincount(minlength=4)
    assert counts[:2].sum() == 0
    assert 250 < counts[3] < 350
    torch.testing.assert_close((clean[:, 0, 0, 0] + 1) * 127.5, labels.float())


def test_what_is_kept_has_the_running_mean_and_the_discriminator():
    learning = learner("gan")
    for _ in range(3):
        learning.learn()
    kept = learning.result()
    same = zip(kept.generator.parameters(), learning.mean.generator.parameters(), strict=True)
    assert all(torch.equal(a, b) for a, b in same)
    judge = zip(
        kept.discriminator.parameters(), learning.model.discriminator.parameters(), strict=True
    )
    assert all(torch.equal(a, b) for a, b in judge)
