"""Candidates: rules with an angle and an order, and what a target says to many of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.jobs import each
from core.lsystems.inference.likeness import Judge
from core.lsystems.inference.sketch import HIGHEST, MOST, Masks, Rules, Sketch, sketches
from core.lsystems.inference.target import written

DECIMALS = 1  # of an angle, as on the page
MIDDLES = 256  # segments looked at first
NEAR_ENOUGH = 0.85  # of the target's ink, on average
AT_LEAST = 2  # drawings of an order that are looked at more closely
CLOSER = 4  # pictures of a bundle whose overlap is taken
LEAST, LARGEST = 5.0, 150.0  # degrees


@dataclass(frozen=True)
class Candidate:
    """A system and how like the target its sketch is."""

    rules: Rules
    angle: float  # degrees
    order: int
    fitness: float = 0.0  # mean of twice the article's similarity and of the soft one
    density: float = 0.0  # how alike the ink is spread

    @property
    def text(self) -> str:
        """The rules as they are written."""
        return written(self.rules)


@dataclass(frozen=True)
class Bundle:
    """One choice of rules under several angles, at all orders or one."""

    rules: Rules
    angles: tuple[float, ...]
    order: int | None = None


@dataclass(frozen=True)
class Verdict:
    """What came of a bundle."""

    tried: int  # pictures
    fittest: Candidate | None = None
    densest: Candidate | None = None  # whose ink is spread most alike


@dataclass(frozen=True, eq=False)
class _Docket:
    """Bundles for one judge: what a process is given."""

    judge: Judge
    bundles: tuple[Bundle, ...]
    most: int


def judged(
    judge: Judge, bundles: Sequence[Bundle], *, most: int = MOST, jobs: int = 1
) -> Iterator[Verdict]:
    """Yield the verdict on every bundle, in their order.

    Args:
        judge: Who compares with the target.
        bundles: What is to be tried.
        most: Segments of a sketch.
        jobs: Processes at the same time.
    """
    size = -(-len(bundles) // jobs) or 1
    dockets = [
        _Docket(judge, tuple(bundles[start : start + size]), most)
        for start in range(0, len(bundles), size)
    ]
    for outcome in each(_hear, dockets, jobs=jobs, ordered=True):
        yield from outcome.get()


def rounded(angle: float) -> float:
    """Return an angle as the page can set it."""
    return round(float(np.clip(angle, LEAST, LARGEST)), DECIMALS)


def _hear(docket: _Docket) -> list[Verdict]:
    return [_verdict(docket.judge, bundle, docket.most) for bundle in docket.bundles]


def _verdict(judge: Judge, bundle: Bundle, most: int) -> Verdict:
    """Judge by shape, middles of segments and spread of ink; overlaps are taken of the best."""
    tried = 0
    found: list[tuple[float, int, float, Masks]] = []
    highest = bundle.order or HIGHEST
    for sketch in sketches(bundle.rules, np.array(bundle.angles), most=most, highest=highest):
        if bundle.order not in (None, sketch.order):
            continue
        tried += len(bundle.angles)
        chosen = _promising(judge, sketch)
        if not len(chosen):
            continue
        masks = sketch.at(chosen).masks(judge.side)
        density = judge.density(masks)
        for place in np.argsort(-density)[:CLOSER].tolist():
            angle = bundle.angles[chosen[place]]
            found.append((float(density[place]), sketch.order, angle, masks[place]))
    found = sorted(found, key=lambda item: -item[0])[:CLOSER]
    if not found:
        return Verdict(tried)
    fitness = judge.fitness(np.stack([mask for *_, mask in found])).tolist()
    listed = [
        Candidate(bundle.rules, angle, order, score, density)
        for (density, order, angle, _), score in zip(found, fitness, strict=True)
    ]
    return Verdict(tried, max(listed, key=lambda candidate: candidate.fitness), listed[0])


def _promising(judge: Judge, sketch: Sketch) -> NDArray[np.int64]:
    """Return which drawings deserve to be rasterised: the best, and all that are as good as on it.

    Right rules under the right angle put every segment where the target has ink.
    """
    fitting = np.flatnonzero(judge.fits(*sketch.box))
    if len(fitting) <= AT_LEAST:
        return fitting
    cells = sketch.at(fitting).middles(judge.side, MIDDLES)
    nearness = judge.near.ravel()[cells].mean(axis=1)
    return fitting[nearness >= min(NEAR_ENOUGH, np.sort(nearness)[-AT_LEAST])]
