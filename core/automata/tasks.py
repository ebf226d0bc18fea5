"""What the neural automata of this field learn, one task for each file of weights."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.automata.neural.cells import FIRING
from core.automata.neural.target import FOLDER, Targets, read_target, scales
from core.nn.sources import Source
from core.nn.task import Norm, Task
from core.sentence import InputError

if TYPE_CHECKING:
    from torch import Generator, Tensor, nn

    from core.automata.neural.nursery import Regime

STEPS = 96  # that a grown picture takes, and more than a roll-out in training
EMOJI = ("lizard", "butterfly", "fish", "ladybird", "mushroom", "sunflower")


def chances(clean: Tensor, generator: Generator) -> tuple[Tensor, ...]:
    """Draw all that is random in a roll-out: which cells fire, which grids, which wounds."""
    import torch

    from core.automata.neural.nursery import POOL

    batch, _, height, width = clean.shape
    fires = torch.rand(STEPS, batch, height, width, generator=generator) < FIRING
    chosen = torch.randperm(POOL, generator=generator)[:batch]
    return fires, chosen, torch.rand(batch, 4, generator=generator)


@dataclass(frozen=True, kw_only=True)
class NeuralTask(Task):
    """The pool lives in the network that trains; what is shipped is the rule alone."""

    target: Callable[[int], NDArray[np.float32]]  # draws the picture of a side, (side, side, C)

    def read(self, folders: Sequence[Path | Source], side: int) -> Targets:
        """Return the picture that came along.

        Raises:
            InputError: Folders are named.
        """
        if folders:
            raise InputError("The training {name} brings its picture along.", name=self.name)
        return Targets(self.target(side))

    def loss(
        self, network: nn.Module, clean: Tensor, inputs: tuple[Tensor, ...], norm: Norm
    ) -> Tensor:
        """Return the mean square error at the end of the roll-outs, whatever the norm."""
        loss: Tensor = network(clean, *inputs)
        return loss

    def heir(self, network: nn.Module) -> nn.Module:
        """Return the rule."""
        return self.shipped(network)

    def shipped(self, network: nn.Module) -> nn.Module:
        """Return the rule; its pool has done its work."""
        from core.automata.neural.nursery import Nursery

        assert isinstance(network, Nursery)
        return network.rule


@dataclass(frozen=True, kw_only=True)
class TextureTask(NeuralTask):
    """What counts is how patches are spread, not where they lie."""

    def error(self, estimate: Tensor, clean: Tensor) -> Tensor:
        """Return the squared sliced Wasserstein distance, (B,)."""
        from core.automata.neural.texture import sliced_distance

        return sliced_distance(estimate, clean, 0)


def growing_task(
    name: str,
    target: Callable[[int], NDArray[np.float32]],
    *,
    regime: Regime = "regenerating",
    start: str = "",
    steps: int = 2000,
    source: str = "",
) -> NeuralTask:
    """Return the task to grow a picture.

    Args:
        name: Of the weights.
        target: Draws the picture, with transparency, on a grid of a given side.
        regime: What it learns besides growing: to persist, and to mend wounds.
        start: Weights to start from; another picture's know already how to grow.
        steps: Of training.
        source: What the picture is called on the card.
    """

    def build() -> nn.Module:
        from core.automata.neural.nursery import Nursery
        from core.automata.neural.rule import Rule

        return Nursery(Rule(), regime)

    return NeuralTask(
        name=name,
        build=build,
        damage=chances,
        channels=4,
        patch=38,
        batch=4,
        rate=2e-3,
        steps=steps,
        norm="l2",
        is_exact=True,
        start=start,
        target=target,
        sources=(source,) if source else (),
    )


def _emoji(name: str) -> NeuralTask:
    is_first = name == EMOJI[0]
    start = "" if is_first else f"neural_{EMOJI[0]}"
    steps = 3000 if is_first else 2000
    path = FOLDER / f"{name}.png"
    return growing_task(
        f"neural_{name}", partial(read_target, path), start=start, steps=steps, source=path.name
    )


def _texture(name: str) -> TextureTask:
    def build() -> nn.Module:
        from core.automata.neural.nursery import Nursery
        from core.automata.neural.rule import Rule
        from core.automata.neural.texture import texture_mismatch

        return Nursery(Rule(12, 96, is_torus=True), "persistent", texture_mismatch, 12.0)

    return TextureTask(
        name=f"neural_{name}",
        build=build,
        damage=chances,
        channels=3,
        patch=32,
        batch=4,
        rate=1e-3,
        steps=1800,
        norm="l2",
        is_exact=True,
        target=TEXTURE_TARGETS[name],
        sources=(f"{name}, drawn by this project",),
    )


TEXTURE_TARGETS = {"scales": scales}
GROWING = {name: _emoji(name) for name in EMOJI}
TEXTURES = {name: _texture(name) for name in TEXTURE_TARGETS}
TASKS: tuple[Task, ...] = (*GROWING.values(), *TEXTURES.values())
