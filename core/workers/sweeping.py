"""Old jobs, and the room that jobs take."""

import re
import shutil
import time
from collections.abc import Collection
from pathlib import Path

from core.workers.files import size
from core.workers.folder import JobFolder

NAME = re.compile(r"[0-9a-f]{32}")


def sweep(root: Path, *, hours: float, megabytes: float, busy: Collection[str]) -> None:
    """Delete the jobs that nobody asked for so long, and the oldest while all take too much room.

    Args:
        root: Where the folders of jobs lie.
        hours: Since somebody asked for a job or it did something.
        megabytes: Of all jobs together.
        busy: Jobs to be left alone.
    """
    ages = {path: _used(path) for path in root.iterdir() if NAME.fullmatch(path.name)}
    total = 0
    for path in sorted(ages, key=lambda path: -ages[path]):
        total += sum(size(file) for file in path.rglob("*"))
        old = time.time() - ages[path] > hours * 3600 or total > megabytes * 2**20
        if old and path.name not in busy and not JobFolder(path).is_worked_on():
            shutil.rmtree(path, ignore_errors=True)


def _used(path: Path) -> float:
    try:
        return JobFolder(path).used()
    except FileNotFoundError:  # it is being made, or half deleted
        return path.stat().st_mtime
