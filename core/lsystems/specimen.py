"""One system with all that its drawing takes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.lsystems.drawing import draw
from core.lsystems.grammar import LSystem
from core.lsystems.growth import check_growth, growth
from core.lsystems.modules import Modules
from core.lsystems.notation import parse
from core.lsystems.palettes import PALETTES
from core.lsystems.presets import PRESETS
from core.lsystems.rewrite import derive, rewrite
from core.lsystems.strokes import Strokes
from core.lsystems.turtle import Turtle
from core.method import Frame, Range
from core.sentence import InputError

QUICK = 200_000  # symbols that are drawn in a moment


@dataclass(frozen=True)
class Specimen:
    """A system that grows, and how it is drawn."""

    system: LSystem
    turtle: Turtle
    order: int
    seed: int = 0  # draws among rules with weights
    palette: str = "ink"
    view: tuple[float, float] = (0.0, 0.0)  # round and down, in degrees
    size: int = 512  # pixels along either side of the picture
    dimension: float | None = None  # the exact similarity dimension, where it is known

    def frames(self) -> Iterator[Frame]:
        """Yield the drawing of every order.

        Raises:
            InputError: The string would grow too long.
        """
        check_growth(self.system, self.order)
        for index, step in enumerate(derive(self.system, self.order, self.seed)):
            strokes = self.turtle.draw(step.modules).turned(*self.view)
            image = draw(strokes, size=self.size, palette=PALETTES[self.palette])
            scores = {"modules": float(len(step.modules)), "segments": float(len(strokes))}
            yield Frame(image, index / self.order if self.order else 1.0, scores)

    def string(self) -> Modules:
        """Return the string of the last order.

        Raises:
            InputError: It would grow too long.
        """
        check_growth(self.system, self.order)
        return rewrite(self.system, self.order, self.seed)

    def strokes(self) -> Strokes:
        """Return what the turtle draws, as the viewer sees it."""
        return self.turtle.draw(self.string()).turned(*self.view)


def specimen(method: str, settings: Mapping[str, Any]) -> Specimen:
    """Return the one system that a method of this field draws.

    Args:
        method: Its id.
        settings: All of its settings, checked.

    Raises:
        InputError: It draws many systems at once, or the rules cannot be read.
    """
    makers: dict[str, Callable[..., Specimen]] = {"grow": of_rules, "preset": of_preset}
    if method not in makers:
        raise InputError("A meadow grows many systems at once; this is for a single one.")
    return makers[method](**settings)


def quick_orders(method: str, settings: Mapping[str, Any]) -> dict[str, Range]:
    """Return the orders that lead to a specimen's own, but for those that take their time."""
    chosen = specimen(method, settings)
    quick = [g.order for g in growth(chosen.system, chosen.order) if g.modules <= QUICK]
    return {"order": Range(1, max(quick[-1] if quick else 0, 2))}


def of_rules(
    *,
    rules: str,
    angle: float,
    order: int,
    seed: int,
    width: float,
    palette: str,
    bend: float,
    turn: float,
    tilt: float,
    size: int,
) -> Specimen:
    """Return the specimen of a visitor's own rules; the settings are those of `grow`."""
    turtle = Turtle(angle, width, elasticity=bend)
    return Specimen(parse(rules), turtle, order, seed, palette, (turn, tilt), size)


def of_preset(*, name: str, order: int, seed: int, size: int) -> Specimen:
    """Return the specimen of a known system; order 0 is the source's own."""
    preset = PRESETS[name]
    return Specimen(
        preset.system, preset.turtle, order or preset.order, seed, preset.palette, preset.view,
        size, preset.dimension,
    )  # fmt: skip
