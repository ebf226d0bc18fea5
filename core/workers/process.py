"""A worker process, seen from the server: told by lines on its input, which stays open."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any

from core.workers.tickets import Ticket

ROOT = Path(__file__).resolve().parents[2]


class Worker:
    """One process for one job; it may be started before there is one."""

    def __init__(self, on_end: Callable[[], None], threads: int) -> None:
        """Start the process, never by a fork: the server has threads.

        Args:
            on_end: Called when the process has ended, in another thread.
            threads: That its libraries may use, unless the environment says so.
        """
        counts = {"OMP_NUM_THREADS": str(threads), **os.environ}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "core.workers"],
            cwd=ROOT,
            env=counts,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl+C is for the server; workers put their work down
        )
        self.ticket: Ticket | None = None
        self.began = 0.0  # when the job was given, as monotonic time
        self.heard = 0
        self.told_to_end = 0.0  # likewise, when it was first seen to be told so
        self.is_killed = False
        Thread(target=self._wait, args=(on_end,), daemon=True).start()

    def warm_up(self, address: str) -> None:
        """Let it prepare while nobody waits."""
        self._tell(warm_up=address)

    def begin(self, ticket: Ticket, folder: Path, work: str) -> None:
        """Give it its job."""
        self.ticket, self.heard, self.began = ticket, ticket.heard() or 0, monotonic()
        self._tell(ticket=str(ticket.path), folder=str(folder), work=work)

    def kill(self) -> None:
        """End it at once, with all that it may have started."""
        self.is_killed = True
        if hasattr(os, "killpg"):
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        else:
            self.process.kill()

    def leave(self) -> None:
        """Let it put its work down and end, as it does when the server dies."""
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):
            self.process.stdin.close()

    def _tell(self, **task: Any) -> None:
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):  # it is dead, which the supervisor will see
            self.process.stdin.write(f"{json.dumps(task)}\n".encode())
            self.process.stdin.flush()

    def _wait(self, on_end: Callable[[], None]) -> None:
        self.process.wait()
        on_end()
