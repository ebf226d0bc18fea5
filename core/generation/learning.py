"""Learning to make pictures, step by step: the same on the page and on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor

from core.generation.models.model import NOTHING, Model
from core.nn.precision import bf16_pays

if TYPE_CHECKING:
    from numpy.typing import NDArray

LONGEST_GRADIENT = 5.0
WARM_UP = 50  # steps until the rate of learning is reached


@dataclass
class Pace:
    """What may be changed while a model learns."""

    rate: float = 1e-3
    batch: int = 64
    ema: float = 0.995  # share of the running mean that a step leaves


class Pictures:
    """What is learned from, kept as bytes."""

    def __init__(
        self,
        pictures: NDArray[np.uint8],
        labels: NDArray[np.int64] | None,
        chances: NDArray[np.float64] | None = None,
    ) -> None:
        """Take over pictures (N, H, W, C), labels (N,) if there are some, and chances (N,)."""
        self.pictures = torch.from_numpy(pictures.copy()).movedim(3, 1).contiguous()
        blank = torch.full((len(pictures),), NOTHING)
        self.labels = blank if labels is None else torch.from_numpy(labels.copy())
        self.chances = None if chances is None else torch.from_numpy(chances)

    def draw(self, count: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        """Draw pictures (count, C, H, W) in [-1, 1] and their labels (count,)."""
        if self.chances is None:
            chosen = torch.randint(len(self.pictures), (count,), generator=generator)
        else:
            chosen = torch.multinomial(self.chances, count, True, generator=generator)
        return scaled(self.pictures[chosen]), self.labels[chosen]


class Learning:
    """A model on its way, with its optimisers and the running mean that samples are made with."""

    def __init__(self, model: Model, pictures: Pictures, pace: Pace, seed: int = 0) -> None:
        """Prepare the optimisers.

        Args:
            model: With its first weights.
            pictures: What it learns from.
            pace: How fast it learns; read at every step.
            seed: Draws batches and noise, each step by its number.
        """
        self.pictures, self.fade = pictures, 1.0
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.model = model.to(self.device).to(memory_format=torch.channels_last)
        self.pace, self.seed, self.step = pace, seed, 0
        self.mean = deepcopy(self.model).eval().requires_grad_(False)
        self.low = self.model.halves and bf16_pays(self.device.type)
        self.parts = self.model.parts()
        self.optimisers = [
            torch.optim.AdamW(part.parameters, lr=pace.rate, betas=part.betas, weight_decay=0,
                              fused=True)
            for part in self.parts
        ]  # fmt: skip

    def learn(self) -> dict[str, float]:
        """Take one step, in which every part has its turn, and return the numbers seen."""
        generator = torch.Generator().manual_seed(hash((self.seed, self.step)) % 2**63)
        seen: dict[str, Tensor] = {}
        self.model.train()
        for turn, (part, optimiser) in enumerate(zip(self.parts, self.optimisers, strict=True)):
            for _ in range(part.turns):
                clean, labels = self.pictures.draw(self.pace.batch, generator)
                clean = clean.to(self.device, memory_format=torch.channels_last)
                for group in optimiser.param_groups:
                    group["lr"] = self._rate() * part.share
                with torch.autocast(self.device.type, torch.bfloat16, enabled=self.low):
                    loss, told = self.model.losses(clean, labels.to(self.device), generator, turn)
                optimiser.zero_grad()
                loss.backward(inputs=part.parameters)
                torch.nn.utils.clip_grad_norm_(part.parameters, LONGEST_GRADIENT)
                optimiser.step()
                seen |= told
        self._average()
        self.step += 1
        return {name: float(value.detach()) for name, value in seen.items()}

    def _rate(self) -> float:
        return self.pace.rate * min(1.0, (self.step + 1) / WARM_UP, self.fade)

    @torch.no_grad()
    def _average(self) -> None:
        """Move the running mean towards the weights; the first ones, which know little, fade."""
        share = 1 - min(self.pace.ema, (1 + self.step) / (10 + self.step))
        mean, now = self.mean.averaged().state_dict(), self.model.averaged().state_dict()
        floats = [key for key, value in mean.items() if value.is_floating_point()]
        torch._foreach_lerp_([mean[key] for key in floats], [now[key] for key in floats], share)

    @torch.inference_mode()
    def sample(self, noise: Tensor, labels: Tensor) -> Tensor:
        """Return the running mean's pictures (B, C, H, W) in [-1, 1], on the CPU."""
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.low):
            made = self.mean.sample(noise.to(self.device), labels.to(self.device))
        return made.float().cpu()

    def result(self) -> Model:
        """Return the model to keep: as it is, but its averaged part with the running mean."""
        kept = deepcopy(self.model).eval().requires_grad_(False)
        kept.averaged().load_state_dict(self.mean.averaged().state_dict())
        return kept

    def state(self) -> dict[str, Any]:
        """Return everything that going on needs."""
        return {
            "model": self.model.state_dict(),
            "mean": self.mean.state_dict(),
            "optimisers": [optimiser.state_dict() for optimiser in self.optimisers],
            "step": self.step,
        }

    def resume(self, state: Mapping[str, Any]) -> None:
        """Go on from a state as if there had been no break."""
        self.model.load_state_dict(state["model"])
        self.mean.load_state_dict(state["mean"])
        for optimiser, kept in zip(self.optimisers, state["optimisers"], strict=True):
            optimiser.load_state_dict(kept)
        self.step = state["step"]


def scaled(pictures: Tensor) -> Tensor:
    """Return bytes as intensities in [-1, 1]."""
    return pictures.float() / 127.5 - 1
