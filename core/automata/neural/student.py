"""A rule of one's own: trained towards any picture, watched as it learns, grown at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PIL import Image as Pillow

from core.automata.neural.nursery import Nursery, Regime
from core.automata.neural.run import Layers
from core.automata.neural.target import MARGIN, as_target
from core.automata.tasks import GROWING, growing_task
from core.nn.cards import read_weights
from core.nn.training import Plan, Report, Trainer

if TYPE_CHECKING:
    from torch import nn

BATCH = 4


class Student:
    """A training that can be watched, stopped, and taken up again."""

    def __init__(
        self,
        picture: Pillow.Image,
        *,
        side: int,
        regime: Regime = "regenerating",
        teacher: str = "lizard",
        seed: int = 0,
    ) -> None:
        """Prepare it.

        Args:
            picture: What is to grow; transparent parts stay dead.
            side: Of the picture in cells, without the margin around it.
            regime: What it learns besides growing.
            teacher: A shipped rule to start from, which knows already how to grow; or "".
            seed: Draws first weights and roll-outs.
        """
        whole = side + 2 * MARGIN
        self.target = as_target(picture, whole)
        task = growing_task("neural_own", lambda _: self.target, regime=regime)
        start = read_weights(GROWING[teacher].name) if teacher else None
        plan = Plan(steps=1, norm="l2", batch=BATCH, patch=whole, rate=task.rate, seed=seed)
        self._trainer = Trainer(task, plan, task.read((), whole), start)

    @property
    def steps(self) -> int:
        """Roll-outs so far."""
        return self._trainer.step

    def learn(self, steps: int, look_every: float) -> Iterator[Report]:
        """Train on, reporting now and then.

        Args:
            steps: Roll-outs to add; the rate of learning fades towards their end.
            look_every: Seconds between reports.
        """
        plan = replace(self._trainer.plan, steps=self.steps + steps)
        self._trainer.plan = plan
        yield from self._trainer.train(None, look_every)

    def layers(self) -> Layers:
        """Return the rule as it stands, ready to grow.

        The rule itself, not its running mean, which early on is far behind.
        """
        return Layers.of(cast(Nursery, self._network).rule)

    def file(self) -> bytes:
        """Return the rule as safetensors, as the shipped ones are kept."""
        from safetensors.torch import save

        rule = cast(Nursery, self._network).rule
        return save({name: value.contiguous() for name, value in rule.state_dict().items()})

    @property
    def _network(self) -> nn.Module:
        return self._trainer.accelerator.unwrap_model(self._trainer.network)
