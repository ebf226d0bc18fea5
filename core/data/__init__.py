"""Labelled pictures to learn from and to measure on: known, drawn, and a visitor's own."""

from core.data.collection import Collection, fit
from core.data.drawing import drawn
from core.data.known import is_here, read_known
from core.data.own import own_pictures

__all__ = ["Collection", "drawn", "fit", "is_here", "own_pictures", "read_known"]
