"""Cell 1: the picture that a page works on, and what damages it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import unquote

import gradio as gr
from gradio.i18n import I18nData

from core.image import SAMPLES, Image, sample
from core.method import Method, Parameter
from core.provenance import Carried, read_recipe
from core.recipe import Recipe, Sample
from core.sentence import InputError
from demos.panels.bench import NO_DAMAGE
from demos.panels.choosers import Dropdown, Radio
from demos.panels.controls import (
    Controls,
    build_controls,
    build_widget,
    show_chosen,
)
from demos.panels.publish import PREFIX, publish
from demos.panels.shown import address
from demos.panels.source import Source, open_upload, uploaded
from demos.panels.text import cell_head
from demos.panels.upload_box import UploadedImage
from demos.panels.wells import Well, build_well
from demos.words import joined, say, word

FIRST_SAMPLE = "camera"
PREVIEW = 768  # pixels along a side; the preview of a large upload is thinned out to this


@dataclass(frozen=True)
class Ways:
    """How a picture comes in: the words of the choice, and what the page begins with."""

    label: I18nData
    info: I18nData
    none: I18nData
    titles: Mapping[str, I18nData] = field(default_factory=dict)  # by damage, if not its own
    first_sample: str = FIRST_SAMPLE
    common: Sequence[Parameter] = ()  # settings of damage and method alike


@dataclass(frozen=True)
class PictureCell:
    """The widgets of cell 1."""

    source: gr.State
    sample: gr.Dropdown
    box: gr.Image
    damage: gr.Radio | None  # none where nothing is damaged
    damages: Mapping[str, Controls]
    # widgets of the common settings, by name
    shared: Mapping[str, gr.components.Component] = field(default_factory=dict)
    wells: Mapping[str, Well] = field(default_factory=dict)  # of those that are pictures


def build_picture(
    damages: Sequence[Method],
    first_damage: str,
    *,
    number: int = 1,
    prefix: str = "",
    ways: Ways | None = None,
) -> PictureCell:
    """Draw cell 1 inside the layout that is open.

    Args:
        damages: What can be done to a clean picture.
        first_damage: The one that is chosen at first.
        number: Of the cell; 0 for one that belongs to another.
        prefix: Of the widgets' ids, on pages beyond the first.
        ways: How the choice of a damage is worded.
    """
    ways = ways or _noisy()
    gr.HTML(cell_head(number, word("Picture")))
    first = Recipe(Sample(ways.first_sample))
    source = gr.State(Source(str(first)))
    box = UploadedImage(
        value=preview(sample(ways.first_sample), first),
        type="filepath", format="png", show_label=False, sources=["upload", "clipboard"],
        height=220, buttons=[], elem_id=f"{prefix}picture", alt_text="picture", image_mode=None,
    )  # fmt: skip
    chosen = Dropdown(
        [(word(name), name) for name in SAMPLES], value=ways.first_sample, label=word("Sample"),
        info=word("Or drop or paste your own picture above."), elem_id=f"{prefix}sample",
    )  # fmt: skip
    if not damages:
        return PictureCell(source, chosen, box, None, {})
    damage = Radio(
        [(ways.none, NO_DAMAGE), *((ways.titles.get(m.id, word(m.title)), m.id) for m in damages)],
        value=first_damage,
        label=ways.label,
        info=ways.info,
        elem_classes="chips",
        elem_id=f"{prefix}damage",
    )
    plain = [p for p in ways.common if p.fits is None]
    shared = {p.name: build_widget(p, f"{prefix}{p.name}") for p in plain}
    wells = {p.name: build_well(p, f"{prefix}{p.name}") for p in ways.common if p.fits}
    shared |= {name: well.text for name, well in wells.items()}
    controls = {
        m.id: build_controls(
            m, visible=m.id == first_damage, prefix=f"{prefix}damage", presets=False, shared=shared
        )
        for m in damages
    }
    show_chosen(damage, {name: c.group for name, c in controls.items()})
    return PictureCell(source, chosen, box, damage, controls, shared, wells)


def _noisy() -> Ways:
    """Return the words for a clean sample that is damaged, or a picture that is noisy already."""
    return Ways(word("Damage"), word("None for a picture that is noisy already."), word("none"))


def preview(image: Image, recipe: Recipe) -> str:
    """Return the path of a PNG for the picture box, small enough to load at once."""
    step = -(-max(image.shape[:2]) // PREVIEW)
    view = "" if step == 1 else "preview"
    return unquote(address(image[::step, ::step], recipe, view).removeprefix(PREFIX))


def choose_sample(name: str) -> tuple[Source, str]:
    """Return source and preview of a named sample."""
    recipe = Recipe(Sample(name))
    return Source(str(recipe)), preview(sample(name), recipe)


@dataclass(frozen=True)
class Received:
    """An uploaded file, what to say about it, and the recipe to show if it brought one."""

    source: Source
    sentence: str
    recipe: Recipe | None = None
    is_whole: bool = True  # not while the picture that the recipe starts from is missing


def receive(path: str, name: str, language: str) -> Received:
    """Take in an uploaded file.

    Raises:
        InputError: The file is no usable picture, or its recipe is damaged.
    """
    notes = []
    try:
        carried = read_recipe(path)
    except InputError as error:  # another program's, or a later version's: the pixels still count
        carried = None
        notes.append(say(error.sentence, language))
    if carried is not None:
        return _restored(carried, language)
    source, image = uploaded(path, name)
    height, width, channels = image.shape
    kind = say("grey", language) if channels == 1 else say("colour", language)
    template = "{width} × {height} pixels, {kind}."
    said = [say(template, language, width=width, height=height, kind=kind), *notes]
    said += [say(note, language) for note in open_upload(path).notes]
    return Received(source, joined(said, language))


def _restored(carried: Carried, language: str) -> Received:
    """Bring back the recipe that a PNG carries, and the files of its pictures."""
    recipe = carried.recipe
    head = getattr(recipe.head, "sha256", None)
    files = {name: _kept(data) for name, data in carried.sources.items()}
    others = tuple((name, path) for name, path in files.items() if name != head)
    source = Source(str(recipe), files.get(head or ""), others)
    said = say("This picture brought its recipe along; here it is again.", language)
    try:
        recipe.check_at_hand(source.pictures)
    except InputError as error:
        return Received(source, say(error.sentence, language), recipe, is_whole=False)
    return Received(source, said, recipe)


def _kept(data: bytes) -> str:
    """Write a file that came in a PNG, and return its path."""
    published = publish(sha256(data).hexdigest(), "source.png", lambda: data)
    return unquote(published.removeprefix(PREFIX))
