"""A small network that tells what a picture shows, for pictures of few kinds."""

from core.classification.trainings import TRAININGS

__all__ = ["TRAININGS"]
