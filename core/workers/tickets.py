"""The queue of jobs: one small file for each that waits, named so that names sort as they came."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from core.workers.files import write_whole

TAKEN = 3  # what a worker ends with when another one works on its job


@dataclass(frozen=True)
class Ticket:
    """A place in the queue; says which orders the job has heard already."""

    path: Path

    @property
    def job(self) -> str:
        """The job that waits."""
        return self.path.name.partition("-")[2]

    def heard(self) -> int | None:
        """Return how many bytes of orders were for earlier runs; none if it left the queue."""
        try:
            return int(self.path.read_text())
        except FileNotFoundError:
            return None

    def remove(self) -> bool:
        """Leave the queue; false if somebody else was faster."""
        try:
            self.path.unlink()
        except FileNotFoundError:
            return False
        return True


@dataclass(frozen=True)
class Tickets:
    """The queue."""

    folder: Path

    def add(self, job: str, heard: int) -> Ticket:
        """Put a job at its end."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{time.time_ns():020d}-{job}"
        write_whole(path, str(heard).encode())
        return Ticket(path)

    def waiting(self) -> list[Ticket]:
        """Return who waits, in order."""
        names = os.listdir(self.folder) if self.folder.is_dir() else []
        return [Ticket(self.folder / name) for name in sorted(names) if "." not in name]
