"""Noise removal, ordered from the simplest idea to the strongest."""

from core.denoising.total_variation import total_variation
from core.method import Method

METHODS = (Method("Total variation", total_variation, {"strength": 0.05}, {"strength": 0.2}),)
