"""Every network that can be trained, by the name of its weights, and how a training ends."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core import automata, classification, denoising, generation, superresolution
from core.nn.cards import read_weights
from core.nn.own_training import OwnTraining
from core.nn.task import Task
from core.nn.training import Plan, Trainer
from core.sentence import InputError

TASKS: tuple[Task, ...] = (*denoising.TASKS, *superresolution.TASKS, *automata.TASKS)
OWN: tuple[OwnTraining, ...] = (*classification.TRAININGS, *generation.TRAININGS)


def find_training(name: str) -> Task | OwnTraining:
    """Return the training whose weights have that name.

    Raises:
        InputError: There is none.
    """
    trainings: tuple[Task | OwnTraining, ...] = (*TASKS, *OWN)
    for training in trainings:
        if training.name == name:
            return training
    names = ", ".join(training.name for training in trainings)
    raise InputError("There is no training {name}; there are {names}.", name=name, names=names)


def start_training(
    task: Task, plan: Plan, folders: Sequence[Path], start: Path | None = None
) -> Trainer:
    """Read the pictures and prepare the network.

    Args:
        task: What is learned.
        plan: How long, and how.
        folders: Of pictures, as `core.nn.sources` writes them.
        start: Weights of the same task, of the same shape or a smaller one, that training goes on
            from with a schedule of its own; instead of those the task names.

    Raises:
        InputError: A folder holds nothing to train on, or the weights to start from are missing.
    """
    patches = task.read(folders, plan.patch)
    if start is not None:
        weights = read_weights(start.stem, start.parent)
        return Trainer(task, plan, patches, weights, grown=True)
    return Trainer(task, plan, patches, read_weights(task.start) if task.start else None)
