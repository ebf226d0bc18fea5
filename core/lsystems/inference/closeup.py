"""Candidates seen closely: drawn with the turtle and pen of the page, laid over the target."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from core.automata.learning.similarity import overlap
from core.image import Image
from core.lsystems.inference.candidates import Candidate, rounded
from core.lsystems.inference.likeness import iou
from core.lsystems.inference.sketch import Rules
from core.lsystems.inference.target import Mask, Target, mask_of

NEXT = (-0.2, -0.1, 0.1, 0.2)  # degrees
ONLY_TARGET, ONLY_FOUND, BOTH = (0.83, 0.37, 0.0), (0.0, 0.45, 0.7), (0.12, 0.12, 0.12)


@dataclass(frozen=True, eq=False)
class Look:
    """A candidate's own drawing beside the target."""

    candidate: Candidate
    mask: Mask  # (DETAIL, DETAIL)
    similarity: float  # the article's, ½ for identical inks
    iou: float  # of inks thickened by a cell


def look(target: Target, candidate: Candidate) -> Look:
    """Draw a candidate and compare it with the target, cell by cell."""
    mask = _mask(candidate.rules, candidate.angle, candidate.order)
    inks = (mask.view(np.uint8)[None, None], target.mask.view(np.uint8)[None])
    similarity = float(overlap(*inks)[0])
    return Look(candidate, mask, similarity, iou(mask, target.mask))


def sharpened(target: Target, candidate: Candidate) -> Candidate:
    """Return the candidate with the angle next to its own that fits best."""
    angles = {rounded(candidate.angle + shift) for shift in NEXT}
    others = [replace(candidate, angle=angle) for angle in sorted(angles)]
    return max((candidate, *others), key=lambda found: look(target, found).iou)


def ranked(target: Target, candidates: Iterable[Candidate]) -> list[Look]:
    """Return looks at candidates, the one most like the target first."""
    return sorted((look(target, found) for found in candidates), key=lambda seen: -seen.iou)


def overlaid(target: Target, seen: Look) -> Image:
    """Return both inks in one picture: orange the target's alone, blue the candidate's alone."""
    picture = np.ones((*target.mask.shape, 3), np.float32)
    picture[target.mask & ~seen.mask] = ONLY_TARGET
    picture[seen.mask & ~target.mask] = ONLY_FOUND
    picture[seen.mask & target.mask] = BOTH
    return picture


@lru_cache(maxsize=256)
def _mask(rules: Rules, angle: float, order: int) -> Mask:
    return mask_of(rules, angle, order)
