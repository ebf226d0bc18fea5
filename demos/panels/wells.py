"""Wells: where a picture goes in that is a setting of a method, such as a mask or a second picture.

What a well holds is the text of a recipe; its box shows the picture, as far as it can be made from
the text alone. Methods of a page that ask for the same thing share one well.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from core.chain import Chain, Given, write_settings
from core.fields import FIELDS
from core.image import SAMPLES, Image
from core.method import Method, Parameter
from core.recipe_text import read_setting
from demos.panels.choosers import Dropdown
from demos.panels.controls import show_while
from demos.panels.publish import thumbnail
from demos.panels.upload_box import UploadedImage
from demos.words import word


@dataclass(frozen=True)
class Well:
    """The widgets of a well."""

    parameter: Parameter
    text: gr.Textbox  # the recipe: what the method's setting is
    box: gr.Image
    chosen: gr.Dropdown  # samples, or rules that draw a mask or a kernel
    takers: tuple[str, ...]  # ids of the methods that have the setting
    column: gr.Column  # that is seen while one of them is chosen


def build_well(parameter: Parameter, elem_id: str) -> Well:
    """Draw a well that is always seen, inside the layout that is open."""
    return _build(parameter, (), True, elem_id)


def build_wells(
    methods: Sequence[Method], first: str, prefix: str, shared: Container[str] = ()
) -> dict[str, Well]:
    """Draw the wells that the methods ask for inside the layout that is open, by setting.

    Args:
        methods: Of a chooser.
        first: The one that is chosen at first.
        prefix: Of the widgets' ids.
        shared: Settings that are drawn already.
    """
    asked: dict[str, Parameter] = {}
    for method in methods:
        own = [p for p in method.parameters if p.fits is not None and p.name not in shared]
        asked |= {p.name: p for p in own}
    wells = {}
    for name, parameter in asked.items():
        takers = tuple(m.id for m in methods if any(p.name == name for p in m.parameters))
        wells[name] = _build(parameter, takers, first in takers, f"{prefix}-{name}")
    return wells


def show_wells(chooser: gr.components.Component, wells: Mapping[str, Well]) -> None:
    """Let a chooser show the wells of the chosen method, without asking the server."""
    for well in wells.values():
        show_while(chooser, well.column, well.takers)


def _build(parameter: Parameter, takers: tuple[str, ...], visible: bool, elem_id: str) -> Well:
    fits = parameter.fits
    assert fits is not None
    first = f'sample("{fits.sample}")' if fits.sample else ""
    if isinstance(parameter.default, str):
        first = str(parameter.default)  # a recipe that the page begins with
    with gr.Column(visible=visible, elem_classes=["settings", "well"], min_width=0) as column:
        label, kind = word(parameter.label), word("Rule") if fits.field else word("Sample")
        gr.HTML(f"<p><b>{label}</b></p>", elem_classes="about")
        box = UploadedImage(
            value=_preview(first, parameter), type="filepath", format="png", show_label=False,
            label=label, sources=["upload", "clipboard"], height=130, buttons=[],
            elem_id=f"{elem_id}-box", alt_text=parameter.label, image_mode=None,
        )  # fmt: skip
        offered = choices(fits.field)
        chosen = Dropdown(
            offered, value=first if any(first == v for _, v in offered) else None, label=kind,
            info=word(parameter.help), elem_id=f"{elem_id}-chosen",
        )  # fmt: skip
        text = gr.Textbox(
            first, max_lines=1, label=word("As a recipe"), elem_classes="short-text",
            info=word("What the picture is; a link to a result is taken as well."),
            elem_id=elem_id,
        )  # fmt: skip
    return Well(parameter, text, box, chosen, takers, column)


def choices(field: str) -> list[tuple[Any, str]]:
    """Return what the setting is most likely to be: rules of its field, or samples."""
    rules = [m for found in FIELDS if found.name == field for m in found.methods]
    named = [(word(m.title), f"{m.address}({_defaults(m)})") for m in rules if _begins(m)]
    return named or [(word(name), f'sample("{name}")') for name in SAMPLES]


def _begins(method: Method) -> bool:
    """Tell whether a chain may begin with the method: not what works on a mask."""
    return method.id not in ("grow", "invert", "point")


def _defaults(method: Method) -> str:
    plain = {p.name: p.default for p in method.parameters if p.fits is None}
    return ", ".join(write_settings(plain))


def _preview(text: str, parameter: Parameter) -> str | None:
    chain = read_setting(text, parameter) if text else None
    if chain is None or chain.is_open:
        return None  # until there is a picture to draw it for
    return thumbnail(made(chain, Given((), {}), parameter))


def made(chain: Chain, given: Given, parameter: Parameter) -> Image:
    """Return the picture of a chain as people see it: a kernel as light as it goes."""
    image = chain.open(given)
    fits = parameter.fits
    if fits is not None and fits.field == "kernels" and image.max() > 0:
        return image / image.max()
    return image
