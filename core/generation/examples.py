"""The two example scripts that most people start from, written plainly, to be measured beside.

Both follow the examples of PyTorch's repository in network, loss, optimiser, batch and
picture size, and share no code with this project's own models.

Source:
    pytorch/examples, dcgan/main.py and vae/main.py.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

import torch
from torch import Tensor, nn, optim
from torch.nn import functional

Sampler = Callable[[int], Tensor]  # count -> (count, 1, H, W) in [0, 1]
CODES, WIDTH = 100, 64


def example_dcgan(pictures: Tensor, seconds: float, seed: int = 0) -> Sampler:
    """Train the example's DCGAN for a time; it works at 64 × 64 pixels.

    Args:
        pictures: Bytes, (N, 1, 28, 28).
        seconds: Of training.
        seed: Of everything random.
    """
    torch.manual_seed(seed)
    generator, judge = _dcgan_generator(), _dcgan_discriminator()
    for network in (generator, judge):
        network.apply(_dcgan_start)
    rate, betas = 2e-4, (0.5, 0.999)
    generator_steps = optim.Adam(generator.parameters(), rate, betas)
    judge_steps = optim.Adam(judge.parameters(), rate, betas)
    end, batch = perf_counter() + seconds, 64
    ones, zeros = torch.ones(batch), torch.zeros(batch)
    while perf_counter() < end:
        chosen = pictures[torch.randint(len(pictures), (batch,))].float() / 127.5 - 1
        real = functional.interpolate(chosen, size=(64, 64), mode="bilinear")
        judge_steps.zero_grad()
        functional.binary_cross_entropy(judge(real).flatten(), ones).backward()
        fake = generator(torch.randn(batch, CODES, 1, 1))
        functional.binary_cross_entropy(judge(fake.detach()).flatten(), zeros).backward()
        judge_steps.step()
        generator_steps.zero_grad()
        functional.binary_cross_entropy(judge(fake).flatten(), ones).backward()
        generator_steps.step()
    generator.eval()

    def sample(count: int) -> Tensor:
        made = (generator(torch.randn(count, CODES, 1, 1)) + 1) / 2
        return functional.interpolate(made, size=(28, 28), mode="area")

    return sample


def example_vae(pictures: Tensor, seconds: float, seed: int = 0) -> Sampler:
    """Train the example's VAE, two layers each way, for a time.

    Args:
        pictures: Bytes, (N, 1, 28, 28).
        seconds: Of training.
        seed: Of everything random.
    """
    torch.manual_seed(seed)
    inward, mean, variance = nn.Linear(784, 400), nn.Linear(400, 20), nn.Linear(400, 20)
    outward = nn.Sequential(nn.Linear(20, 400), nn.ReLU(), nn.Linear(400, 784), nn.Sigmoid())
    layers = nn.ModuleList([inward, mean, variance, outward])
    steps = optim.Adam(layers.parameters(), 1e-3)
    end = perf_counter() + seconds
    while perf_counter() < end:
        x = pictures[torch.randint(len(pictures), (128,))].float().flatten(1) / 255
        hidden = inward(x).relu()
        mu, log_variance = mean(hidden), variance(hidden)
        code = mu + torch.randn_like(mu) * (log_variance / 2).exp()
        lost = functional.binary_cross_entropy(outward(code), x, reduction="sum")
        divergence = -0.5 * (1 + log_variance - mu**2 - log_variance.exp()).sum()
        steps.zero_grad()
        (lost + divergence).backward()
        steps.step()
    return lambda count: outward(torch.randn(count, 20)).view(-1, 1, 28, 28)


def _dcgan_generator() -> nn.Sequential:
    widths = (8 * WIDTH, 4 * WIDTH, 2 * WIDTH, WIDTH)
    layers: list[nn.Module] = []
    for place, (into, out) in enumerate(zip((CODES, *widths), widths, strict=False)):
        stride, padding = (1, 0) if place == 0 else (2, 1)
        layers += [nn.ConvTranspose2d(into, out, 4, stride, padding, bias=False)]
        layers += [nn.BatchNorm2d(out), nn.ReLU(True)]
    return nn.Sequential(*layers, nn.ConvTranspose2d(WIDTH, 1, 4, 2, 1, bias=False), nn.Tanh())


def _dcgan_discriminator() -> nn.Sequential:
    layers: list[nn.Module] = [nn.Conv2d(1, WIDTH, 4, 2, 1, bias=False), nn.LeakyReLU(0.2, True)]
    for into in (WIDTH, 2 * WIDTH, 4 * WIDTH):
        layers += [nn.Conv2d(into, 2 * into, 4, 2, 1, bias=False), nn.BatchNorm2d(2 * into)]
        layers += [nn.LeakyReLU(0.2, True)]
    return nn.Sequential(*layers, nn.Conv2d(8 * WIDTH, 1, 4, 1, 0, bias=False), nn.Sigmoid())


def _dcgan_start(layer: nn.Module) -> None:
    if isinstance(layer, nn.Conv2d | nn.ConvTranspose2d):
        nn.init.normal_(layer.weight, 0.0, 0.02)
    elif isinstance(layer, nn.BatchNorm2d):
        nn.init.normal_(layer.weight, 1.0, 0.02)
        nn.init.zeros_(layer.bias)
