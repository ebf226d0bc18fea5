"""`python -m core.superresolution.race`: how long 256 × 256 pixels ×4 take, beside Pillow."""

from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any

from PIL import Image as Pillow
from rich.console import Console
from rich.table import Table

from core.image import Image, sample, to_pillow
from core.machine import machine
from core.nn.precision import KINDS, computing_in
from core.nn.weights import empty
from core.superresolution import METHODS

SCALE, SIDE = 4, 256
RIVALS = {"Bicubic": Pillow.Resampling.BICUBIC, "Lanczos": Pillow.Resampling.LANCZOS}
PLAIN = ("bicubic", "lanczos", "back_projection")
NETWORKS = ("espcn", "residual")
METHOD = {method.id: method for method in METHODS}
RUNS = 12


def main() -> None:
    """Measure each several times, after two runs that prepare, and print a table."""
    picture = sample("astronaut")[100 : 100 + SIDE, 100 : 100 + SIDE]
    table = Table("method", "fastest, ms", "median, ms", title=machine())
    for name, work in contestants(picture):
        seconds = [_timed(work) for _ in range(RUNS + 2)][2:]
        table.add_row(name, f"{1000 * min(seconds):.1f}", f"{1000 * median(seconds):.1f}")
    Console().print(table)


def contestants(picture: Image) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield what is timed, by name: it must be run before the next is asked for."""
    rival, size = to_pillow(picture), (SCALE * SIDE, SCALE * SIDE)
    for name, kernel in RIVALS.items():
        yield f"Pillow's {name}", partial(rival.resize, size, kernel)
    for name in PLAIN:
        yield name, partial(_enlarge, name, picture)
    for kind in KINDS:
        with computing_in(kind):
            empty()
            for name in NETWORKS:
                yield f"{name} in {kind}", partial(_enlarge, name, picture)
    empty()


def _enlarge(name: str, picture: Image) -> Image:
    return METHOD[name](picture, scale=SCALE)


def _timed(work: Callable[[], Any]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


if __name__ == "__main__":
    main()
