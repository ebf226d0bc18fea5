"""Tasks of this field whose training differs from plain mending."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.nn.task import Norm, Task, distance

if TYPE_CHECKING:
    from torch import Tensor, nn

GREY = 4  # one patch in so many is learned in grey, where a network serves grey and colour


@dataclass(frozen=True, kw_only=True)
class DnCNNTask(Task):
    """Normalisation helps training only, and is folded into what is shipped."""

    def shipped(self, network: nn.Module) -> nn.Module:
        """Return the network without normalisation layers."""
        from core.denoising.networks.dncnn import DnCNN

        assert isinstance(network, DnCNN)
        return network.folded()


@dataclass(frozen=True, kw_only=True)
class AutoencoderTask(Task):
    """Where `kl` is not 0, the autoencoder is variational, as it must then be built."""

    kl: float = 0.0  # weight of the divergence per number of the code

    def loss(
        self, network: nn.Module, clean: Tensor, inputs: tuple[Tensor, ...], norm: Norm
    ) -> Tensor:
        """Return the distance, and what the code's distance from plain noise costs."""
        clean, damaged = some_grey(clean, *inputs)
        if not self.kl:
            return distance(network(damaged), clean, norm)
        estimate, divergence = network(damaged)
        return distance(estimate, clean, norm) + self.kl * divergence


@dataclass(frozen=True, kw_only=True)
class RecurrentTask(Task):
    """Every turn is to come close; the later it is, the more it counts."""

    def loss(
        self, network: nn.Module, clean: Tensor, inputs: tuple[Tensor, ...], norm: Norm
    ) -> Tensor:
        """Return the mean distance of all turns, weighted by their number."""
        clean, damaged = some_grey(clean, *inputs)
        turns = network(damaged)  # (turns, B, C, H, W)
        costs = [count * distance(turn, clean, norm) for count, turn in enumerate(turns, 1)]
        total: Tensor = sum(costs[1:], costs[0])
        return 2 * total / (len(costs) * (len(costs) + 1))


@dataclass(frozen=True, kw_only=True)
class AdversarialTask(Task):
    """Restorer and critic learn from one loss, neither from the other's part of it."""

    weight: float = 0.01  # of deceiving the critic, beside the distance

    def loss(
        self, network: nn.Module, clean: Tensor, inputs: tuple[Tensor, ...], norm: Norm
    ) -> Tensor:
        """Return distance, the critic's errors, and what the restorer lacks to deceive it."""
        clean, damaged = some_grey(clean, *inputs)
        restored, real, for_critic, for_generator = network(damaged, clean)
        critic = (entropy(real, True) + entropy(for_critic, False)) / 2
        deceit = entropy(for_generator, True)
        return distance(restored, clean, norm) + self.weight * deceit + critic

    def shipped(self, network: nn.Module) -> nn.Module:
        """Return the restorer; its critic has done its work."""
        from core.denoising.networks.adversarial import Adversarial

        assert isinstance(network, Adversarial)
        return network.generator


def some_grey(*pictures: Tensor) -> tuple[Tensor, ...]:
    """Turn the first few of each batch, (B, 3, H, W), to grey: their red in all channels.

    What was damaged channel by channel is then damaged as a grey picture would be.
    """
    import torch

    count = len(pictures[0]) // GREY
    return tuple(torch.cat([p[:count, :1].expand(-1, 3, -1, -1), p[count:]]) for p in pictures)


def entropy(verdict: Tensor, is_real: bool) -> Tensor:
    """Return the mean cross entropy, in nats, of a critic's logits with the truth."""
    from torch.nn.functional import softplus

    logits = verdict.float()
    return softplus(-logits if is_real else logits).mean()
