"""The command line: recipes over files and folders, training, the list of methods, benchmarks."""

from core.cli import augmentation_study, benchmark, listing, run, train, width_study
from core.cli.app import app

__all__ = ["app", "augmentation_study", "benchmark", "listing", "run", "train", "width_study"]
