"""From a finished training to a file of weights and its card."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from datetime import date
from pathlib import Path

from core.machine import machine
from core.nn.cards import FOLDER, Card, Stretch, file_hash, read_card, write_card
from core.nn.sources import Source, read_source
from core.nn.training import Trainer

COST_OF_HALVING = 0.02  # dB that weights may lose when they are stored in half precision


def ship(
    trainer: Trainer, data: Sequence[Path], folder: Path = FOLDER, start: Path | None = None
) -> Path:
    """Write the averaged network's weights, in half precision where that costs nothing.

    Args:
        trainer: At its end.
        data: Folders of pictures that it trained on.
        folder: Where weights and card go.
        start: Weights that it went on from.

    Returns:
        Where the weights are.
    """
    import torch
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{trainer.task.name}.safetensors"
    before = [] if start is None else _stretches(read_card(start.stem, start.parent))
    psnr = trainer.validate(trainer.averaged)
    kind = torch.float16 if _halves(trainer, psnr) else torch.float32
    weights = {k: v.to("cpu", kind) for k, v in trainer.averaged.state_dict().items()}
    save_file({k: v.contiguous() for k, v in weights.items()}, path)
    card = _card(trainer, path, psnr, str(kind)[6:], [read_source(given) for given in data])
    card.before = before
    card.command += "" if start is None else f" --start {start.name}"
    write_card(card, folder)
    return path


def _halves(trainer: Trainer, psnr: float) -> bool:
    """Tell whether rounding the weights to half precision leaves the result as good."""
    rounded = deepcopy(trainer.averaged).half().float()
    return trainer.validate(rounded) > psnr - COST_OF_HALVING


def _card(
    trainer: Trainer,
    path: Path,
    psnr: float,
    kind: str,
    data: Sequence[Source],
) -> Card:
    from torch import __version__

    network = trainer.averaged
    return Card(
        name=trainer.task.name,
        network=type(network).__name__,
        parameters=sum(p.numel() for p in network.parameters()),
        kind=kind,
        sha256=file_hash(path),
        data=[source.name for source in data] or list(trainer.task.sources),
        pictures=len(trainer.patches.training),
        command=_command(trainer, data),
        steps=trainer.step,
        seconds=round(trainer.seconds),
        validation_psnr=round(psnr, 3),
        machine=machine(),
        date=date.today().isoformat(),
        torch=__version__.partition("+")[0],
    )


def _stretches(card: Card) -> list[Stretch]:
    """Return what the weights of a card have been through."""
    facts = card.model_dump(include=set(Stretch.model_fields))
    return [*card.before, Stretch(**facts)]


def _command(trainer: Trainer, data: Sequence[Source]) -> str:
    """Return the command line that makes the weights again, whatever ended the training."""
    plan = trainer.plan
    folders = "".join(f" --data {source.name}" for source in data)
    return (
        f"python -m core train {trainer.task.name}{folders} --steps {trainer.step}"
        f" --norm {plan.norm} --batch {plan.batch} --patch {plan.patch} --rate {plan.rate:g}"
        f" --seed {plan.seed}"
    )
