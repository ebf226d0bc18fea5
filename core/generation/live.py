"""A training in the page: the work of a worker process, watched while it goes on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np

from core.data import Collection
from core.generation import keeping
from core.generation.course import Course, build, course_of
from core.generation.meters import Meters
from core.generation.sources import beside, read_pictures, said_of, shown_labels
from core.nn.checkpoint import load_checkpoint, save_checkpoint
from core.sentence import Sentence

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from core.workers.hand import Hand

FADE = 0.4  # last part of a training, over which the rate falls to nothing
TELL = 1.0  # seconds between two reports
LOOKING = 0.1  # share of the time that may go into samples
QUICK_STEPS = 5  # of a flow's sampler, while it learns
MADE = "weights.safetensors"
PREPARING = 5.0  # seconds of it count as learning; a download, or a busy machine, takes more


def work(hand: Hand) -> None:
    """Train as the settings say, report, and leave the weights for download and for sampling."""
    course = course_of(hand.settings)
    collection = read_pictures(hand, course)
    live = Live(hand, course, collection)
    if hand.checkpoint.is_file():
        live.resume(hand.checkpoint)
    hand.keep(live.save)
    hand.report(live.learning.step, live.share, note=said_of(course, collection))
    try:
        live.run()
    finally:  # stopped, too: what was learned so far can be used
        live.leave()


class Live:
    """A training with its meters, between a worker's hand and the loop that learns."""

    def __init__(self, hand: Hand, course: Course, collection: Collection) -> None:
        """Prepare the network with its first weights, and the noise that samples are made of."""
        import torch

        from core.generation.learning import Learning, Pace, Pictures

        self.hand, self.course, self.collection = hand, course, collection
        self.classes = collection.classes if course.classes else ()
        self.description = course.describe(self.classes)
        torch.manual_seed(course.seed)
        pictures = Pictures(collection.pictures, collection.labels if self.classes else None)
        pace = Pace(rate=course.rate, batch=course.batch, ema=course.running_mean)
        self.learning = Learning(build(self.description), pictures, pace, course.seed)
        if course.model == "gan":
            steps = course.discriminator_steps, course.generator_steps
            parts = zip(self.learning.parts, steps, strict=True)
            self.learning.parts = [replace(p, turns=p.turns * count) for p, count in parts]
        self.labels = shown_labels(len(self.classes))
        self.noise = self.learning.model.noise(
            len(self.labels), torch.Generator().manual_seed(course.seed)
        )
        self.meters = Meters(course, beside(collection, self.labels), self.labels)
        self.sums: defaultdict[str, float] = defaultdict(float)
        self.counted, self.told_at = 0, hand.seconds
        self.looked: dict[str, float] = {}  # what the last samples told
        self.numbers: dict[str, float] = {}  # and with the means, what the last report told
        self.speed = 0.0  # pictures per second
        self.doubt: Sentence | None = None
        self.pause = 0.0  # seconds until the next samples
        self.learned = 0.0  # seconds in earlier sittings
        self.began = max(0.0, hand.seconds - PREPARING)  # seconds of the job that do not count
        self.ending: Sentence | None = None

    @property
    def seconds(self) -> float:
        """Spent in learning."""
        return self.learned + self.hand.seconds - self.began

    @property
    def share(self) -> float:
        """Done, in [0, 1]; nothing where it learns until it is stopped."""
        planned = self.course.seconds
        return min(1.0, self.seconds / planned) if planned else 0.0

    def run(self) -> None:
        """Learn until the time is over, somebody stops it, or its own rule does."""
        while self.share < 1 and self.ending is None:
            self.heed(self.hand.check())
            self.learning.fade = (1 - self.share) / FADE
            self.count(self.learning.learn())
            if self.hand.due(TELL):
                self.tell()

    def heed(self, changed: Mapping[str, Any]) -> None:
        """Take over what was changed while it runs."""
        if changed:
            self.course = self.meters.course = course_of({**vars(self.course), **changed})
            self.learning.pace.rate, self.learning.pace.batch = self.course.rate, self.course.batch

    def count(self, seen: Mapping[str, float]) -> None:
        """Keep what a step told, for the means of the next report."""
        for name, value in seen.items():
            self.sums[name] += value
        self.counted += 1

    def tell(self, *, is_last: bool = False) -> None:
        """Report means, samples where there is time for them, and what has gone wrong."""
        if self.counted:
            self.numbers = {name: value / self.counted for name, value in self.sums.items()}
            self.numbers |= self.meters.signal(self.numbers)
            passed = max(self.hand.seconds - self.told_at, 1e-6)
            self.speed = self.counted * self.course.batch / passed
        arrays = self.look(is_last) if is_last or self.hand.due(self.pause, "samples") else None
        self.numbers |= self.looked
        if self.counted:
            self.judge()
        self.sums.clear()
        self.counted, self.told_at = 0, self.hand.seconds
        told = {name: value for name, value in self.numbers.items() if np.isfinite(value)}
        told["pictures per second"] = self.speed
        note = self.ending or self.doubt
        self.hand.report(self.learning.step, self.share, told, arrays, note)

    def judge(self) -> None:
        """See whether something is wrong, and whether the training is to end for it."""
        self.doubt = self.meters.judge(self.numbers, self.learning.step)
        stands = self.meters.is_standing(self.numbers, self.seconds)
        ends = self.course.stop_rule and (self.meters.is_lasting or stands)
        if self.meters.is_broken or ends:
            self.ending = self.doubt or stands

    def look(self, is_last: bool = False) -> dict[str, NDArray[Any]]:
        """Make the samples that are shown, and take time for the next ones by what they cost."""
        began = perf_counter()
        made = self.sample(is_last)
        self.looked = self.meters.look(made, self.labels)
        self.pause = max(TELL, (perf_counter() - began) / LOOKING)
        return {"grid": np.rint(made * 255).astype(np.uint8), "labels": self.labels}

    def sample(self, is_careful: bool) -> NDArray[np.float32]:
        """Return pictures of the shown noise, (N, H, W, C) in [0, 1]."""
        import torch

        from core.generation.models.flow import Flow
        from core.generation.sampling import as_pictures

        labels, learning = torch.from_numpy(self.labels), self.learning
        if is_careful or not isinstance(learning.mean, Flow):
            return as_pictures(learning.sample(self.noise, labels))
        network, device = learning.mean, learning.device
        low = torch.autocast(device.type, torch.bfloat16, enabled=learning.low)
        with torch.inference_mode(), low:
            asked = network.asked(labels.to(device))
            *_, made = network.frames(self.noise.to(device), asked, steps=QUICK_STEPS)
        return as_pictures(made)

    def save(self, path: Path) -> None:
        """Put the training down."""
        state = {**self.learning.state(), "seconds": self.seconds, "pause": self.pause}
        save_checkpoint(path, state, self._identity())

    def resume(self, path: Path) -> None:
        """Go on from where it was put down."""
        state = load_checkpoint(path, self._identity())
        self.learning.resume(state)
        self.learned, self.began = float(state["seconds"]), self.hand.seconds

    def leave(self) -> None:
        """Report for the last time; leave the weights for download and for sampling."""
        if not self.learning.step or self.meters.is_broken:
            return
        self.tell(is_last=True)
        facts = {
            "data": self.collection.name,
            "pictures": len(self.collection),
            "steps": self.learning.step,
            "seconds": round(self.seconds, 1),
            "settings": dict(vars(self.course)),
        }
        content = keeping.as_bytes(self.learning.result(), {**self.description, **facts})
        (self.hand.folder / MADE).write_bytes(content)
        keeping.keep(content)

    def _identity(self) -> dict[str, Any]:
        return {"model": self.course.model, "side": self.course.fitted_side}
