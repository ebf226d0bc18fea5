"""`python -m core.lsystems.race`: how fast strings and drawings are made, beside plain Python."""

from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from time import process_time
from typing import Any

from rich.console import Console
from rich.table import Table

from core.lsystems.drawing import draw
from core.lsystems.notation import parse
from core.lsystems.plain import Plain, rewrite_text
from core.lsystems.rewrite import rewrite
from core.lsystems.turtle import Turtle

RACES = {  # name: rules, order: about a million modules, or ten
    "D0L": ("X -> F-[[X]+X]+F[+FX]-X; F -> FF; axiom: XFFFFF", 10),
    "stochastic": (
        "F ->(0.33) F[+F]F[-F]F; F ->(0.33) F[+F]F; F ->(0.34) FF[-F]F", 10,
    ),
    "context-sensitive": (
        "#ignore: + -; axiom: F_b; F_b -> F_bF_a[+F_a]F_a[-F_b]; F_b < F_a -> F_b", 12,
    ),
    "parametric": ("axiom: A(1); A(s) : s > 0.00001 -> F(s)[+A(s/1.456)][-A(s/1.456)]", 17),
}  # fmt: skip
DRAWINGS = {  # name: rules, order, angle: about a million segments
    "Hilbert curve": ("axiom: L; L -> +RF-LFL-FR+; R -> -LF+RFR+FL-", 10, 90),
    "plant in the plane": ("X -> F[+X]F[-X]+X; F -> FF", 12, 20),
    "plant in space": ("X -> F[+X]F[&X]/X; F -> FF", 12, 25.7),
}
PIXELS = 1024
ENOUGH = 3.0  # seconds spent on one measurement


def main() -> None:
    """Measure everything once and print two tables."""
    console = Console()
    console.print("Seconds are the processor's, so that other work on the machine does not count.")
    console.print(race_strings(), race_drawings())
    if find_spec("openalea") is None:
        console.print("L-Py is not raced: it is not installed, and comes for conda only.")


def race_strings() -> Table:
    """Rewrite each system, and do the same in plain Python."""
    table = Table("rewriting", "modules", "seconds", "plain Python", "times as fast")
    for name, (rules, order) in RACES.items():
        system = parse(rules)
        modules, seconds = _timed(partial(rewrite, system, order))
        is_text = not system.is_parametric and not any(rule.contexts for rule in system.rules)
        plain = partial(rewrite_text, system) if is_text else Plain(system).rewrite
        _, slow = _timed(partial(plain, order))
        numbers = (f"{len(modules):,}", f"{seconds:.3f}", f"{slow:.2f}", f"{slow / seconds:.0f}")
        table.add_row(name, *numbers)
    return table


def race_drawings() -> Table:
    """Walk and draw about a million segments each."""
    table = Table("drawing", "segments", "turtle", "picture", "together")
    draw(Turtle().draw(rewrite(parse("F -> FF"), 1)))  # loads the rasteriser
    for name, (rules, order, angle) in DRAWINGS.items():
        modules = rewrite(parse(rules), order)
        strokes, walked = _timed(partial(Turtle(angle).draw, modules))
        _, drawn = _timed(partial(draw, strokes, size=PIXELS))
        seconds = (f"{number:.2f}" for number in (walked, drawn, walked + drawn))
        table.add_row(name, f"{len(strokes):,}", *seconds)
    return table


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Return what the work gives, and the shortest of three times; slow work runs once."""
    times: list[float] = []
    while len(times) < 3 and sum(times) < ENOUGH:
        start = process_time()
        result = work()
        times.append(process_time() - start)
    return result, min(times)


if __name__ == "__main__":
    main()
