"""Words to picture: flow matching that is told by a small text encoder, trained along with it."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Generator, Tensor, nn
from torch.nn import functional

from core.generation.models.flow import UNNAMED, Flow
from core.generation.models.model import Shape

LONGEST = 14  # words of a text that are read
MEANING = 192  # numbers that say what a text means
SPREAD = 0.02  # of the first meanings
SKETCHED = 24  # channels of a sketch
PADDING = 0  # the token that is no word
FORGOTTEN = 0.1  # share of words that are hidden, so that each learns to stand alone


class TextEncoder(nn.Module):
    """Words to a sketch of what they mean together.

    A sum of meanings, of which a linear layer makes the sketch, is all there is: a wish of words
    that were never seen together is then sketched as what each of them adds.
    """

    def __init__(self, words: int, side: int) -> None:
        """Prepare for a vocabulary of so many words, and sketches of `side` pixels."""
        super().__init__()
        self.words = nn.Embedding(words + 1, MEANING, padding_idx=PADDING)
        nn.init.normal_(self.words.weight, std=SPREAD)
        nn.init.zeros_(self.words.weight[PADDING])
        self.sketch = nn.Linear(MEANING, SKETCHED * side**2, bias=False)
        self.shape = (SKETCHED, side, side)

    def forward(self, tokens: Tensor) -> Tensor:
        """Return sketches, (B, SKETCHED, side, side); zeros for a text without words.

        Args:
            tokens: Numbers of words from 1, PADDING after the last, (B, LONGEST).
        """
        return self.sketch(self.mean(tokens)).unflatten(1, self.shape)

    def mean(self, tokens: Tensor) -> Tensor:
        """Return where the sum of what the words mean points to, (B, MEANING)."""
        return MEANING**0.5 * functional.normalize(self.words(tokens).sum(1), eps=1e-3)


class Words(Flow):
    """A flow whose pictures are asked for in words."""

    def __init__(
        self,
        shape: Shape,
        *,
        words: int,
        names: Tensor | None = None,
        widths: Sequence[int] = (48, 96, 192),
        depth: int = 1,
    ) -> None:
        """Prepare flow and encoder.

        Args:
            shape: Of the pictures.
            words: Size of the vocabulary.
            names: Tokens of each name that a label stands for, (names, LONGEST); for training.
            widths: Channels of each level, the finest first.
            depth: Blocks of each level.
        """
        super().__init__(shape, widths=widths, depth=depth, sketched=SKETCHED)
        self.encoder = TextEncoder(words, shape.side // 4)
        self.names: Tensor | None
        self.register_buffer("names", names, persistent=False)

    def losses(
        self, pictures: Tensor, labels: Tensor, generator: Generator, turn: int
    ) -> tuple[Tensor, dict[str, Tensor]]:
        """Return the mean squared error of velocities; a label is the row of a name."""
        assert self.names is not None, "only a model with names can be trained"
        tokens = self.names[labels]
        hidden = torch.rand(len(labels), 1, generator=generator) < UNNAMED
        hidden = hidden | (torch.rand(tokens.shape, generator=generator) < FORGOTTEN)
        tokens = tokens.masked_fill(hidden.to(tokens.device), PADDING)
        loss = self.mismatch(pictures, self.encoder(tokens), generator)
        return loss, {"velocity error": loss}

    def sample(self, noise: Tensor, labels: Tensor) -> Tensor:
        """Return pictures in [-1, 1] of the names that the labels stand for."""
        assert self.names is not None, "only a model with names knows labels"
        *_, last = self.frames(noise, self.encoder(self.names[labels]))
        return last


def tokens_of(texts: Sequence[Sequence[str]], vocabulary: Sequence[str]) -> Tensor:
    """Return the tokens of texts, (N, LONGEST); words that are not known are left out."""
    numbers = {word: number for number, word in enumerate(vocabulary, 1)}
    rows = torch.full((len(texts), LONGEST), PADDING)
    for row, text in zip(rows, texts, strict=True):
        known = [numbers[word] for word in text if word in numbers][:LONGEST]
        row[: len(known)] = torch.tensor(known, dtype=row.dtype)
    return rows
