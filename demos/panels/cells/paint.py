"""The cell in which a start is painted, or comes from a file: what Run then goes on from."""

from collections.abc import Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import gradio as gr
import numpy as np

from core import __version__
from core.automata.cells import as_start, cells_of, golly_rule, method_of, states_of
from core.automata.grid import Grid
from core.automata.palettes import colours
from core.automata.rle import Pattern, read_rle, write_rle
from core.automata.starting import from_picture, placed
from core.fields import find_method
from core.image import Image, read_image, to_pillow
from core.provenance import png_bytes
from core.recipe import Recipe
from core.sentence import InputError
from demos.panels.cells.going import (
    chosen,
    connect_saver,
    go,
    look_up,
    outputs,
    reset,
    shown_result,
)
from demos.panels.cells.widgets import MOST, cell_painter, cells_in, painted
from demos.panels.events import Updates, Values, connect_heavy, connect_light
from demos.panels.page import Page
from demos.panels.publish import PREFIX, publish
from demos.panels.shown import file_name
from demos.panels.source import uploaded
from demos.panels.text import cell_head, message
from demos.words import say, word

GRAIN = 16  # sizes are multiples of it
PATTERNS = (".rle", ".txt")
LARGEST_TEXT = 2**20  # bytes of a pattern's file
ON_PICTURE = "automata.life_on_picture"


def add_paint(page: Page, number: int) -> None:
    """Draw the cell and connect it."""
    gr.HTML(cell_head(number, word("Start and paint")))
    name, bench = page.name, page.bench
    about = word("Paint cells on or off, then let the rule go on from there.")
    gr.HTML(f"<p>{about}</p>", elem_classes="about")
    with gr.Row(elem_classes="tools"):
        take, blank, opener, forget, save = _buttons(name)
    painter = cell_painter(bench.language, elem_id=f"{name}painter")
    with gr.Row(elem_classes=["run", "wide-run"]):
        run = gr.Button(
            word("Run from these cells"), variant="primary", min_width=80,
            elem_id=f"{name}paint-run",
        )  # fmt: skip
        stop = gr.Button(word("Stop"), interactive=False, elem_id=f"{name}paint-stop", min_width=80)
    status = gr.HTML(elem_id=f"{name}paint-status")
    for button, handler in ((take, from_result), (blank, from_nothing), (forget, forgotten)):
        connect_light(
            [button.click], partial(handler, page, painter), bench=bench, status=status,
            inputs=[page.results.shown], outputs=[painter, *_starts(page)],
        )  # fmt: skip
    connect_heavy(
        [opener.upload], partial(opened, page, painter, opener, status), bench=bench,
        status=status, stop=stop, inputs=[opener, page.results.channels],
        outputs=[painter, *outputs(page), page.status],
    )  # fmt: skip
    look_up(run, page)
    connect_heavy(
        [run.click], partial(run_painted, page, painter, status), bench=bench, status=status,
        stop=stop, inputs=[painter, page.results.channels], outputs=[*outputs(page), page.status],
    )  # fmt: skip
    connect_saver(save, partial(rle_address, page), page, status, [page.results.shown])


def _buttons(name: str) -> tuple[gr.Button, gr.Button, gr.UploadButton, gr.Button, gr.Button]:
    small: dict[str, Any] = {"size": "sm", "min_width": 80}
    return (
        gr.Button(word("Paint on the result"), elem_id=f"{name}paint-take", **small),
        gr.Button(word("Empty grid"), elem_id=f"{name}paint-blank", **small),
        gr.UploadButton(
            word("Open .rle or a picture"),  # type: ignore[arg-type]
            file_types=[*PATTERNS, "image"],
            elem_id=f"{name}paint-open",
            **small,
        ),
        gr.Button(word("Back to the chosen start"), elem_id=f"{name}paint-forget", **small),
        gr.Button(word("Download .rle"), elem_id=f"{name}paint-save", **small),
    )


def _starts(page: Page) -> list[Any]:
    """Return the widgets of all methods that hold a start as text."""
    return [c.widgets["rle"] for c in page.bench.methods.values() if "rle" in c.widgets]


def from_result(page: Page, painter: gr.HTML, values: Values) -> Updates:
    """Take the picture that is shown onto the painter."""
    step, result = shown_result(page, values)
    states, palette = states_of(step.method.id, step.settings), step.settings["palette"]
    return {painter: painted(cells_of(result.image, states, palette), states, palette)}


def from_nothing(page: Page, painter: gr.HTML, values: Values) -> Updates:
    """Take an empty grid of the chosen size onto the painter."""
    method, settings = chosen(page, values)
    states, size = states_of(method.id, settings), min(settings["size"], MOST)
    grid = np.zeros((size, size), np.uint8)
    return {painter: painted(grid, states, settings["palette"])}


def forgotten(page: Page, painter: gr.HTML, values: Values) -> Updates:
    """Empty the text of every painted start, so that the chosen one counts again."""
    return dict.fromkeys(_starts(page), "")


def run_painted(page: Page, painter: gr.HTML, status: gr.HTML, values: Values) -> Iterator[Updates]:
    """Let the chosen rule go on from the painted cells."""
    cells, (method, settings) = cells_in(values[painter]), chosen(page, values)
    states_of(method.id, settings)
    try:
        text = as_start(cells)
    except InputError:
        if method.id != "life_like":
            raise
        yield from _run_as_picture(page, cells, settings, status, values)
        return
    yield from go(page, values, reset(method, {**settings, "rle": text, "size": cells.shape[0]}))


def _run_as_picture(
    page: Page, cells: Grid, settings: Mapping[str, Any], status: gr.HTML, values: Values
) -> Iterator[Updates]:
    """Go on from cells that are too many for a text: they travel as a picture."""
    method = find_method(ON_PICTURE)
    content = png_bytes(cells[..., None].astype(np.float32), None)
    address = publish(sha256(content).hexdigest(), "cells.png", lambda: content)
    source, _ = uploaded(unquote(address.removeprefix(PREFIX)), "cells.png")
    steps = next(p.range for p in method.parameters if p.name == "steps")
    assert steps is not None
    same = {name: settings[name] for name in ("border", "share", "seed")}
    count = min(settings["steps"], int(steps.high))
    recipe = source.recipe.then(
        method, {**same, "steps": count, "own_rule": settings["rule"], "threshold": 0.5}
    )
    yield from go(page, values, recipe, source.path)
    said = say(
        "These cells are too many for a text; they are the picture of “{method}” now.",
        values[page.bench.language],
        method=method.title,
    )
    yield {status: message(said)}


def opened(
    page: Page, painter: gr.HTML, opener: gr.UploadButton, status: gr.HTML, values: Values
) -> Iterator[Updates]:
    """Take in a file: a pattern is run with its own rule, a picture becomes cells to paint on."""
    path = Path(values[opener])
    method, settings = chosen(page, values)
    if path.suffix.lower() not in PATTERNS:
        states, palette = states_of(method.id, settings), settings["palette"]
        cells = picture_cells(read_image(path).image, settings["size"], states, palette)
        yield {painter: painted(cells, states, palette)}
        return
    recipe, cells = pattern_recipe(path, page, values)
    made = recipe.steps[-1].settings
    states = states_of(recipe.steps[-1].method.id, made)
    if cells.shape[0] <= MOST:
        yield {painter: painted(cells, states, made["palette"])}
    yield from go(page, values, recipe)


def picture_cells(image: Image, size: int, states: int, palette: str) -> Grid:
    """Return a picture as cells that look like it in a palette, in the middle of a square grid.

    Args:
        image: Picture, (H, W, C).
        size: Cells along the longer side, at most MOST.
        states: Of the cells.
        palette: Decides whether dark or bright pixels live.
    """
    side = min(size, MOST)
    small = to_pillow(image)
    share = side / max(small.size)
    small = small.resize([max(1, round(share * length)) for length in small.size])
    shades = colours(palette, states).mean(axis=1)
    pixels = np.atleast_3d(np.asarray(small, np.float32) / np.float32(255))
    cells = from_picture(1 - pixels if shades[-1] < shades[0] else pixels, states)
    return placed(cells, (side, side)).astype(np.uint8)


def pattern_recipe(path: Path, page: Page, values: Values) -> tuple[Recipe, Grid]:
    """Return the recipe that runs a pattern's file, and the grid that it starts from.

    Raises:
        InputError: The file is no pattern, or nothing here runs its rule.
    """
    if path.stat().st_size > LARGEST_TEXT:
        raise InputError("This pattern file is too large: 1 MB is allowed.")
    pattern = read_rle(path.read_text(encoding="utf-8", errors="replace"))
    id, rule = method_of(pattern.rule)
    controls = page.bench.methods[id]
    usual = next(p.default for p in controls.method.parameters if p.name == "size")
    need = max(usual, *pattern.cells.shape)  # whatever size the pattern before it asked for
    size = -(-need // GRAIN) * GRAIN
    text = as_start(pattern.cells)
    settings = {**controls.settings({**values}), **rule, "rle": text, "size": size}
    cells = placed(pattern.cells, (size, size)).astype(np.uint8)
    return reset(controls.method, settings), cells


def rle_address(page: Page, values: Values) -> str:
    """Publish the shown generation as a pattern's file, and return its address."""
    step, result = shown_result(page, values)
    states = states_of(step.method.id, step.settings)
    cells = cells_of(result.image, states, step.settings["palette"])
    recipe = values[page.results.shown].recipe
    rule = golly_rule(step.method.id, step.settings)
    pattern = Pattern(cells, rule, file_name(recipe), (str(recipe)[:500],))
    return publish(
        f"{recipe} .rle {__version__}",
        f"{file_name(recipe)}.rle",
        lambda: write_rle(pattern).encode("utf-8", "replace"),
    )
