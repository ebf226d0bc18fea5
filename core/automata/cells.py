"""From a picture back to its cells, and from cells to the text that a recipe carries."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from core.automata.grid import Grid
from core.automata.notation import read_generations, read_larger, read_life
from core.automata.palettes import colours
from core.automata.rle import Pattern, write_rle
from core.automata.tables import read_table
from core.image import Image
from core.sentence import InputError

WOLFRAM = re.compile(r"W(\d{1,3})", re.IGNORECASE)
LONGEST = 16_000  # characters of a painted start; a recipe and its link hold little more
STATES: Mapping[str, Callable[[Mapping[str, Any]], int]] = {  # by method, from its settings
    "life_like": lambda settings: 2,
    "generations": lambda settings: read_generations(settings["rule"]).states,
    "larger_than_life": lambda settings: read_larger(settings["rule"]).states,
    "cyclic": lambda settings: settings["states"],
    "greenberg_hastings": lambda settings: settings["states"],
    "majority": lambda settings: 2,
    "wireworld": lambda settings: 4,
    "rule_table": lambda settings: read_table(settings["table"]).space.states,
}


def states_of(method: str, settings: Mapping[str, Any]) -> int:
    """Return how many states the cells of a method have.

    Raises:
        InputError: Its grid is not made of cells in states, or is not kept.
    """
    if method not in STATES:
        raise InputError("The cells of this method cannot be painted or written as RLE.")
    return STATES[method](settings)


def cells_of(image: Image, states: int, palette: str) -> Grid:
    """Return the cells that a method has painted, (H, W).

    Args:
        image: The method's picture, (H, W, C).
        states: Of its cells.
        palette: That the picture was painted with.
    """
    shades = colours(palette, states)  # (states, C)
    if image.shape[2] != shades.shape[1]:
        shades = shades.mean(axis=1, keepdims=True) if image.shape[2] == 1 else shades.repeat(3, 1)
    best = np.full(image.shape[:2], np.inf, np.float32)
    cells = np.zeros(image.shape[:2], np.uint8)
    for state, shade in enumerate(shades):
        distance = np.square(image - shade).sum(axis=2)
        nearer = distance < best
        best[nearer], cells[nearer] = distance[nearer], state
    return cells


def as_start(cells: Grid) -> str:
    """Return cells as the text of a method's setting rle, which places them where they are.

    Raises:
        InputError: The text would be too long for a recipe and its link.
    """
    text = write_rle(Pattern(cells)).replace(", rule = B3/S23", "", 1).strip()
    if len(text) > LONGEST:
        raise InputError(
            "These cells make a text of {count} characters, a link holds {limit}: take a smaller "
            "size or fewer cells.",
            count=len(text),
            limit=LONGEST,
        )
    return text


def golly_rule(method: str, settings: Mapping[str, Any]) -> str:
    """Return the rule of a method as Golly names it, or the method's id where it has none."""
    readers: dict[str, Callable[[str], object]] = {
        "life_like": read_life,
        "generations": read_generations,
        "larger_than_life": read_larger,
    }
    if method in readers:
        return str(readers[method](settings["rule"]))
    return {"wireworld": "WireWorld"}.get(method, method)


def method_of(rule: str) -> tuple[str, dict[str, str]]:
    """Return the method that runs a rule of Golly's, and the settings that say which.

    Raises:
        InputError: None does.
    """
    if rule.lower() == "wireworld":
        return "wireworld", {}
    if found := WOLFRAM.fullmatch(rule.strip()):
        raise InputError(
            "The rule {rule} works on one row: choose Elementary and set its rule to {number}.",
            rule=rule.strip(),
            number=found[1],
        )
    for method, read in (
        ("life_like", read_life),
        ("generations", read_generations),
        ("larger_than_life", read_larger),
    ):
        try:
            return method, {"rule": str(read(rule))}
        except InputError:
            continue
    raise InputError("No automaton here runs the rule {rule}.", rule=repr(rule[:60]))
