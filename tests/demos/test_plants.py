"""What only the page of L-systems has: gallery, strings, files, forecasts, sending on."""

import re
from urllib.parse import quote

import numpy as np
import pytest
from PIL import Image as Pillow

from core.lsystems.derivation import tree
from core.lsystems.growth import growth
from core.lsystems.notation import parse
from core.lsystems.presets import KINDS, PRESETS
from core.lsystems.specimen import of_preset
from core.recipe_text import parse as recipe_of
from demos.panels.plants import gallery
from demos.panels.plants.forecast import foretold, rough
from demos.panels.plants.roughness import roughness
from demos.panels.plants.sending import STEPS
from demos.panels.plants.tree import tree_svg
from demos.panels.publish import FOLDER
from demos.panels.sending import extended
from demos.panels.shown import Shown
from demos.panels.source import Source
from tests.demos.hands import wait_for_code
from tests.demos.test_look import check_for_everyone

SMALL = 'lsystems.grow(rules="F -> F[+F]F", angle=30, order=3, size=128)'


def test_the_gallery_shows_every_system_by_its_title_in_both_languages(monkeypatch):
    monkeypatch.setattr(gallery, "thumbnail", lambda name, preset: "")
    shelves = [gallery.gallery_html(kind, "en") for kind in KINDS]
    names = re.findall("data-preset='(.*?)'", "".join(shelves))
    assert sorted(names) == sorted(PRESETS)
    assert "Dragon curve" in shelves[0] and "龙形曲线" in gallery.gallery_html("Curves", "zh-CN")


def test_a_thumbnail_is_the_small_drawing_itself():
    file = FOLDER / gallery.thumbnail("levy", PRESETS["levy"]).split(f"{FOLDER.name}/")[1]
    assert np.asarray(Pillow.open(file)).min() < 60  # there is ink
    assert gallery.thumbnail("levy", PRESETS["levy"]) == gallery.thumbnail("levy", PRESETS["levy"])


def test_a_forecast_is_exact_where_the_matrix_tells():
    said = foretold(growth(parse("F -> F[+F]F[-F]F"), 5), "en")
    assert said.startswith("Order 5: 7,811 symbols, 3,125 segments; about ")
    weed = foretold(growth(PRESETS["stochastic_weed"].system, 5), "en")
    assert weed.startswith("Order 5: about ")


@pytest.mark.parametrize(
    ("value", "said"), [(0, "0"), (1e-5, "0.01"), (0.123, "0.12"), (4.56, "4.6"), (12345, "12,000")]
)
def test_estimates_have_two_digits(value, said):
    assert rough(value) == said


def test_a_tree_names_every_symbol_and_marks_those_that_rules_made():
    svg = tree_svg(tree(parse("axiom: ba; a -> ab; b -> a"), 2), "tree")
    assert re.findall("<text[^>]*>(.)</text>", svg) == list("baabaaabba")
    assert svg.count('class="new"') == svg.count("<path") == 8


def test_both_dimensions_stand_side_by_side_where_one_is_known():
    koch = roughness(of_preset(name="koch_snowflake", order=0, seed=0, size=64), None, "en")
    assert "1.2619" in koch
    plant = roughness(of_preset(name="plant_a", order=3, seed=0, size=64), None, "en")
    assert "exact" not in plant


@pytest.mark.parametrize("to", STEPS)
def test_a_drawing_is_sent_on_as_the_beginning_of_a_recipe(to):
    recipe = recipe_of(SMALL)
    longer = extended(Shown(recipe, Source(str(recipe)), "en"), STEPS[to])
    assert str(longer).startswith(str(recipe) + " | ")
    assert [s.method.address for s in longer.steps[1:]] == list(STEPS[to])
    assert str(recipe_of(str(longer))) == str(longer)


def linked(visit, recipe, **options):
    page = visit(f"?recipe={quote(recipe)}", **options)
    page.wait_for_selector("#lsystems-string .string")
    page.wait_for_selector("#lsystems-gallery [data-preset]")
    return page


def test_a_visitor_grows_saves_opens_and_sends_on(visit, tmp_path):
    page = linked(visit, SMALL)
    assert "27 segments" in page.inner_text("#lsystems-forecast-grow")
    with page.expect_download() as saved:
        page.click("#lsystems-save-lsystem")
    rules = saved.value.path().read_text(encoding="utf-8")
    assert rules == "/* angle=30 order=3 */\naxiom: F\nF -> F[+F]F\n"
    (tmp_path / "other.txt").write_text(rules.replace("order=3", "order=2"), encoding="utf-8")
    page.locator("input[type=file][accept*=lsystem]").set_input_files(tmp_path / "other.txt")
    wait_for_code(page, "order=2", "lsystems-")
    page.click("#lsystems-gallery [data-preset=plant_a]")
    wait_for_code(page, "plant_a", "lsystems-")
    assert page.input_value("#lsystems-method-preset-name input") == "Plant a"
    page.click("#lsystems-send-automata")
    page.wait_for_function(
        "document.querySelector('#automata-code')?.innerText.includes('lsystems.preset')"
    )


def test_its_cells_are_for_everyone_on_a_phone(visit):
    page = linked(visit, SMALL, width=390, locale="zh-CN")
    assert "符号" in page.inner_text("#lsystems-string")
    check_for_everyone(page, 390)
