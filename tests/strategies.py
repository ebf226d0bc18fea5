"""Recipes for property tests, their settings drawn from the methods' own annotations."""

import numpy as np
from hypothesis import strategies as st

from core import degradation, masks
from core.chain import Chain, Joined, step_of
from core.fields import all_methods, find_method
from core.heads import Sample, Upload
from core.image import SAMPLES, pixel_hash
from core.recipe import Recipe

PICTURE = np.random.default_rng(5).random((40, 36, 3), np.float32)
UPLOAD = Upload("my “photo”.jpg", pixel_hash(PICTURE))
PICTURES = {UPLOAD.sha256: PICTURE}

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)


def values(parameter):
    """Values of one setting; numbers as people type them, and as they come."""
    if parameter.fits is not None:
        return PICTURES_OF[parameter.fits.field]
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
    height, width, channels = shape
    if method.address == "generation.reconstruct":
        return 28, 3 * 28 + 2 * 2, 1  # what it sees, what it makes of it, and the difference
    if "kernel" in settings and settings.get("border", "valid") == "valid":
        rows, columns, _ = settings["kernel"].shape
        return height - rows + 1, width - columns + 1, channels
    scale = settings.get("scale", 2)
    return {
        "enlarged": (scale * height, scale * width, channels),
        "reduced": (height // scale, width // scale, channels),
        "map": (height, width, 1),
    }.get(method.makes, shape)


def needed(method, image):
    """Pictures that a method cannot do without, small ones that fit."""
    height, width, _ = image.shape
    mask = np.zeros((height, width, 1), np.float32)
    mask[: height // 2 + 1, : width // 2] = 1
    kernel = np.full((min(3, height - 1 + height % 2), 1, 1), 1 / 3, np.float32)
    given = {"masks": mask, "kernels": kernel / kernel.sum()}
    pictures = [p for p in method.parameters if p.fits is not None and p.is_needed]
    return {p.name: given[p.fits.field] for p in pictures}


def call(method, image, **settings):
    """The method's result, with what it cannot do without."""
    return method(image, **{**needed(method, image), **settings})


def opened(settings, image):
    """Settings with their chains made into pictures, as a step makes them."""
    from core.chain import Given

    given = Given((image,), PICTURES)
    return {k: v.open(given) if isinstance(v, Chain) else v for k, v in settings.items()}


def steps(method):
    """Calls of a method, some settings left to their defaults."""
    some = {p.name: values(p) for p in method.parameters}
    must = {p.name: some.pop(p.name) for p in method.parameters if p.is_needed}
    drawn = st.fixed_dictionaries(must, optional=some)
    return drawn.map(lambda settings: step_of(method, settings))


def _plain_steps(methods):
    """Calls of methods that have no pictures as settings."""
    names = [m for m in methods if not any(p.fits for p in m.parameters)]
    return st.sampled_from(names).flatmap(steps)


ROUGH = [m for m in masks.METHODS if m.id not in ("grow", "invert", "alpha")]
MASK = st.builds(Chain, st.none(), st.tuples(_plain_steps(ROUGH)))
SHAPED = [m for m in masks.METHODS if m.id in ("grow", "invert")]
GROWN = st.builds(lambda m, s: Chain(None, (*m.steps, s)), MASK, _plain_steps(SHAPED))
JOINED = st.builds(Joined, st.one_of(MASK, GROWN), st.sampled_from("+-"), st.one_of(MASK, GROWN))
SMALL = [  # kernels that go into the smallest pictures
    step_of(find_method(f"kernels.{name}"), settings)
    for name, settings in {
        "point": {},
        "gaussian": {"spread": 1.2},
        "motion": {"length": 6, "angle": 40},
        "camera_shake": {"size": 9, "seed": 4},
        "painted": {"size": 11, "strokes": "1:2,5 8,5"},
    }.items()
]


def leaving_a_corner(chain):
    """The mask without the upper left pixel: some pixel must be known."""
    corner = {"left": 0, "top": 0, "right": 1, "bottom": 1}
    step = step_of(find_method("masks.rectangle"), corner)
    return Chain(Joined(chain, "-", Chain(None, (step,))))


PICTURES_OF = {
    "masks": st.one_of(MASK, GROWN, st.builds(Chain, JOINED)).map(leaving_a_corner),
    "kernels": st.sampled_from(SMALL).map(lambda step: Chain(None, (step,))),
    "": st.builds(Chain, st.one_of(st.sampled_from([*map(Sample, SAMPLES)]), st.just(UPLOAD))),
}
HEADS = st.one_of(
    st.builds(Sample, st.sampled_from([*SAMPLES])),
    st.builds(Upload, NAMES, HASHES),
)
METHODS = [m for m in all_methods() if m.takes_image and not m.takes_opacity]
ANY_STEP = st.sampled_from(METHODS).flatmap(steps)
RECIPES = st.builds(Recipe, HEADS, st.lists(ANY_STEP, max_size=4).map(tuple))
DAMAGES = st.sampled_from(degradation.METHODS).flatmap(steps)
SHRINKING = st.sampled_from(degradation.SHRINKING).flatmap(steps)


def damage_and(method):
    """Recipes that damage the small picture and mend it by the method."""
    damages = SHRINKING if method.makes == "enlarged" else DAMAGES
    return st.builds(Recipe, st.just(UPLOAD), st.tuples(damages, steps(method)))
