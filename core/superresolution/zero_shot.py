"""Training a small network on one picture alone: its own smaller copies are the examples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.image import Image
from core.resampling import crop_to_multiple, enlarge, reduce, resize

if TYPE_CHECKING:
    from torch import Tensor, nn

Plane = NDArray[np.float32]  # (H, W)
DEPTH, WIDTH = 6, 32  # convolutions, and channels between them
COPIES = (1.0, 0.9, 0.8, 0.7, 0.6)  # sizes of the picture that examples are taken from
LEAST = 4  # pixels along a side of an example, before enlarging
SIDE, BATCH = 48, 4  # pixels along a side of an example at most, and examples in a step
RATE = 2e-3  # of learning, at its highest
WARMING = 0.1  # part of the steps in which the rate rises
QUIET = 0.1  # how small the last layer begins, so that the start is nearly bicubic


@dataclass(frozen=True)
class Example:
    """A smaller copy of the picture shrunk once more, and what bicubic lacks in enlarging that."""

    small: Plane  # (h, w)
    lacking: Plane  # (scale h, scale w)


def examples(brightness: Image, scale: int) -> list[Example]:
    """Return examples at several sizes, the largest first.

    Args:
        brightness: The picture to be enlarged, (H, W, 1).
        scale: Of the enlargement.
    """
    found: list[Example] = []
    for size in COPIES:
        height, width = (round(size * side) for side in brightness.shape[:2])
        copy = crop_to_multiple(resize(brightness, (height, width)), scale)
        if not found or min(copy.shape[:2]) >= LEAST * scale:
            small = reduce(copy, scale)
            lacking = copy - enlarge(small, scale)
            found.append(Example(small[..., 0], lacking[..., 0]))
    return found


def build(scale: int, seed: int) -> nn.Module:
    """Return an untrained network: (B, 1, h, w) to what bicubic lacks, (B, 1, scale h, scale w)."""
    import torch
    from torch import nn

    generator = torch.Generator().manual_seed(seed)
    sides = [1, *[WIDTH] * (DEPTH - 1), scale**2]
    layers: list[nn.Module] = []
    for before, after in pairwise(sides):
        convolution = nn.Conv2d(before, after, 3, padding=1)
        nn.init.kaiming_normal_(convolution.weight, nonlinearity="relu", generator=generator)
        nn.init.zeros_(convolution.bias)  # type: ignore[arg-type]
        layers += [convolution, nn.ReLU(inplace=True)]
    with torch.no_grad():
        convolution.weight.mul_(QUIET)
    return nn.Sequential(*layers[:-1], nn.PixelShuffle(scale))


def train(
    network: nn.Module, given: list[Example], steps: int, rng: np.random.Generator
) -> Iterator[float]:
    """Let the network learn from the examples; yield the mean error of each step."""
    import torch

    optimiser = torch.optim.Adam(network.parameters(), RATE)
    pace = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _pace(step / steps))
    for _ in range(steps):
        small, lacking = _draw(given, rng)
        loss = (network(small) - lacking).abs().mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        pace.step()
        yield loss.item()


def _pace(done: float) -> float:
    """Return the share of the highest rate: it rises fast and then sinks along a cosine."""
    if done < WARMING:
        return max(done / WARMING, WARMING)
    return 0.5 + 0.5 * float(np.cos(np.pi * (done - WARMING) / (1 - WARMING)))


def _draw(given: list[Example], rng: np.random.Generator) -> tuple[Tensor, Tensor]:
    """Cut a batch of examples out at random, turned and mirrored in all eight ways."""
    import torch

    sizes = np.array([example.small.size for example in given], float)
    chosen = rng.choice(len(given), BATCH, p=sizes / sizes.sum())
    side = min(SIDE, *(min(given[index].small.shape) for index in chosen))
    pairs = []
    for index, way in zip(chosen, rng.integers(8, size=BATCH), strict=True):
        example = given[index]
        scale = len(example.lacking) // len(example.small)
        top, left = (int(rng.integers(room - side + 1)) for room in example.small.shape)
        small = example.small[top : top + side, left : left + side]
        place = np.s_[scale * top : scale * (top + side), scale * left : scale * (left + side)]
        pairs.append((turn(small, way), turn(example.lacking[place], way)))
    first, second = (
        torch.from_numpy(np.stack(parts)[:, None]) for parts in zip(*pairs, strict=True)
    )
    return first, second


def turn(plane: Plane, way: int) -> Plane:
    """Return a plane turned and mirrored in one of eight ways, the first being none."""
    return np.rot90(plane[:, ::-1] if way >= 4 else plane, way % 4)


def turn_back(plane: Plane, way: int) -> Plane:
    """Undo `turn`."""
    turned = np.rot90(plane, -(way % 4))
    return turned[:, ::-1] if way >= 4 else turned


def apply(network: nn.Module, brightness: Image, factor: int, times: int, ways: int) -> Image:
    """Return the enlarged brightness, averaged over views of the picture.

    Args:
        network: The trained one.
        brightness: Picture, (H, W, 1).
        factor: What the network enlarges by.
        times: How often it does so, each time on what came out.
        ways: How many of the eight views of the picture to average over.
    """
    import torch

    result = brightness
    for _ in range(times):
        base = enlarge(result, factor)
        total = np.zeros_like(base[..., 0])
        for way in range(ways):
            view = torch.from_numpy(turn(result[..., 0], way).copy())
            with torch.inference_mode():
                total += turn_back(network(view[None, None])[0, 0].numpy(), way)
        result = base + total[..., None] / np.float32(ways)
    return result
