"""Long work beside the web server: trainings and studies in processes of their own.

All that is known of a job lies in its folder, in plain files: who dies, the server or the worker,
loses nothing but what was worked since the last checkpoint.
"""

from functools import cache
from pathlib import Path

from core.workers.queue import JobQueue
from core.workers.report import Report, State, Status

__all__ = ["JobQueue", "Report", "State", "Status", "job_queue"]


@cache
def job_queue() -> JobQueue:
    """Return the server's own queue, as its settings want it."""
    from platformdirs import user_cache_path

    from core.settings import settings

    folder = Path(settings.jobs_folder or user_cache_path("pixel-atelier") / "jobs")
    return JobQueue(
        folder.resolve(),
        workers=settings.workers,
        longest_queue=settings.waiting_jobs,
        minutes=settings.job_minutes,
        hours=settings.jobs_hours,
        megabytes=settings.jobs_megabytes,
    )
