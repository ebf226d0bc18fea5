"""The queue of long jobs: given in, looked at, told what to do, and taken up again."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Literal
from uuid import uuid4

from core.sentence import InputError
from core.workers.folder import JobFolder
from core.workers.kinds import KINDS, WARM_UP
from core.workers.report import Report, Status, as_sentence
from core.workers.supervisor import Supervisor
from core.workers.sweeping import NAME, sweep
from core.workers.tickets import Tickets

if TYPE_CHECKING:
    from numpy.typing import NDArray

Command = Literal["pause", "step", "continue", "stop", "change"]


class JobQueue:
    """Jobs in one folder, worked on by processes of their own; several servers may share it.

    Whoever knows a job's id may look at it and tell it what to do; nobody can guess it.
    """

    def __init__(
        self,
        root: Path,
        *,
        kinds: Mapping[str, str] = KINDS,
        workers: int = 1,
        longest_queue: int = 40,
        hours: float = 24,
        megabytes: float = 2048,
        minutes: float = 10,
        warm_up: str = WARM_UP,
    ) -> None:
        """Open the queue; its thread starts when somebody first asks for something.

        Args:
            root: Where the jobs lie, an absolute path.
            kinds: The work of each kind, as `module:function`.
            workers: Processes at the same time.
            longest_queue: Jobs that may wait before more are turned away.
            hours: That a job is kept after somebody asked for it last.
            megabytes: Of all jobs together; the oldest leave first.
            minutes: After which a job makes room if others wait.
            warm_up: What a worker prepares while nobody waits, as `module:function`.
        """
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.root, self.kinds, self.longest_queue = root, kinds, longest_queue
        self._tickets = Tickets(root / "waiting")
        self._lock = RLock()
        self._supervisor = Supervisor(
            root, kinds, workers=workers, turn=minutes * 60, warm_up=warm_up,
            sweep=lambda busy: sweep(root, hours=hours, megabytes=megabytes, busy=busy),
        )  # fmt: skip

    def submit(
        self,
        kind: str,
        settings: Mapping[str, Any],
        files: Mapping[str, bytes | Path] | None = None,
    ) -> str:
        """Put a job at the end of the queue and return its id.

        Args:
            kind: One of the kinds.
            settings: For its work; values of JSON.
            files: What the visitor gave to work on, by name; copied.

        Raises:
            InputError: Too many wait.
        """
        if kind not in self.kinds:
            raise ValueError(f"kind must be one of {', '.join(self.kinds)}, got {kind}")
        if (count := len(self._tickets.waiting())) >= self.longest_queue:
            raise InputError("{count} jobs wait already; try again later.", count=count)
        name = uuid4().hex
        job = JobFolder(self.root / name)
        job.create(kind, settings)
        for file, content in (files or {}).items():
            target = job.given / Path(file).name
            if isinstance(content, bytes):
                target.write_bytes(content)
            else:
                shutil.copyfile(content, target)
        self._tickets.add(name, 0)
        self._supervise()
        return name

    def status(self, job_id: str) -> Status:
        """Return how a job stands.

        Raises:
            InputError: It is not kept any more.
        """
        job = self._find(job_id)
        job.touch()
        self._supervise(wake=False)
        status = partial(Status, **job.read_job())
        facts = job.read_state()
        waiting = [ticket.job for ticket in self._tickets.waiting()]
        if job_id in waiting:
            facts |= {"state": "waiting", "failure": None}
            return _status(status, facts, position=waiting.index(job_id) + 1)
        facts = job.read_state()  # it may have begun meanwhile
        if facts.get("state", "running") in ("running", "paused") and not job.is_worked_on():
            facts = job.read_state()  # or ended
            if facts.get("state", "running") in ("running", "paused"):
                facts["state"] = "interrupted"
        return _status(status, facts)

    def reports(self, job_id: str, since: int = -1) -> list[Report]:
        """Return the reports of steps after one, in their order.

        Raises:
            InputError: The job is not kept any more.
        """
        return self._find(job_id).reports(since)

    def latest(self, job_id: str) -> dict[str, NDArray[Any]]:
        """Return the last arrays that the work reported, by name; none before it did.

        Raises:
            InputError: The job is not kept any more.
        """
        return self._find(job_id).read_arrays()

    def folder(self, job_id: str) -> Path:
        """Return where the files lie that the work made.

        Raises:
            InputError: The job is not kept any more.
        """
        return self._find(job_id).made

    def tell(self, job_id: str, order: Command, change: Mapping[str, Any] | None = None) -> None:
        """Give a job an order; it heeds it before its next step.

        Args:
            job_id: Of the job.
            order: A step is exactly one, after which it is paused.
            change: Settings that are to have other values.

        Raises:
            InputError: The job is not kept any more.
        """
        job = self._find(job_id)
        job.order(order, change)
        if order == "stop":
            for ticket in self._tickets.waiting():
                if ticket.job == job_id and ticket.remove():
                    job.write_state(state="stopped", failure=None)
            self._supervisor.wake.set()

    def resume(self, job_id: str) -> None:
        """Put a job that is over at the end of the queue, to go on from its checkpoint.

        Raises:
            InputError: It is not kept any more.
        """
        with self._lock:
            if self.status(job_id).is_over:
                self._tickets.add(job_id, self._find(job_id).orders_end())
        self._supervise()

    def warm(self) -> None:
        """Keep a worker prepared for a while, so that a job begins at once."""
        self._supervise()
        self._supervisor.warm()

    def close(self) -> None:
        """Do what the death of the server does: jobs are put down, and can be resumed."""
        if self._supervisor.is_alive():
            self._supervisor.close()

    def _find(self, job_id: str) -> JobFolder:
        job = JobFolder(self.root / job_id) if NAME.fullmatch(job_id) else None
        if job is None or not (job.path / "job.json").exists():
            raise InputError("This job is not kept any more.")
        return job

    def _supervise(self, wake: bool = True) -> None:
        with self._lock:
            if not self._supervisor.is_alive():
                self._supervisor.start()
        if wake:
            self._supervisor.wake.set()


def _status(status: partial[Status], facts: Mapping[str, Any], position: int = 0) -> Status:
    return status(
        state=facts["state"],
        position=position,
        seconds=facts.get("seconds", 0.0),
        step=facts.get("step", 0),
        share=facts.get("share", 0.0),
        failure=as_sentence(facts.get("failure")),
    )
