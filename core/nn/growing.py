"""Networks that take over the weights of smaller ones and compute the same at first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor, nn

    Weights = Mapping[str, Tensor]


def take_over(network: nn.Module, start: Weights) -> None:
    """Copy the weights of another network wherever name and shape agree."""
    own = network.state_dict()
    fitting = {k: v for k, v in start.items() if k in own and v.shape == own[k].shape}
    network.load_state_dict({**own, **fitting})


def grow(network: nn.Module, start: Weights) -> None:
    """Copy the weights of a narrower or shallower network of the same kind.

    Old weights go into the corner of the new ones. What writes into new channels keeps its random
    start, what old channels would read from new ones is nought, and a residual block that is new
    ends in a convolution of noughts, so the network computes what the old one did.
    """
    import torch
    from torch import nn

    own = network.state_dict()
    for name, value in own.items():
        old = start.get(name)
        if old is None:
            if name.endswith("second.weight"):
                value.zero_()
            continue
        if old.dim() != value.dim() or any(
            a > b for a, b in zip(old.shape, value.shape, strict=True)
        ):
            continue
        corner = tuple(slice(side) for side in old.shape)
        if value.dim() > 1:
            module = network.get_submodule(name.rpartition(".")[0])
            into, out_of = (1, 0) if isinstance(module, nn.ConvTranspose2d) else (0, 1)
            written = value.narrow(into, 0, old.shape[into])
            fresh = value.shape[out_of] - old.shape[out_of]
            written.narrow(out_of, old.shape[out_of], fresh).zero_()
        value[corner] = old.to(torch.float32)
    network.load_state_dict(own)
