"""The hand of a worker process: what long work asks, reports, keeps and is told through.

A work is a plain function with a plain loop::

    def work(hand: Hand) -> None:
        learner = Learner(**hand.settings)
        if hand.checkpoint.is_file():
            learner.resume(hand.checkpoint)
        hand.keep(learner.save)
        for step in range(learner.step, learner.steps):
            learner.change(**hand.check())
            learner.learn()
            if hand.due(0.5):
                hand.report(step, step / learner.steps, {"loss": learner.loss})
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf
from os import getpid
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, Literal

from core.sentence import Sentence
from core.workers.folder import JobFolder, Order
from core.workers.report import Report, as_data

if TYPE_CHECKING:
    from numpy.typing import NDArray

LOOK = 0.1  # seconds between two looks for orders
PAUSED_LOOK = 0.02  # the same while nothing else is to be done
MOST_REPORTS = 2000  # of one job; every second one is dropped when there are more
GIVEN_UP = Sentence("Stopped to make room for others; it can go on from where it was.")


class Stopped(BaseException):  # no Exception: work that catches all of those is stopped too
    """The work is to end here; it may go on another time from its checkpoint."""


class Hand:
    """One run of a job, seen from its work."""

    def __init__(self, job: JobFolder, heard: int = 0) -> None:
        """Take up a job.

        Args:
            job: Its folder.
            heard: Bytes of orders that were meant for earlier runs.
        """
        self.settings: dict[str, Any] = job.read_job()["settings"]
        self._job, self._heard = job, heard
        self._state = "running"
        self._is_paused = False  # whether its state says so
        self._steps = 0  # to be taken in spite of the pause
        self._news = False  # whether orders came that the work has not been told of
        self._worked = False  # whether this run has taken a step
        self._end: str | None = None  # why the work is to end
        self._changes: dict[str, Any] = {}
        self._save: Callable[[Path], None] | None = None
        self._save_every, self._saved = inf, monotonic()
        self._look_at = 0.0
        self._due: dict[str, float] = {}
        self._before = float(job.read_state().get("kept", 0.0))  # seconds until the checkpoint
        self._since: float | None = monotonic()  # none while nothing goes on
        self._reports = job.reports()

    @property
    def checkpoint(self) -> Path:
        """Where the work puts itself down; if the file is there, it goes on from it."""
        return self._job.checkpoint

    @property
    def folder(self) -> Path:
        """Where files go that the visitor may fetch."""
        return self._job.made

    @property
    def given(self) -> Path:
        """Where the files lie that the visitor gave."""
        return self._job.given

    @property
    def seconds(self) -> float:
        """Seconds worked, those before the checkpoint included and pauses left out."""
        return self._before + (0.0 if self._since is None else monotonic() - self._since)

    def begin(self) -> None:
        """Say that the work goes on."""
        self._job.write_state(state="running", seconds=self.seconds, failure=None, pid=getpid())

    def keep(self, save: Callable[[Path], None], every: float = 15.0) -> None:
        """Let a checkpoint be saved every so many seconds, at a pause and at the end.

        Args:
            save: Writes the file whole or not at all, such as core.nn.checkpoint does.
            every: Seconds.
        """
        self._save, self._save_every, self._saved = save, every, monotonic()

    def check(self) -> dict[str, Any]:
        """Wait here while the job is paused; to be called before each step.

        Returns:
            The settings that were changed since the last call.

        Raises:
            Stopped: The work is to end.
        """
        now = monotonic()
        if self._state == "running" and not self._news and now < self._look_at:
            return {}
        before = self._state
        self._listen()
        self._news = False
        if self._worked and before != self._state == "paused":
            self._steps = max(1, self._steps)  # it is reported, so that what is shown is how it is
        if now - self._saved > self._save_every:
            self.save()
        while self._state == "paused" and not self._steps and self._end is None:
            self._rest()
        if self._end is not None:
            raise Stopped
        self._steps = max(0, self._steps - 1)
        self._go()
        self._worked = True
        changes, self._changes = self._changes, {}
        return changes

    def due(self, every: float, what: str = "") -> bool:
        """Tell whether so many seconds have gone since this was last true.

        It is at the first step, after a single one, and before a pause or an end as well.

        Args:
            every: Seconds.
            what: Name of the matter, where several have their own pace.
        """
        now = monotonic()
        if now >= self._look_at:
            self._listen()
        last = self._state == "paused" or self._end is not None
        if not last and now - self._due.get(what, -inf) < every:
            return False
        self._due[what] = now
        return True

    def report(
        self,
        step: int,
        share: float,
        numbers: Mapping[str, float] | None = None,
        arrays: Mapping[str, NDArray[Any]] | None = None,
        note: Sentence | None = None,
    ) -> None:
        """Say how the work stands.

        Args:
            step: Never falls, except that work which is resumed repeats some.
            share: Done, in [0, 1].
            numbers: By name, such as losses.
            arrays: By name, such as pictures; they replace those of earlier reports.
            note: What is being done.
        """
        if arrays is not None:
            self._job.write_arrays(arrays)
        share = min(max(float(share), 0.0), 1.0)
        report = Report(int(step), share, self.seconds, dict(numbers or {}), note)
        if self._reports and step <= self._reports[-1].step:
            self._reports = [r for r in self._reports if r.step < step]
            self._job.replace_reports([*self._reports, report])
        elif len(self._reports) >= MOST_REPORTS:
            self._reports = self._reports[::2]
            self._job.replace_reports([*self._reports, report])
        else:
            self._job.add_report(report)
        self._reports.append(report)
        self._job.write_state(seconds=self.seconds, step=report.step, share=share)

    def save(self) -> None:
        """Save a checkpoint now, if the work said how."""
        if self._save is not None:
            self._save(self.checkpoint)
            self._job.write_state(kept=self.seconds)
        self._saved = monotonic()

    def orphan(self) -> None:
        """Let the work end soon: the server is gone."""
        self._end, self._news = "orphaned", True

    def end(
        self, state: Literal["finished", "stopped", "failed"], why: Sentence | None = None
    ) -> None:
        """Note how the work ended.

        One whose server is gone counts as interrupted, like one that was killed.
        """
        if state != "failed":
            self.save()
        if state == "stopped" and self._end == "orphaned":
            return
        if state == "stopped" and self._end == "yield":
            why = GIVEN_UP
        self._job.write_state(state=state, seconds=self.seconds, failure=as_data(why))

    def _rest(self) -> None:
        """Wait a little for the next order."""
        if self._since is not None:
            self._before, self._since = self.seconds, None
            self.save()
            self._is_paused = True
            self._job.write_state(state="paused", seconds=self._before)
        sleep(PAUSED_LOOK)
        self._listen()

    def _go(self) -> None:
        """Take up the work again after a rest, or after a step that another order followed."""
        if self._since is None:
            self._since = monotonic()
        if self._is_paused and self._state == "running":
            self._is_paused = False
            self._job.write_state(state="running")

    def _listen(self) -> None:
        """Take in the orders that have come since the last look."""
        self._look_at = monotonic() + LOOK
        if self._job.orders_end() > self._heard:
            orders, self._heard = self._job.orders(self._heard)
            self._news = True
            for order in orders:
                self._take(order)

    def _take(self, order: Order) -> None:
        match order["order"]:
            case "pause":
                self._state, self._steps = "paused", 0
            case "step":
                self._state, self._steps = "paused", self._steps + 1
            case "continue":
                self._state, self._steps = "running", 0
            case "change":
                self._changes |= order["change"]
                self.settings |= order["change"]
            case end:  # stop or yield
                self._end = self._end or end
