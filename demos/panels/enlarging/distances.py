"""Feature distances that visitors asked for: they take seconds, so they are kept."""

import threading

from cachetools import LRUCache

from core.recipe import Recipe
from demos.panels.scores import Figure
from demos.words import say

PARTS = 1000  # the distance is shown in thousandths
_LOCK = threading.Lock()
_KEPT: LRUCache[str, tuple[float, float]] = LRUCache(256)  # by recipe: the result's, bicubic's


def keep_distance(recipe: Recipe, own: float, bicubic: float) -> None:
    """Remember how far a result and the bicubic enlargement are from the truth."""
    with _LOCK:
        _KEPT[str(recipe)] = own, bicubic


def known_distance(recipe: Recipe) -> tuple[float, float] | None:
    """Return the distances of a result and of bicubic, if somebody asked before."""
    with _LOCK:
        return _KEPT.get(str(recipe))


def told_distance(recipe: Recipe, language: str) -> tuple[list[Figure], str]:
    """Return the distance as a large figure, and what it is, if it is known."""
    known = known_distance(recipe)
    if known is None:
        return [], ""
    own, bicubic = (f"{PARTS * value:.0f}" for value in known)
    was = say("bicubic {value}", language, value=bicubic)
    told = say(
        "Feature distance: our own, not LPIPS, by the encoder of our grey U-Net; smaller is closer "
        "to the sharp picture.",
        language,
    )
    return [(say("Feature distance", language), own, "‰", was)], told
