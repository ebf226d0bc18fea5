"""Masks, 1 where something is missing: by rule, from the picture's values, and from one another."""

from core.field import Field
from core.fits import join, take_away, to_mask
from core.masks.by_rule import blobs, grid, random, rectangle, scratches, stripes
from core.masks.of_picture import alpha, black, colour
from core.masks.painted import painted
from core.masks.reshaped import grow, invert
from core.masks.text import text
from core.method import Method

__all__ = ["FIELD", "METHODS", "join", "take_away", "to_mask"]

METHODS = (
    Method("Random pixels", random, {"share": 0.2}, {"share": 0.8}),
    Method("Stripes", stripes, {"width": 2}, {"width": 8}),
    Method("Grid", grid),
    Method("Text", text),
    Method("Scratches", scratches, {"count": 2}, {"count": 12}),
    Method("Blobs", blobs, {"share": 0.05}, {"share": 0.4}),
    Method("Rectangle", rectangle),
    Method("Painted mask", painted),
    Method("Pixels of one colour", colour),
    Method("Black pixels", black),
    Method("Transparent pixels", alpha, takes_opacity=True),
    Method("Grown mask", grow),
    Method("Inverted mask", invert),
)

FIELD = Field("masks", "Masks", METHODS, makes="map")
