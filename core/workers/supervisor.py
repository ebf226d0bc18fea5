"""Whoever starts the workers: one thread in one of the servers that share a folder of jobs."""

import logging
import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from subprocess import TimeoutExpired
from threading import Event, Thread
from time import monotonic

from filelock import FileLock, Timeout

from core.machine import cores
from core.sentence import Sentence
from core.workers.folder import JobFolder
from core.workers.process import Worker
from core.workers.report import as_data
from core.workers.tickets import TAKEN, Ticket, Tickets

TICK = 1.0  # seconds between two looks, where nothing wakes the thread
WARM = 600.0  # seconds that a prepared worker is kept for
STUBBORN = 10.0  # seconds to heed Stop in, before the process is killed
PAUSED = 60.0  # seconds that a paused job may keep its worker while others wait
FORSAKEN = 600.0  # the same while nobody waits, but nobody asks for it either
FAREWELL = 6.0  # seconds for workers to put their work down in
FAILED = Sentence("This failed; the server's log says why.")


class Supervisor(Thread):
    """Starts the jobs that wait, in their order, as many at a time as there may be."""

    def __init__(
        self, root: Path, kinds: Mapping[str, str], *, workers: int, turn: float, warm_up: str,
        sweep: Callable[[set[str]], None],
    ) -> None:  # fmt: skip
        """Prepare the thread.

        Args:
            root: Folder of the jobs.
            kinds: The work of each kind.
            workers: Processes at the same time.
            turn: Seconds after which a job makes room if others wait.
            warm_up: What a worker prepares while nobody waits.
            sweep: Deletes old jobs, but not those named.
        """
        super().__init__(daemon=True, name="jobs")
        self.root, self.kinds, self.workers, self.turn = root, kinds, workers, turn
        self.warm_up_address, self.sweep = warm_up, sweep
        self.wake = Event()
        self._tickets = Tickets(root / "waiting")
        self._busy: dict[str, Worker] = {}
        self._spare: Worker | None = None
        self._warm_until = self._sweep_at = 0.0
        self._closed = False

    def warm(self) -> None:
        """Keep a prepared worker for a while."""
        self._warm_until = monotonic() + WARM
        self.wake.set()

    def close(self) -> None:
        """End the thread and its workers, as the death of the server would."""
        self._closed = True
        self.wake.set()
        self.join()

    def run(self) -> None:
        """Supervise, unless and until another server does; in the end let the workers go."""
        lock = FileLock(self.root / "supervisor.lock", thread_local=False, blocking=False)
        while not self._closed:
            try:
                lock.acquire()  # held from then on: acquiring again counts up
                self._tend()
            except Timeout:
                pass
            except Exception:
                logging.exception("The supervisor of the jobs stumbled")
            self.wake.wait(TICK)
            self.wake.clear()
        self._leave()
        lock.release(force=True)

    def _tend(self) -> None:
        """Do all that is to be done now."""
        for name, worker in list(self._busy.items()):
            if worker.process.poll() is not None:
                del self._busy[name]
                worker.leave()
                self._bury(worker)
        waiting = [t for t in self._tickets.waiting() if t.job not in self._busy]
        for name, worker in self._busy.items():
            self._mind(JobFolder(self.root / name), worker, bool(waiting))
        while waiting and len(self._busy) < self.workers:
            self._begin(waiting.pop(0))
        self._mind_spare(bool(waiting))
        if monotonic() >= self._sweep_at:
            self._sweep_at = monotonic() + WARM
            self.sweep({*self._busy, *(ticket.job for ticket in waiting)})

    def _begin(self, ticket: Ticket) -> None:
        job = JobFolder(self.root / ticket.job)
        try:
            work = self.kinds[job.read_job()["kind"]]
        except (FileNotFoundError, KeyError):  # swept away, or of another version
            logging.exception("The job %s cannot begin", ticket.job)
            self._fail(ticket)
            return
        if job.is_worked_on():  # by the worker of a server that has just died
            return
        worker = self._spare or self._worker()
        self._spare = None
        self._busy[ticket.job] = worker
        worker.begin(ticket, job.path, work)

    def _bury(self, worker: Worker) -> None:
        """Note what became of the job of a worker that has ended."""
        assert worker.ticket is not None
        job = JobFolder(self.root / worker.ticket.job)
        if worker.is_killed:
            job.write_state(state="stopped", failure=None)
        elif worker.process.returncode != TAKEN:
            self._fail(worker.ticket)  # if it still waits: it died before it began

    def _fail(self, ticket: Ticket) -> None:
        job = JobFolder(self.root / ticket.job)
        if ticket.remove() and job.path.exists():
            job.write_state(state="failed", failure=as_data(FAILED))

    def _mind(self, job: JobFolder, worker: Worker, others_wait: bool) -> None:
        """See that a job heeds Stop, and that it makes room where it should."""
        now = monotonic()
        orders, _ = job.orders(worker.heard)
        if any(order["order"] in ("stop", "yield") for order in orders):
            worker.told_to_end = worker.told_to_end or now
            if now - worker.told_to_end > STUBBORN:
                worker.kill()
        elif others_wait and now - worker.began > self.turn:
            job.order("yield")
        elif job.read_state().get("state") == "paused":
            rested = time.time() - os.stat(job.path / "state.json").st_mtime
            forsaken = time.time() - job.asked()
            if (others_wait and rested > PAUSED) or min(rested, forsaken) > FORSAKEN:
                job.order("yield")

    def _mind_spare(self, others_wait: bool) -> None:
        """Keep a worker prepared where one will be wanted, and only there."""
        wanted = monotonic() < self._warm_until and len(self._busy) < self.workers
        if self._spare is not None and self._spare.process.poll() is not None:
            self._spare = None
        if self._spare is None and (wanted or others_wait):
            self._spare = self._worker()
            self._spare.warm_up(self.warm_up_address)
        elif self._spare is not None and monotonic() >= self._warm_until and not others_wait:
            self._spare.leave()
            self._spare = None

    def _worker(self) -> Worker:
        return Worker(self.wake.set, max(1, cores() // self.workers))

    def _leave(self) -> None:
        """Let all workers put their work down."""
        if self._spare is not None:
            self._spare.kill()
            self._spare.leave()
        for worker in self._busy.values():
            worker.leave()
        for worker in self._busy.values():
            with suppress(TimeoutExpired):
                worker.process.wait(FAREWELL)
            worker.kill()
