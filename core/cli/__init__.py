"""The command line: recipes over files and folders, training, the list of methods, benchmarks."""

from core.cli import benchmark, listing, run, train, width_study
from core.cli.app import app

__all__ = ["app", "benchmark", "listing", "run", "train", "width_study"]
