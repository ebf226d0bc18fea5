"""Recipes for property tests, their settings drawn from the methods' own annotations."""

import numpy as np
from hypothesis import strategies as st

from core import degradation
from core.fields import FIELDS
from core.image import SAMPLES, pixel_hash
from core.recipe import Recipe, Sample, Step, Upload

PICTURE = np.random.default_rng(5).random((40, 36, 3), np.float32)
UPLOAD = Upload("my “photo”.jpg", pixel_hash(PICTURE))
PICTURES = {UPLOAD.sha256: PICTURE}

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)


def values(parameter):
    """Values of one setting; numbers as people type them, and as they come."""
    if parameter.is_weights:
        return st.just("")
    if parameter.type is str and not parameter.choices:
        return st.just(parameter.default)  # not any text is a rule
    drawn = st.from_type(parameter.annotation)
    if parameter.type is not float:
        return drawn
    low, high = parameter.range.low, parameter.range.high
    rounded = st.decimals(str(low), str(high), places=2).map(float)
    return st.one_of(rounded, drawn)


def shape_of_result(method, shape, **settings):
    """Height, width and channels that a method makes of a picture's."""
    scale = settings.get("scale", 2)
    height, width, channels = shape
    if method.field_id == "superresolution":
        return scale * height, scale * width, channels
    if method.address == "generation.reconstruct":
        return 28, 3 * 28 + 2 * 2, 1  # what it sees, what it makes of it, and the difference
    if method.address == "degradation.shrink":
        return height // scale, width // scale, channels
    return shape


def steps(method):
    """Calls of a method, some settings left to their defaults."""
    drawn = st.fixed_dictionaries({}, optional={p.name: values(p) for p in method.parameters})
    return drawn.map(lambda settings: Step(method, method.check(settings)))


HEADS = st.one_of(
    st.builds(Sample, st.sampled_from([*SAMPLES])),
    st.builds(Upload, NAMES, HASHES),
)
METHODS = [method for methods in FIELDS.values() for method in methods if method.takes_image]
ANY_STEP = st.sampled_from(METHODS).flatmap(steps)
RECIPES = st.builds(Recipe, HEADS, st.lists(ANY_STEP, max_size=4).map(tuple))
DAMAGES = st.sampled_from(degradation.METHODS).flatmap(steps)
SHRINKING = st.sampled_from(degradation.SHRINKING).flatmap(steps)


def damage_and(method):
    """Recipes that damage the small picture and mend it by the method."""
    damages = SHRINKING if method.field_id == "superresolution" else DAMAGES
    return st.builds(Recipe, st.just(UPLOAD), st.tuples(damages, steps(method)))
