"""Models and classical algorithms for making and mending pictures."""

__version__ = "0.1.0"
