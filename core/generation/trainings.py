"""The trainings behind the weights that come along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np

from core.nn.checkpoint import load_checkpoint, save_checkpoint
from core.nn.own_training import Facts, Order, Standing, Tell, command, keep
from core.sentence import InputError

if TYPE_CHECKING:
    from torch import nn

    from core.generation.learning import Learning, Pictures
    from core.generation.models.model import Model

TELL_EVERY, SAVE_EVERY = 20.0, 120.0  # seconds
FADE = 0.4  # last part of a training, over which the rate falls to nothing
FASHION_CLASSES = 10


@dataclass(frozen=True, kw_only=True)
class PictureTraining:
    """How one file of weights is trained; an OwnTraining."""

    name: str
    build: Callable[[], Model]
    data: str
    steps: int
    rate: float = 1e-3
    batch: int = 64
    ema: float = 0.999
    is_exact: bool = True  # runs in float32 always: it is quick enough

    def shipped(self, network: nn.Module) -> nn.Module:
        """Return the part whose weights are kept: all of it."""
        return network

    def train(self, order: Order, tell: Tell) -> Path:
        """Train to the end of the order; write weights and card."""
        learning, count = self._begin(order)
        steps, seconds = order.steps or self.steps, 0.0
        identity = {"name": self.name, "batch": self.batch, "seed": order.seed}
        if order.resume and order.checkpoint:
            state = load_checkpoint(order.checkpoint, identity)
            learning.resume(state)
            seconds = state["seconds"]
        told = saved = last = perf_counter()
        while (share := max(learning.step / steps, seconds / 60 / order.minutes)) < 1:
            learning.fade = (1 - share) / FADE
            seen = learning.learn()
            now = perf_counter()
            seconds, last = seconds + now - last, now
            if now - told > TELL_EVERY:
                tell(Standing(learning.step, share, seconds, seen))
                told = now
            if order.checkpoint and now - saved > SAVE_EVERY:
                save_checkpoint(
                    order.checkpoint, {**learning.state(), "seconds": seconds}, identity
                )
                saved = now
        if order.checkpoint:
            save_checkpoint(order.checkpoint, {**learning.state(), "seconds": seconds}, identity)
        facts = Facts(
            data=[self.data],
            pictures=count,
            command=command(self.name, order, learning.step),
            steps=learning.step,
            seconds=seconds,
        )
        return keep(learning.result().cpu(), self.name, facts, order.out)

    def _begin(self, order: Order) -> tuple[Learning, int]:
        import torch

        from core.generation.learning import Learning, Pace

        torch.manual_seed(order.seed)
        pictures, model = self._read(order)
        pace = Pace(rate=self.rate, batch=self.batch, ema=self.ema)
        return Learning(model, pictures, pace, order.seed), len(pictures.pictures)

    def _read(self, order: Order) -> tuple[Pictures, Model]:
        from core.data import read_known
        from core.generation.learning import Pictures

        if order.folders:
            raise InputError("The training {name} brings its pictures along.", name=self.name)
        known = read_known("fashion", "train")
        return Pictures(known.pictures, known.labels), self.build()


@dataclass(frozen=True, kw_only=True)
class WordsTraining(PictureTraining):
    """Learns from emoji and their names; those held back for measuring are left out."""

    side: int = 32

    def _read(self, order: Order) -> tuple[Pictures, Model]:
        from core.data.emoji import read_emoji, split
        from core.generation.learning import Pictures
        from core.generation.models.words import tokens_of
        from core.generation.words_data import vocabulary

        if len(order.folders) != 1:
            raise InputError("The training {name} needs one folder of emoji.", name=self.name)
        emoji, _ = split(read_emoji(order.folders[0], self.side))
        names = tokens_of(emoji.words, vocabulary())
        chances = 1 / np.bincount(emoji.groups)[emoji.groups]  # each group counts alike
        rows = np.arange(len(emoji))
        return Pictures(emoji.pictures, rows, chances), build_words(names)


def _fashion() -> Any:
    from core.generation.models.model import Shape

    return Shape(side=28, channels=1, classes=FASHION_CLASSES)


def build_gan() -> Model:
    """Return the network of the weights gan_fashion, untrained."""
    from core.generation.models.gan import GAN

    return GAN(_fashion(), loss="non-saturating", width=96)


def build_vae() -> Model:
    """Return the network of vae_fashion."""
    from core.generation.models.vae import VAE

    return VAE(_fashion(), latent=16, width=64)


def build_beta_vae() -> Model:
    """Return the network of beta_vae_fashion, whose codes shall be apart."""
    from core.generation.models.vae import VAE

    return VAE(_fashion(), latent=10, beta=4.0, width=64)


def build_map() -> Model:
    """Return the network of vae_map_fashion, which knows no classes: its codes must tell them."""
    from core.generation.models.model import Shape
    from core.generation.models.vae import VAE

    return VAE(Shape(side=28, channels=1), latent=2, width=64)


def build_flow() -> Model:
    """Return the network of flow_fashion."""
    from core.generation.models.flow import Flow

    return Flow(_fashion(), widths=(64, 128), depth=1)


def build_words(names: Any = None) -> Model:
    """Return the network of words_emoji.

    Args:
        names: Tokens of the names that labels stand for; for training only.
    """
    from core.generation.models.model import Shape
    from core.generation.models.words import Words
    from core.generation.words_data import vocabulary

    return Words(Shape(side=32, channels=3), words=len(vocabulary()), names=names)


TRAININGS = (
    PictureTraining(
        name="gan_fashion", build=build_gan, data="FashionMNIST", steps=5_000, rate=5e-4
    ),
    PictureTraining(
        name="vae_fashion", build=build_vae, data="FashionMNIST", steps=10_000, rate=2e-3
    ),
    PictureTraining(
        name="beta_vae_fashion", build=build_beta_vae, data="FashionMNIST", steps=6_000, rate=2e-3
    ),
    PictureTraining(
        name="vae_map_fashion", build=build_map, data="FashionMNIST", steps=6_000, rate=2e-3
    ),
    PictureTraining(
        name="flow_fashion",
        build=build_flow,
        data="FashionMNIST",
        steps=8_000,
        rate=2e-3,
        is_exact=False,
    ),
    WordsTraining(
        name="words_emoji",
        build=build_words,
        data="noto_emoji_72",
        steps=20_000,
        rate=2e-3,
        is_exact=False,
    ),
)
NAMED = {training.name: training for training in TRAININGS}
