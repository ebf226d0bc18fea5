"""Random systems that look like something, and unlike what is known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from core.lsystems.drawing import THINNEST, draw, fitted
from core.lsystems.growth import growth
from core.lsystems.notation import parse
from core.lsystems.presets import PRESETS
from core.lsystems.rewrite import rewrite
from core.lsystems.turtle import Turtle

SIDE = 96  # pixels of the pictures compared
GRID = 8  # a picture's features: the share of its ink in each of 8 × 8 fields
FEWEST, MOST = 150, 6000  # segments
LIGHTEST, DARKEST = 0.02, 0.3  # share of the picture that is ink
CLEAR = 0.8  # of the ink that the lines would leave if none lay on another
SLIMMEST = 0.4  # the shorter side of the drawing, of the longer
ANGLES = (15.0, 18.0, 20.0, 22.5, 25.7, 30.0, 36.0, 45.0, 60.0, 72.0, 90.0, 120.0)
IDLE = re.compile(r"\[[-+]*\]|\+-|-\+")  # what changes nothing in a drawing
KNOWN = (
    *("koch_snowflake", "koch_island", "dragon", "levy", "sierpinski_arrowhead", "gosper"),
    *("hilbert", "terdragon", "plant_a", "plant_c", "plant_d", "plant_f", "binary_tree"),
)


@dataclass(frozen=True)
class Found:
    """A random system and how to draw it."""

    rules: str
    angle: float
    order: int
    novelty: float  # share of ink that lies elsewhere than in the three known pictures most like it


def find(seed: int, tries: int = 120) -> Found:
    """Return the most novel of many random systems that look like something.

    Args:
        seed: Draws the systems; the same seed finds the same.
        tries: How many are drawn; each takes a few milliseconds.
    """
    *_, best = search(seed, tries)
    return best


def search(seed: int, tries: int = 120) -> Iterator[Found]:
    """Yield the most novel system so far after every try; the arguments are those of `find`."""
    rng = np.random.default_rng(seed)
    best = Found("F -> F[+F]F[-F]F", 25.7, 4, 0.0)
    for _ in range(tries):
        rules, angle = _random_rules(rng), float(rng.choice(ANGLES))
        order = _order(rules)
        features = None if order is None else _features(rules, angle, order)
        if order is not None and features is not None:
            distances = np.abs(_archive() - features).sum(axis=1) / 2
            novelty = float(np.sort(distances)[:3].mean())
            best = max(best, Found(rules, angle, order, novelty), key=lambda found: found.novelty)
        yield best


def random_plant(seed: int, number: int) -> Found:
    """Return a random branching system that looks like something, however like it is to others.

    Args:
        seed: Of a whole set of plants.
        number: Of the plant among them; each has its own random numbers.
    """
    rng = np.random.default_rng([seed, number])
    while True:
        rules, angle = _random_rules(rng), float(rng.uniform(15, 40))
        if "[" not in rules:
            continue
        order = _order(rules)
        if order is not None and _features(rules, angle, order) is not None:
            return Found(rules, round(angle, 1), order, 0.0)


def _random_rules(rng: np.random.Generator) -> str:
    """Return one rule for F, or one for a bud X whose stems F double."""
    if rng.random() < 0.5:
        return f"F -> {_random_word(rng, 'FFF+-')}"
    return f"X -> F{_random_word(rng, 'FXX+-')}X; F -> FF"


def _random_word(rng: np.random.Generator, symbols: str) -> str:
    """Return 4 to 12 symbols, some of them in brackets that match."""
    word = [str(s) for s in rng.choice(list(symbols), rng.integers(4, 13))]
    for _ in range(rng.integers(0, 4)):
        start, end = sorted(rng.integers(0, len(word) + 1, 2).tolist())
        inside = word[start:end]
        if inside.count("[") == inside.count("]") and _never_closes_first(inside):
            sign = str(rng.choice(["+", "-"]))
            word[start:end] = ["[", sign, *inside, "]"]
    text = "".join(word)
    while text != (text := IDLE.sub("", text)):
        pass
    return text


def _never_closes_first(word: list[str]) -> bool:
    depth = np.cumsum([(s == "[") - (s == "]") for s in word])
    return not (depth < 0).any()


def _order(rules: str) -> int | None:
    """Return the order at which the drawing has enough segments and not too many."""
    fitting = [g.order for g in growth(parse(rules), 8) if FEWEST <= g.segments <= MOST]
    return max(fitting, default=None)


def _features(rules: str, angle: float, order: int) -> NDArray[np.float64] | None:
    """Return the ink in each field of the picture, or nothing where it looks like nothing."""
    strokes = Turtle(angle).draw(rewrite(parse(rules), order))
    low, high = strokes.box()
    width, height = (high - low)[:2]
    if min(width, height) < SLIMMEST * max(width, height):
        return None
    ink = 1 - draw(strokes, size=SIDE)[..., 0].astype(np.float64)
    if not LIGHTEST <= ink.mean() <= DARKEST:
        return None
    lengths = np.linalg.norm(strokes.ends - strokes.starts, axis=1)
    if ink.sum() < CLEAR * THINNEST * lengths.sum() * fitted(strokes, SIDE).scale:
        return None
    fields = ink.reshape(GRID, SIDE // GRID, GRID, SIDE // GRID).mean(axis=(1, 3))
    return fields.ravel() / fields.sum()


@cache
def _archive() -> NDArray[np.float64]:
    """Return the features of known systems, (k, GRID²)."""
    known = [PRESETS[name] for name in KNOWN]
    found = [_features(p.rules, p.angle, min(p.order, _order(p.rules) or p.order)) for p in known]
    return np.array([features for features in found if features is not None])
