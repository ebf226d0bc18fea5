"""The string behind a drawing, order by order: what was rewritten, its tree, how it grows."""

from functools import partial
from html import escape
from typing import Any

import gradio as gr

from core.lsystems.derivation import Piece, pieces, tree
from core.lsystems.growth import MOST_DRAWN, Growth, growth
from core.lsystems.productions import Step
from core.lsystems.rewrite import derive
from core.lsystems.specimen import QUICK, Specimen, specimen
from core.sentence import InputError
from demos.panels.events import Updates, Values, connect_light
from demos.panels.page import Page
from demos.panels.plants.forecast import rough
from demos.panels.plants.roughness import roughness
from demos.panels.plants.tree import tree_svg
from demos.panels.shown import Shown
from demos.panels.text import cell_head, message, table
from demos.words import joined, say, word

MOST_SHOWN = 1200  # symbols of a string
SHORT = 150  # symbols of the string that is shown first
FURTHER = 2  # orders in the table beyond the one that is drawn


def add_strings(page: Page, number: int) -> None:
    """Draw the cell and let it follow the result."""
    bench, name = page.bench, page.name
    gr.HTML(cell_head(number, word("Strings")))
    order = gr.Slider(
        0, 1, value=0, step=1, label=word("Order of the string"), elem_id=f"{name}string-order"
    )
    string = gr.HTML(elem_id=f"{name}string")
    facts = gr.HTML(elem_id=f"{name}string-facts")
    of = gr.State("")  # recipe that the slider was set for
    common: dict[str, Any] = {"bench": bench, "status": string}
    connect_light(
        [page.results.take.change], partial(_fresh, page, order, string, facts, of),
        inputs=[page.results.shown, order, of], outputs=[order, string, facts, of], **common,
    )  # fmt: skip
    connect_light(
        [order.input], partial(_again, page, order, string),
        inputs=[page.results.shown, order], outputs=[string], **common,
    )  # fmt: skip


def shown_specimen(shown: Shown | None) -> Specimen:
    """Return the system of the result that is shown.

    Raises:
        InputError: There is none, or it grew from many systems.
    """
    if shown is None:
        raise InputError("There is no result yet.")
    step = shown.recipe.steps[-1]
    return specimen(step.method.id, step.settings)


def _fresh(
    page: Page, order: gr.Slider, string: gr.HTML, facts: gr.HTML, of: gr.State, values: Values
) -> Updates:
    """Show the strings of a new result, or those of the same one in another language."""
    shown: Shown | None = values[page.results.shown]
    if shown is None:
        return {}
    try:
        chosen = shown_specimen(shown)
    except InputError as error:
        said = message(say(error.sentence, shown.language))
        return {order: gr.update(visible=False), string: said, facts: "", of: ""}
    sizes = growth(chosen.system, chosen.order + FURTHER)
    most = max(size.order for size in sizes[: chosen.order + 1] if size.modules <= QUICK)
    is_new = values[of] != str(shown.recipe)
    place = _first(sizes, most) if is_new else min(int(values[order]), most)
    result = page.workshop.known(shown.recipe)
    measured = roughness(chosen, result.image if result else None, shown.language)
    return {
        order: gr.update(maximum=max(most, 1), value=place, visible=most > 0),
        string: _written(chosen, place, shown.language),
        facts: measured + _grown(sizes, shown.language),
        of: str(shown.recipe),
    }


def _first(sizes: tuple[Growth, ...], most: int) -> int:
    """Return the order whose string is long enough to be of interest and can still be read."""
    short = [size.order for size in sizes[: most + 1] if size.modules <= SHORT]
    return max(short, default=0)


def _again(page: Page, order: gr.Slider, string: gr.HTML, values: Values) -> Updates:
    """Show the string of another order."""
    shown: Shown | None = values[page.results.shown]
    chosen = shown_specimen(shown)
    return {string: _written(chosen, int(values[order]), values[page.bench.language])}


def _written(chosen: Specimen, order: int, language: str) -> str:
    """Return a string with what its last step made of each symbol, and the tree of all steps."""
    before, step = _last_steps(chosen, order)
    count = len(step.modules)
    template = "Order {order}: {count} symbols."
    said = [say(template, language, order=order, count=f"{count:,}")]
    made = int(step.rewritten.sum())
    if made:
        template = "Rules made the {made} marked ones; two shades tell neighbours apart."
        said.append(say(template, language, made=f"{made:,}"))
    if count > MOST_SHOWN:
        rest = say("Its beginning is shown; the whole can be saved under Code.", language)
        said.append(rest)
    text = "".join(map(_marked, _pieces(before, step)))
    more = " …" if count > MOST_SHOWN else ""
    return (
        f"<p class='how'>{escape(joined(said, language))}</p>"
        f"<p class='string' tabindex='0'><code>{text}{more}</code></p>"
        f"{_tree(chosen, order, language)}"
    )


def _last_steps(chosen: Specimen, order: int) -> tuple[Step, Step]:
    steps = list(derive(chosen.system, order, chosen.seed))
    return steps[max(order - 1, 0)], steps[-1]


def _pieces(before: Step, step: Step) -> tuple[Piece, ...]:
    if before is step:  # the axiom came from nothing
        return (Piece("", step.modules.text(MOST_SHOWN), False),)
    return pieces(before.modules, step, MOST_SHOWN)


def _marked(piece: Piece) -> str:
    if not piece.is_rewritten:
        return escape(piece.result)
    return f"<mark title='{escape(piece.source)}'>{escape(piece.result)}</mark>"


def _tree(chosen: Specimen, order: int, language: str) -> str:
    """Return the tree of a short string, or why there is none."""
    heading = say("Where each symbol came from", language)
    try:
        drawn = tree_svg(tree(chosen.system, order, chosen.seed), heading)
    except InputError as error:
        return message(say(error.sentence, language))
    return f"<h3 class='small-head'>{heading}</h3><div class='scroll' tabindex='0'>{drawn}</div>"


def _grown(sizes: tuple[Growth, ...], language: str) -> str:
    """Return a table of what each order takes."""
    names = [say("Order", language), say("Symbols", language), say("Segments", language)]
    names += ["MB", say("seconds", language)]
    rows = table([(name, True) for name in names], [_row(size) for size in sizes])
    how = say(
        "Numbers without ≈ follow from the matrix of the rules; memory and seconds are estimates."
        " Orders beyond {limit} symbols are refused.",
        language,
        limit=f"{MOST_DRAWN:,}",
    )
    return f"<div class='scroll tall' tabindex='0'>{rows}</div><p class='how'>{how}</p>"


def _row(size: Growth) -> list[tuple[str, float | str]]:
    about = "" if size.is_exact else "≈ "
    counts = [size.modules, size.segments]
    return [
        (str(size.order), size.order),
        *((f"{about}{_count(count, size.is_exact)}", count) for count in counts),
        *((rough(value), value) for value in (size.megabytes, size.seconds)),
    ]


def _count(count: float, is_exact: bool) -> str:
    return f"{round(count):,}" if is_exact else rough(count)
