"""The training loop of every network: the same on a CPU, on one GPU, and under torchrun."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from math import inf
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from core.nn.checkpoint import load_checkpoint, save_checkpoint
from core.nn.growing import grow, take_over
from core.nn.patches import Pictures
from core.nn.precision import bf16_pays, keep_ends_exact
from core.nn.task import Norm, Task

if TYPE_CHECKING:
    import torch
    from accelerate import Accelerator
    from torch import Tensor, nn

    Weights = Mapping[str, Tensor]
    Tensors = tuple[Tensor, ...] | list[Tensor]

WARM_UP = 200  # steps until the rate of learning is reached
FADE = 0.4  # last part of the training, over which the rate falls to nothing
EMA = 0.999  # share of the running mean that a step leaves
LONGEST_GRADIENT = 1.0
LOOK_EVERY = 20.0  # seconds between reports
SAVE_EVERY = 180.0  # seconds between checkpoints
VALIDATION_SEED = 0


@dataclass(frozen=True)
class Plan:
    """How long to train and how; what a checkpoint must agree with."""

    steps: int
    minutes: float = inf  # the training ends with whichever comes first
    norm: Norm = "l1"
    batch: int = 16
    patch: int = 64
    rate: float = 1e-3
    seed: int = 0

    def share_done(self, step: int, seconds: float) -> float:
        """Return how far the training is, in [0, 1]."""
        return min(1.0, max(step / self.steps, seconds / 60 / self.minutes))

    def rate_at(self, step: int, seconds: float) -> float:
        """Return the rate of learning: it rises, stays, and fades to nothing."""
        fade = (1 - self.share_done(step, seconds)) / FADE
        return self.rate * min(1.0, (step + 1) / WARM_UP, fade)


@dataclass(frozen=True)
class Report:
    """How the training stands."""

    step: int
    share: float  # of the training that is done
    seconds: float  # spent in training, earlier sittings included
    loss: float
    psnr: float  # dB, of the averaged network on the pictures kept aside


class Trainer:
    """A network on its way, with its optimiser and its running mean."""

    def __init__(
        self,
        task: Task,
        plan: Plan,
        patches: Pictures,
        start: Weights | None,
        *,
        grown: bool = False,
    ) -> None:
        """Prepare network, optimiser and device.

        Args:
            task: What is learned.
            plan: How long, and how.
            patches: What it is learned from.
            start: Weights that are taken over where name and shape agree.
            grown: The network is the one of `start` or larger, and computes the same at first.
        """
        import torch
        from accelerate import Accelerator
        from torch.optim.swa_utils import AveragedModel

        kind = "cuda" if torch.cuda.is_available() else "cpu"
        self.is_half = bf16_pays(kind) and not task.is_exact
        self.accelerator: Accelerator = Accelerator(mixed_precision="no")  # it is one for all
        self.task, self.plan, self.patches = task, plan, patches
        torch.manual_seed(plan.seed)
        network = task.build()
        if start is not None:
            (grow if grown else take_over)(task.heir(network), start)
        keep_ends_exact(network)
        network = network.to(self.accelerator.device).to(memory_format=torch.channels_last)
        self.mean = AveragedModel(network, multi_avg_fn=_running_mean, use_buffers=True)
        optimiser = torch.optim.AdamW(
            network.parameters(), lr=plan.rate, betas=(0.9, 0.99), weight_decay=0, fused=True
        )
        self.network, self.optimiser = self.accelerator.prepare(network, optimiser)
        self.step, self.seconds = 0, 0.0

    @property
    def is_first(self) -> bool:
        """Whether this process is the one that reports and writes."""
        return self.accelerator.is_main_process

    @property
    def averaged(self) -> nn.Module:
        """The network with the running mean of its weights, which is what is kept."""
        return self.task.shipped(self.mean.module)

    def train(self, checkpoint: Path | None, look_every: float = LOOK_EVERY) -> Iterator[Report]:
        """Train to the end of the plan, reporting now and then.

        Args:
            checkpoint: Where to save every few minutes, and at the end.
            look_every: Seconds between reports.
        """
        looked = saved = last = perf_counter()
        losses: list[Tensor] = []
        while self.plan.share_done(self.step, self.seconds) < 1:
            losses.append(self._learn())
            now = perf_counter()
            self.seconds, last = self.seconds + now - last, now
            if now - looked > look_every:
                yield self._report(losses)
                losses, looked = [], perf_counter()
            if checkpoint and now - saved > SAVE_EVERY:
                self.save(checkpoint)
                saved = perf_counter()
            last += perf_counter() - now  # looking and saving are not training
        if checkpoint:
            self.save(checkpoint)
        yield self._report(losses)

    def _learn(self) -> Tensor:
        """Take one step and return its loss; the step's number draws patches and damage."""
        import torch

        for group in self.optimiser.param_groups:
            group["lr"] = self.plan.rate_at(self.step, self.seconds)
        rank = self.accelerator.process_index
        seed = (self.plan.seed, self.step, rank)
        device = self.accelerator.device if self.task.on_device else torch.device("cpu")
        clean = self.patches.draw(self.plan.batch, self.plan.patch, seed, device)
        generator = torch.Generator(device).manual_seed(hash(seed) % 2**63)
        if self.task.vary:
            clean = self.task.vary(clean, generator)
        clean, *inputs = self._bring(clean, *self.task.damage(clean, generator))
        with self._computing():
            loss = self.task.loss(self.network, clean, tuple(inputs), self.plan.norm)
        self.optimiser.zero_grad()
        self.accelerator.backward(loss)
        self.accelerator.clip_grad_norm_(self.network.parameters(), LONGEST_GRADIENT)
        self.optimiser.step()
        self.mean.update_parameters(self.accelerator.unwrap_model(self.network))
        self.step += 1
        return loss.detach()

    def _computing(self) -> torch.autocast:
        """Return the number format that the network computes in meanwhile."""
        import torch

        return torch.autocast(self.accelerator.device.type, torch.bfloat16, enabled=self.is_half)

    def _bring(self, *tensors: Tensor) -> list[Tensor]:
        import torch

        device = self.accelerator.device
        layout = {4: torch.channels_last}
        return [
            t.to(device, memory_format=layout.get(t.dim(), torch.contiguous_format))
            for t in tensors
        ]

    def _report(self, losses: list[Tensor]) -> Report:
        share = self.plan.share_done(self.step, self.seconds)
        loss = sum(float(value) for value in losses) / max(len(losses), 1)
        return Report(self.step, share, self.seconds, loss, self.validate(self.averaged))

    def validate(self, network: nn.Module) -> float:
        """Return the mean PSNR of a network on the pictures kept aside, in dB."""
        import torch

        clean = self.patches.validation()
        generator = torch.Generator().manual_seed(VALIDATION_SEED)
        clean, *inputs = self._bring(clean, *self.task.damage(clean, generator))
        with torch.inference_mode(), self._computing():
            estimate = network.eval()(*inputs).float()
        error = self.task.error(estimate, clean)
        return float(-10 * torch.log10(error).mean())

    def save(self, path: Path) -> None:
        """Write everything that going on needs, where this is the first of the processes."""
        if self.is_first:
            network = self.accelerator.unwrap_model(self.network)
            state = {
                "network": network.state_dict(),
                "mean": self.mean.state_dict(),
                "optimiser": self.optimiser.state_dict(),
                "step": self.step,
                "seconds": self.seconds,
            }
            save_checkpoint(path, state, self._identity())

    def resume(self, path: Path) -> None:
        """Go on from a checkpoint as if there had been no break.

        Raises:
            InputError: It is missing, damaged, or of another training.
        """
        state = load_checkpoint(path, self._identity())
        self.accelerator.unwrap_model(self.network).load_state_dict(state["network"])
        self.mean.load_state_dict(state["mean"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.seconds = state["step"], state["seconds"]

    def _identity(self) -> dict[str, Any]:
        plan = asdict(self.plan)
        lasting = {key: plan[key] for key in ("norm", "batch", "patch", "seed")}
        return {"name": self.task.name, **lasting}


def _running_mean(mean: Tensors, current: Tensors, count: Tensor | int) -> None:
    """Move the mean towards the current weights; the first ones, which know little, fade soon."""
    decay = min(EMA, (1 + int(count)) / (10 + int(count)))
    for average, value in zip(mean, current, strict=True):
        if average.is_floating_point():
            average.lerp_(value, 1 - decay)
        else:
            average.copy_(value)  # a counter
