"""Where a neural automaton grows up: a pool of grids that it meets again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import torch
from torch import Tensor, nn

from core.automata.neural.rule import Rule

Regime = Literal["growing", "persistent", "regenerating"]
# States and targets, (B, H, W, C) each, and a seed where it draws at random; returns (B,)
Mismatch = Callable[[Tensor, Tensor, int], Tensor]

POOL = 256  # grids
SHORT, LONG = (20, 33), (40, 65)  # steps of a roll-out: at first, and later
YOUNG = 300  # roll-outs over which the one becomes the other
WOUNDED = 3  # one grid in so many is wounded before a roll-out
SMALL, LARGE = 0.1, 0.25  # radius of a wound, in sides of the grid
OVERFLOW = 2.0  # size of a number in a cell from which on it costs


def mismatch(state: Tensor, target: Tensor, seed: int = 0) -> Tensor:
    """Return the mean square error of colours and alpha, (B,)."""
    return (state[..., :4] - target).square().mean((1, 2, 3))


class Nursery(nn.Module):
    """A rule and the grids it is trained on; only the rule is kept in the end.

    The pool is part of the state that a checkpoint holds, so that a training goes on exactly.
    """

    def __init__(
        self,
        rule: Rule,
        regime: Regime = "regenerating",
        mismatch: Mismatch = mismatch,
        restraint: float = 1.0,
    ) -> None:
        """Begin with an empty pool.

        Args:
            rule: What is trained.
            regime: growing starts from the seed each time, persistent goes on from where an
                earlier roll-out ended, regenerating wounds some of these grids first.
            mismatch: What training makes small.
            restraint: Price of numbers in cells that grow beyond OVERFLOW.
        """
        super().__init__()
        self.rule, self.regime, self.mismatch = rule, regime, mismatch
        self.restraint = restraint
        self.pool = torch.zeros(0)  # (POOL, side, side, channels); no buffer: not to be averaged
        self.age = 0  # roll-outs so far
        for parameter in rule.parameters():
            parameter.register_hook(unit)

    def get_extra_state(self) -> dict[str, Any]:
        """Return what a checkpoint holds besides the rule."""
        return {"pool": self.pool, "age": self.age}

    def set_extra_state(self, state: dict[str, Any]) -> None:
        """Take it back."""
        self.pool, self.age = state["pool"].clone(), state["age"]

    def forward(self, target: Tensor, fires: Tensor, chosen: Tensor, chances: Tensor) -> Tensor:
        """Roll out some grids of the pool, put them back, and return their mean loss.

        Args:
            target: What all are to become, (B, C, side, side).
            fires: Which cells follow the rule, (steps, B, side, side); as many steps are done as
                this age wants.
            chosen: Places in the pool, (B,).
            chances: Uniform numbers in [0, 1), (B, 4).
        """
        target = target.movedim(1, -1)
        self.pool = self._pool_of(target.shape[1]).to(target.device)
        with torch.no_grad():
            seed = int(float(chances[-1, 3]) * 2**31)
            chosen, state = self._begin(chosen, target, chances, seed)
        for fire in fires[: self._length(float(chances[0, 3]))]:
            state = self.rule.step(state, fire)
        if self.regime != "growing":
            self.pool[chosen] = state.detach()
        self.age += 1
        overflow = (state - state.clamp(-OVERFLOW, OVERFLOW)).abs().mean()
        return self.mismatch(state, target, seed).mean() + self.restraint * overflow

    def _pool_of(self, side: int) -> Tensor:
        return self.pool if len(self.pool) else self.rule.seed(POOL, side)

    def _begin(
        self, chosen: Tensor, target: Tensor, chances: Tensor, seed: int
    ) -> tuple[Tensor, Tensor]:
        """Return places and states, the worst of them a seed again, the best of them wounded."""
        state = self.pool[chosen]
        order = self.mismatch(state, target, seed).argsort(descending=True)
        chosen, state = chosen[order], state[order]
        state[:1] = self.rule.seed(1, state.shape[1])
        if self.regime == "regenerating":
            count = len(state) // WOUNDED
            last = state[len(state) - count :]
            last *= ~discs(state.shape[1], chances[:count, :3])[..., None]
        return chosen, state

    def _length(self, chance: float) -> int:
        """Return the steps of a roll-out: few at first, when longer ones would teach little."""
        share = min(1.0, self.age / YOUNG)
        low, high = (a + share * (b - a) for a, b in zip(SHORT, LONG, strict=True))
        return int(low + chance * (high - low))


def discs(side: int, chances: Tensor) -> Tensor:
    """Return discs around the middle half of a grid, (count, side, side), from (count, 3)."""
    where = torch.arange(side, device=chances.device)
    rows, columns = ((0.25 + chances[:, axis, None] / 2) * side for axis in (0, 1))
    radius = (SMALL + chances[:, 2] * (LARGE - SMALL)) * side
    distance = (where - rows)[:, :, None] ** 2 + (where - columns)[:, None] ** 2
    return distance <= radius[:, None, None] ** 2


def unit(gradient: Tensor) -> Tensor:
    """Return a gradient of length 1, so that no roll-out, however wild, takes too large a step."""
    return gradient / (gradient.norm() + 1e-8)
