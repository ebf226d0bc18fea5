"""Damage with a seed, so that what is mended can be measured."""

from core.degradation.gaussian_noise import gaussian_noise
from core.method import Method

METHODS = (Method("Gaussian noise", gaussian_noise),)
