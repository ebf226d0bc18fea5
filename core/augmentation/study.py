"""The study: what augmentations do for a classifier that has few pictures to learn from.

Every arm is trained with several seeds. A seed draws the few pictures and the first weights, the
same for all arms, so that arms are compared seed by seed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING

import numpy as np

from core.augmentation.study_data import Split, few, read_split
from core.augmentation.study_generated import generated
from core.augmentation.study_plan import Plan, plan_of
from core.augmentation.study_results import Results
from core.augmentation.study_training import Outcome, look_steps, train_arm
from core.machine import cores
from core.sentence import Sentence
from core.workers.files import write_whole
from core.workers.warming import warm_up

if TYPE_CHECKING:
    from core.workers.hand import Hand

TOGETHER = 2  # trainings at the same time, each on one core
TELL = 0.5  # seconds between two reports
NAMES = {"digits": "MNIST", "fashion": "Fashion-MNIST"}


@dataclass(eq=False)
class Study:
    """The trainings of a plan: those done, and those still to do."""

    plan: Plan
    split: Split
    results: Results
    go_on: Callable[[], None]  # called often and from several threads, one at a time
    steps: int = 0  # of all trainings together, taken so far
    _gate: Lock = field(default_factory=Lock)
    _ended: Event = field(default_factory=Event)

    @classmethod
    def new(cls, plan: Plan, split: Split, go_on: Callable[[], None] = lambda: None) -> Study:
        """Return a study that has not begun."""
        arms, classes = len(plan.arms), len(split.classes)
        looks = len(look_steps(plan.size.steps))
        results = Results.empty(arms, plan.size.seeds, classes, looks)
        return cls(plan, split, results, go_on)

    @property
    def all_steps(self) -> int:
        """Steps of all trainings together."""
        return self.plan.trainings * self.plan.size.steps

    def missing(self) -> list[tuple[int, int]]:
        """Return arm and seed of what is still to be trained: seed by seed, all arms of each."""
        return [(int(arm), int(seed)) for seed, arm in np.argwhere(~self.results.done.T)]

    def train(self, jobs: int = TOGETHER) -> Iterator[bool]:
        """Train what is missing; yield now and then, True when another training is done.

        Args:
            jobs: Trainings at the same time.

        Raises:
            InputError: Generated pictures are asked for and cannot be had.
        """
        import torch

        torch.set_num_threads(1)  # the same weights again; several trainings share the cores
        warm_up()  # imports that threads would be in one another's way with
        self.steps = int(self.results.done.sum()) * self.plan.size.steps
        with ThreadPoolExecutor(max(1, min(jobs, cores()))) as pool:
            waiting = {pool.submit(self._one, *place): place for place in self.missing()}
            try:
                while waiting:
                    done, _ = wait(waiting, TELL, FIRST_COMPLETED)
                    for future in done:
                        self._note(waiting.pop(future), future)
                    yield bool(done)
            finally:
                self._ended.set()
                pool.shutdown(wait=True, cancel_futures=True)

    def _note(self, place: tuple[int, int], future: Future[Outcome]) -> None:
        outcome = future.result()
        self.results.confusion[place] = outcome.confusion
        self.results.curves[place] = outcome.curve
        self.results.done[place] = True
        self.results.__dict__.pop("judgements", None)  # worked out before this one was there

    def _one(self, arm: int, seed: int) -> Outcome:
        size, chosen = self.plan.size, self.plan.arms[arm]
        pictures = few(self.split, size.per_class, seed)
        made = None
        if chosen.kind == "generated":
            made = generated(size.data, pictures, seed=seed, halt=self._wait)
        return train_arm(
            chosen, pictures, self.split.test, seed=seed, steps=size.steps, made=made,
            halt=self._step,
        )  # fmt: skip

    def _step(self) -> bool:
        self.steps += 1
        return self._wait()

    def _wait(self) -> bool:
        """Wait while the study is paused; raise what ends it, in every thread."""
        with self._gate:
            if not self._ended.is_set():
                self.go_on()
        return self._ended.is_set()


def work(hand: Hand) -> None:
    """Train all that a visitor wants compared, and report after each training."""
    plan = plan_of(hand.settings)
    split = _read(hand, plan)

    def go_on() -> None:
        hand.check()

    study = Study.new(plan, split, go_on)
    if hand.checkpoint.is_file():
        study.results = _kept(hand.checkpoint, study.results)
    hand.keep(lambda path: _keep(path, study.results))
    _tell(hand, study, is_news=True)
    for is_news in study.train():
        with study._gate:
            if is_news:
                hand.save()
            if is_news or hand.due(TELL, "tell"):
                _tell(hand, study, is_news=is_news)


def _read(hand: Hand, plan: Plan) -> Split:
    """Return the pictures, downloading them where they are not here."""
    data = plan.size.data

    def tell(share: float) -> None:
        hand.check()
        if data in NAMES and hand.due(TELL, "download"):
            said = {"name": NAMES[data], "share": share}
            hand.report(0, 0, note=Sentence("Downloading {name}: {share:.0%}", said))

    return read_split(data, sorted(hand.given.iterdir()), tell)


def _tell(hand: Hand, study: Study, *, is_news: bool) -> None:
    done, total = int(study.results.done.sum()), study.plan.trainings
    arm, _ = next(iter(study.missing()), (0, 0))
    said = Sentence(
        "Training {number} of {total}: {name}",
        {"number": min(done + 1, total), "total": total, "name": study.plan.arms[arm].title},
    )
    classes = {"classes": np.array(study.split.classes)}
    arrays = {**study.results.arrays(), **classes} if is_news else None
    numbers = {"trainings": done, "of": total}
    share = min(1.0, study.steps / study.all_steps)
    hand.report(study.steps, share, numbers, arrays, said if done < total else None)


def _keep(path: Path, results: Results) -> None:
    from io import BytesIO

    buffer = BytesIO()
    np.savez_compressed(buffer, **results.arrays())  # type: ignore[arg-type]
    write_whole(path, buffer.getvalue())


def _kept(path: Path, empty: Results) -> Results:
    """Return the results that were put down, unless they are of another study."""
    with np.load(path, allow_pickle=False) as file:
        kept = Results.read(dict(file))
    return kept if kept.confusion.shape == empty.confusion.shape else empty
