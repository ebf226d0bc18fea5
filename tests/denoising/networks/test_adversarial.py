import pytest
import torch
from torch import nn

from core.denoising.networks.adversarial import Adversarial, Critic, Generator
from core.denoising.objectives import entropy


@pytest.fixture
def small():
    torch.manual_seed(0)
    both = Adversarial()
    both.generator = Generator(widths=(4, 6, 8), blocks=(1, 1, 1))
    both.critic = Critic(width=4)
    return both


def slopes(loss, network):
    """The derivatives of a loss by a network's weights; zero where it does not matter."""
    weights = list(network.parameters())
    found = torch.autograd.grad(loss, weights, retain_graph=True, allow_unused=True)
    return [torch.zeros_like(w) if g is None else g for g, w in zip(found, weights, strict=True)]


def pair():
    torch.manual_seed(1)
    clean = torch.rand(2, 3, 32, 32)
    return clean * (torch.rand(2, 1, 32, 32) > 0.3), clean


def test_it_takes_any_picture_of_its_multiple(small):
    assert small.generator.multiple == 8 and Generator().multiple == Adversarial().multiple == 16
    assert small.generator(torch.rand(2, 3, 24, 40)).shape == (2, 3, 24, 40)


def test_the_critic_judges_pieces_of_34_pixels():
    picture = torch.rand(1, 6, 128, 128, requires_grad=True)
    verdict = Critic(width=8)(picture)
    assert verdict.shape == (1, 1, 30, 30)
    verdict[0, 0, 15, 15].backward()
    for axis in ((0, 1, 2), (0, 1, 3)):
        felt = picture.grad.abs().sum(axis).nonzero()
        assert felt.max() - felt.min() + 1 == 34


def test_one_backward_pass_teaches_both_as_two_separate_ones_would(small):
    damaged, clean = pair()
    restored, real, for_critic, for_generator = small(damaged, clean)
    critics = entropy(real, True) + entropy(for_critic, False)
    generators = (restored - clean).abs().mean() + 0.5 * entropy(for_generator, True)
    together = critics + generators

    made = small.generator(damaged)
    fooled = entropy(small.critic(torch.cat([damaged, made], 1)), True)
    expected = slopes((made - clean).abs().mean() + 0.5 * fooled, small.generator)
    torch.testing.assert_close(slopes(together, small.generator), expected)

    seen = [torch.cat([damaged, picture], 1) for picture in (clean, made.detach())]
    mistaken = entropy(small.critic(seen[0]), True) + entropy(small.critic(seen[1]), False)
    torch.testing.assert_close(slopes(together, small.critic), slopes(mistaken, small.critic))
    assert all(slope.any() for slope in (*slopes(together, small.critic), *expected))


def test_neither_learns_from_the_loss_of_the_other(small):
    _, real, for_critic, for_generator = small(*pair())
    critics = entropy(real, True) + entropy(for_critic, False)
    assert not any(slope.any() for slope in slopes(critics, small.generator))
    assert not any(slope.any() for slope in slopes(entropy(for_generator, True), small.critic))


def test_without_originals_it_only_restores(small):
    damaged, clean = pair()
    torch.testing.assert_close(small(damaged), small.generator(damaged))
    torch.testing.assert_close(small(damaged, clean)[0], small(damaged))


def test_skips_carry_what_the_coarser_grids_do_not(small):
    for up in small.generator.ups:
        nn.init.zeros_(up.weight)  # nothing comes back from below
    first, second = (small.generator(picture) - picture for picture in pair())
    assert not torch.allclose(first, second)
