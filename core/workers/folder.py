"""The folder of one job: what it is, how it stands, what it made, and the orders given to it.

A worker holds the folder's lock as long as it lives, so that its death cannot go unseen: the system
takes the lock back.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from core.workers.files import append, lines, size, write_whole
from core.workers.report import Report

if TYPE_CHECKING:
    from numpy.typing import NDArray

Order = dict[str, Any]


@dataclass(frozen=True)
class JobFolder:
    """The files of one job."""

    path: Path

    @property
    def checkpoint(self) -> Path:
        """Where the work puts itself down."""
        return self.path / "checkpoint"

    @property
    def made(self) -> Path:
        """What the work made for its visitor."""
        return self.path / "made"

    @property
    def given(self) -> Path:
        """What the visitor gave to work on."""
        return self.path / "given"

    @cached_property
    def lock(self) -> FileLock:
        """Held by the worker as long as it lives."""
        return FileLock(self.path / "lock", thread_local=False)

    def is_worked_on(self) -> bool:
        """Tell whether a worker holds the lock."""
        try:
            with FileLock(self.path / "lock", blocking=False):
                return False
        except Timeout:
            return True

    def create(self, kind: str, settings: Mapping[str, Any]) -> None:
        """Make the folder of a new job."""
        self.made.mkdir(parents=True)
        self.given.mkdir()
        content = json.dumps({"kind": kind, "settings": dict(settings)})
        write_whole(self.path / "job.json", content.encode())

    def read_job(self) -> dict[str, Any]:
        """Return kind and settings; the settings with the changes ordered since."""
        job: dict[str, Any] = json.loads((self.path / "job.json").read_bytes())
        for order in self.orders()[0]:
            job["settings"] |= order.get("change", {})
        return job

    def read_state(self) -> dict[str, Any]:
        """Return how the job stands by its worker's word; nothing before it began."""
        try:
            return dict(json.loads((self.path / "state.json").read_bytes()))
        except FileNotFoundError:
            return {}

    def write_state(self, **facts: Any) -> None:
        """Change some of the facts."""
        content = json.dumps({**self.read_state(), **facts})
        write_whole(self.path / "state.json", content.encode())

    def touch(self) -> None:
        """Note that somebody asked for the job."""
        os.utime(self.path / "job.json")

    def asked(self) -> float:
        """Return when somebody last asked for the job, in seconds since 1970."""
        return (self.path / "job.json").stat().st_mtime

    def used(self) -> float:
        """Return the same, or when the job last did something, if that was later."""
        state = self.path / "state.json"
        return max(self.asked(), state.stat().st_mtime if state.exists() else 0.0)

    def order(self, name: str, change: Mapping[str, Any] | None = None) -> None:
        """Tell the worker something."""
        order = {"order": name} if change is None else {"order": name, "change": dict(change)}
        append(self.path / "orders", json.dumps(order))

    def orders(self, start: int = 0) -> tuple[list[Order], int]:
        """Return the orders from a byte on, and the byte where they end."""
        found, end = lines(self.path / "orders", start)
        return [json.loads(line) for line in found], end

    def orders_end(self) -> int:
        """Return how many bytes of orders there are."""
        return size(self.path / "orders")

    def reports(self, since: int = -1) -> list[Report]:
        """Return the reports of later steps; steps only rise in the file."""
        found: list[Report] = []
        for line in reversed(lines(self.path / "reports")[0]):
            report = Report.parse(line)
            if report.step <= since:
                break
            found.append(report)
        return found[::-1]

    def add_report(self, report: Report) -> None:
        """Write one more report."""
        append(self.path / "reports", report.line())

    def replace_reports(self, reports: Iterable[Report]) -> None:
        """Write all reports anew."""
        content = "".join(f"{report.line()}\n" for report in reports)
        write_whole(self.path / "reports", content.encode())

    def write_arrays(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Keep these as the latest."""
        import numpy as np

        buffer = io.BytesIO()
        np.savez(buffer, allow_pickle=False, **dict(arrays))
        write_whole(self.path / "latest.npz", buffer.getvalue())

    def read_arrays(self) -> dict[str, NDArray[Any]]:
        """Return the latest arrays, if there are some."""
        import numpy as np

        try:
            with np.load(self.path / "latest.npz", allow_pickle=False) as kept:
                return dict(kept)
        except FileNotFoundError:
            return {}
