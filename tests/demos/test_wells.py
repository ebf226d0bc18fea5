"""Pictures that are settings: dropped, linked, swept, and told from the damage."""

from typing import Annotated
from urllib.parse import quote

import gradio as gr
import numpy as np
import pytest

from core.chain import Given, numbers_of, with_number
from core.fields import find_method
from core.fits import Fits, Mask
from core.image import Image, pixel_hash, read_image, to_pillow
from core.method import Method, Range
from core.recipe_text import parse, read_setting
from core.sentence import InputError
from demos.panels.bench import Bench
from demos.panels.controls import read_picture
from demos.panels.method_cell import build_method
from demos.panels.shown import Shown
from demos.panels.source import MOST_OTHERS, Source, uploaded
from demos.panels.sweep import _numbers, _set
from demos.panels.well_events import _take
from tests.demos.hands import press, settle, wait_for_code


def fill(image: Image, *, mask: Mask, strength: Annotated[float, Range(0, 1, 0.1)] = 0.5) -> Image:
    """Fill a hole."""
    return image


def paste(image: Image, *, mask: Mask, over: Annotated[Image, Fits(sample="cat")] = None) -> Image:
    """Paste over a hole."""
    return image


METHODS = (Method("Filling", fill), Method("Pasting", paste))
MASK = next(p for p in METHODS[0].parameters if p.name == "mask")
RULE = "masks.random(share=0.5, seed=3) | masks.grow(radius=2)"


@pytest.fixture
def bench():
    with gr.Blocks():
        source, language = gr.State(Source('sample("camera")')), gr.Radio(["en"], value="en")
        chooser, controls, wells = build_method(METHODS, "fill", number=1, name="test-")
        yield Bench(source, None, {}, chooser, controls, language, "", wells=wells)


def values(bench, **texts):
    held = {widget: getattr(widget, "value", None) for widget in bench.inputs}
    return held | {bench.wells[name].text: text for name, text in texts.items()}


def test_methods_that_ask_for_the_same_share_one_well(bench):
    assert set(bench.wells) == {"mask", "over"}
    mask = bench.wells["mask"].text
    assert all(c.widgets["mask"] is mask for c in bench.methods.values())
    assert bench.wells["mask"].takers == ("fill", "paste")


def test_the_recipe_holds_what_the_well_holds(bench):
    recipe = bench.recipe(values(bench, mask=RULE))
    assert f"mask={RULE}" in str(recipe)
    other = bench.recipe(values(bench, mask=RULE), "paste")
    assert 'over=sample("cat")' in str(other)


def test_an_empty_well_is_named(bench):
    with pytest.raises(InputError, match="Filling needs a picture as mask"):
        bench.recipe(values(bench, mask=""))


def test_restoring_fills_the_well(bench):
    recipe = bench.recipe(values(bench, mask=RULE))
    updates = bench.methods["fill"].update(recipe.steps[-1].settings)
    assert updates[bench.wells["mask"].text]["value"] == RULE


def test_a_link_to_a_result_is_a_picture_too():
    text = 'sample("moon") | denoising.median(radius=2)'
    assert str(read_picture(f"?recipe={quote(text)}&version=1", MASK)) == text
    assert read_picture("  ", MASK) is None


def test_numbers_of_a_picture_are_swept(bench):
    held = values(bench, mask=RULE)
    assert set(_numbers(bench.methods["fill"], held)) == {"strength", "mask.share", "mask.radius"}
    settings = bench.recipe(held).steps[-1].settings
    turned = _set(settings, {"mask.share": 0.2, "strength": 1.0})
    assert str(turned["mask"]) == RULE.replace("0.5", "0.2") and turned["strength"] == 1.0


def test_a_number_is_set_in_the_first_step_that_has_it():
    chain = read_setting("masks.random(share=0.1) | masks.grow(radius=1)", MASK)
    assert list(numbers_of(chain)) == ["radius", "share"]
    assert "share=0.9" in str(with_number(chain, "share", 0.9))


def test_what_a_damage_knows_is_told_to_every_method(bench):
    damage = parse(f'sample("camera") | degradation.missing(mask={RULE})').steps[0]
    assert bench.tell(damage)[bench.wells["mask"].text]["value"] == RULE
    holes = parse('sample("camera") | degradation.holes()').steps[0]
    assert bench.tell(holes)[bench.wells["mask"].text]["value"] == "masks.black()"


def test_a_well_takes_what_another_tab_shows_with_the_pictures_it_needs(bench, dog):
    well, chosen, state = bench.wells["over"], gr.State(), gr.State()
    source, _ = uploaded(str(dog), "dog.png")
    recipe = source.recipe.then(find_method("denoising.median"), {"radius": 2})
    shown = Shown(recipe, source, "en")
    held = {**values(bench), chosen: "from_denoise", state: shown}
    updates = _take(bench, well, chosen, {"denoise": state}, held)
    assert updates[well.text] == str(recipe)
    taken = updates[bench.source]
    read_picture(updates[well.text], well.parameter).open(Given((), taken.pictures))
    with pytest.raises(InputError, match="no result yet"):
        _take(bench, well, chosen, {"denoise": state}, {**held, state: None})


def test_a_visitor_holds_few_pictures():
    source = Source('sample("camera")')
    for number in range(MOST_OTHERS + 3):
        source = source.with_other(f"{number:064x}", f"{number}.png")
    assert len(source.others) == MOST_OTHERS and source.others[-1][1] == f"{MOST_OTHERS + 2}.png"


@pytest.fixture
def dog(tmp_path):
    picture = np.random.default_rng(2).random((40, 50, 3), np.float32)
    to_pillow(picture).save(tmp_path / "dog.png")
    return tmp_path / "dog.png"


MIXED = "?recipe=" + quote('sample("cat") | augmentation.mixup(other=sample("moon"), seed=3)')
TEXT = "#augmentation-method-other"


@pytest.mark.parametrize("language", ["en-US", "zh-CN"])
def test_a_dropped_picture_is_mixed_in(visit, dog, language):
    page = visit(MIXED, locale=language)
    page.wait_for_selector("#augmentation-code", timeout=60_000)
    wait_for_code(page, 'other = sample("moon")', "augmentation-")
    assert page.input_value(f"{TEXT} textarea, {TEXT} input") == 'sample("moon")'
    settle(page)
    page.set_input_files(f"{TEXT}-box input[type=file]", dog)
    expected = pixel_hash(read_image(dog).image)
    page.wait_for_function(
        f"document.querySelector('{TEXT} textarea, {TEXT} input').value.includes('{expected}')"
    )
    settle(page)
    press(page, "#augmentation-run", "#augmentation-stop")
    wait_for_code(page, 'other = read_image("dog.png").image', "augmentation-")
