"""Small networks with weights and cards of their own, so that tests need no trained ones."""

import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional

from core.nn.cards import Card, file_hash, write_card
from core.nn.task import Task


class Small(nn.Module):
    """Takes some of the picture away; sees it at half its size."""

    def __init__(self, width: int = 6) -> None:
        super().__init__()
        self.multiple = 4
        self.head = nn.Conv2d(4, width, 3, padding=1)
        self.body = nn.Conv2d(width, width, 3, padding=1)
        self.norm = nn.BatchNorm2d(width)
        self.tail = nn.Conv2d(width, 4, 3, padding=1)

    def forward(self, picture):
        x = self.head(functional.pixel_unshuffle(picture, 2))
        x = x + self.norm(self.body(x.relu()))
        return picture - 0.1 * functional.pixel_shuffle(self.tail(x), 2)


def small_task(name="small", build=Small):
    return Task(name=name, build=build, damage=lambda clean, generator: (clean,), channels=1)


def put(folder, task, seed=0):
    """Write weights drawn from a seed, and their card; return what was written."""
    torch.manual_seed(seed)
    network = task.shipped(task.build())
    path = folder / f"{task.name}.safetensors"
    save_file(network.state_dict(), path)
    card = Card(
        name=task.name,
        network=type(network).__name__,
        parameters=sum(p.numel() for p in network.parameters()),
        kind="float32",
        sha256=file_hash(path),
        data=["nothing"],
        pictures=0,
        command="none",
        steps=0,
        seconds=0,
        validation_psnr=0,
        machine="none",
        date="2020-01-01",
        torch="0",
    )
    write_card(card, folder)
    return network.eval()
