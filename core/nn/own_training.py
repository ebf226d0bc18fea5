"""Trainings that need another loop than that of networks which mend pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from core.machine import machine
from core.nn.cards import FOLDER, Card, file_hash, write_card

if TYPE_CHECKING:
    from torch import nn


@dataclass(frozen=True)
class Standing:
    """How such a training stands."""

    step: int
    share: float  # of the training that is done, in [0, 1]
    seconds: float  # spent in training, earlier sittings included
    figures: Mapping[str, float] = field(default_factory=dict)  # such as loss, by short names


Tell = Callable[[Standing], None]


@dataclass(frozen=True, kw_only=True)
class Order:
    """What was asked of a training, on the command line or elsewhere."""

    folders: Sequence[Path] = ()  # of pictures; none where the training brings its own
    steps: int | None = None  # the training's own number unless told
    minutes: float = inf  # the training ends with whichever comes first
    seed: int = 0
    checkpoint: Path | None = None  # where it is put down now and then; a training may have none
    resume: bool = False  # go on from the checkpoint
    out: Path = FOLDER  # folder for weights and card


class OwnTraining(Protocol):
    """A training with a loop of its own; `core.trainings.OWN` lists them."""

    @property
    def name(self) -> str:
        """Of its weights."""

    def train(self, order: Order, tell: Tell) -> Path:
        """Train, write weights and card, and return where the weights are.

        Raises:
            InputError: The order cannot be filled: data missing, a folder that is not wanted.
        """


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What only the training itself knows for the card."""

    data: Sequence[str]  # names of what was trained on
    pictures: int
    command: str  # that makes the weights again
    steps: int
    seconds: float
    figures: Mapping[str, float] = field(default_factory=dict)


def command(name: str, order: Order, steps: int) -> str:
    """Return the command line that makes the weights again, whatever ended the training."""
    folders = "".join(f" --data {folder.name}" for folder in order.folders)
    return f"python -m core train {name}{folders} --steps {steps} --seed {order.seed}"


def keep(network: nn.Module, name: str, facts: Facts, folder: Path = FOLDER) -> Path:
    """Write a network's weights in half precision, and their card.

    Args:
        network: Trained; whole numbers among its buffers stay as they are.
        name: Of the weights.
        facts: For the card.
        folder: Where both go.

    Returns:
        Where the weights are.
    """
    import torch
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.safetensors"
    stored = {
        key: (value.half() if value.is_floating_point() else value).cpu().contiguous()
        for key, value in network.state_dict().items()
    }
    save_file(stored, path)
    card = Card(
        name=name,
        network=type(network).__name__,
        parameters=sum(p.numel() for p in network.parameters()),
        kind="float16",
        sha256=file_hash(path),
        data=list(facts.data),
        pictures=facts.pictures,
        command=facts.command,
        steps=facts.steps,
        seconds=round(facts.seconds),
        figures=dict(facts.figures),
        machine=machine(),
        date=date.today().isoformat(),
        torch=torch.__version__.partition("+")[0],
    )
    write_card(card, folder)
    return path
