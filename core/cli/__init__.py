"""The command line: recipes over files and folders, the list of methods, benchmarks."""

from core.cli import benchmark, listing, run
from core.cli.app import app

__all__ = ["app", "benchmark", "listing", "run"]
