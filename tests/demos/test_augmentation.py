"""The page of augmentation: pipelines as links, what travels along, and many draws."""

import base64
import io
import re
from urllib.parse import quote

import numpy as np
import pytest
from PIL import Image as Pillow

from core.augmentation.pipeline import Pipeline, Stage
from core.augmentation.targets import Targets
from core.fields import find_method
from core.image import sample
from core.recipe_text import parse
from core.sentence import InputError
from demos.panels.augmenting.draws import thinned
from demos.panels.augmenting.marks import read_marks, write_mark
from demos.panels.augmenting.pictures import found, known, offered
from demos.panels.augmenting.pipelines import (
    STAGES,
    on_picture,
    parted,
    preset,
    read_stages,
    write_stages,
)
from demos.panels.augmenting.scene import THINGS, scene
from demos.panels.augmenting.stages import acted, rows_html
from demos.panels.augmenting.tiles import Tile, draw_tiles
from tests.demos.hands import wait_for_code
from tests.demos.test_look import check_for_everyone

PIPELINE = Pipeline(
    tuple(
        Stage.of(find_method(f"augmentation.{name}"))
        for name in ("flip", "rotate", "translate", "contrast")
    )
)


@pytest.mark.parametrize("name", STAGES)
def test_a_pipeline_is_the_same_after_a_way_through_its_text(name):
    assert write_stages(read_stages(write_stages(preset(name)))) == write_stages(preset(name))


@pytest.mark.parametrize("seed", [0, 41, 2**31 - 5])
def test_a_link_of_a_draw_holds_its_pipeline_and_no_more(seed):
    picture = parse('sample("cat") | augmentation.rotate(seed=7)')
    recipe = parse(str(on_picture(picture, PIPELINE, seed)))
    before, pipeline = parted(recipe)
    assert str(before) == str(picture)
    assert write_stages(pipeline) == write_stages(PIPELINE)


def test_augmentations_with_seeds_of_their_own_are_no_draw_of_a_pipeline():
    recipe = parse('sample("cat") | augmentation.rotate(seed=7) | augmentation.flip(seed=7)')
    before, pipeline = parted(recipe)
    assert len(before.steps) == len(pipeline.stages) == 1


def test_boxes_and_points_are_read_as_they_are_written():
    lines = [write_mark("left eye", (1.5, 2, 30, 40)), write_mark("7", (8, 9))]
    targets = read_marks("\n".join(lines))
    assert targets.classes == ("left eye",)
    np.testing.assert_array_equal(targets.boxes, [[1.5, 2, 30, 40]])
    np.testing.assert_array_equal(targets.points, [[8, 9]])


@pytest.mark.parametrize("line", ["1, 2, 3, 4", "a: 5, 2, 3, 4", "a: 1, 2, 3", "a: 1, nan", "a"])
def test_a_line_that_is_neither_is_refused(line):
    with pytest.raises(InputError, match="A line reads"):
        read_marks(line)


def test_every_box_of_the_scene_holds_its_thing_and_nothing_is_left_outside():
    _, mask, text = scene()
    targets = read_marks(text)
    assert targets.classes == tuple(THINGS)
    for number, (left, top, right, bottom) in enumerate(targets.boxes.astype(int), 1):
        rows, columns = np.nonzero(mask == number)
        assert (rows.min(), rows.max() + 1) == (top, bottom)
        assert (columns.min(), columns.max() + 1) == (left, right)


def test_a_picture_of_a_set_is_found_again_by_its_link_and_an_impostor_is_not():
    source = offered("drawn", 13)
    assert found(parse(source.text)).path == source.path
    assert known(parse(source.text)).mask.any()
    other = re.sub("drawn-13", "drawn-14", source.text)
    assert found(parse(other)) is None


def ids(pipeline):
    return [stage.method.id for stage in pipeline.stages]


def test_stages_move_go_and_change_their_probability():
    assert ids(acted(PIPELINE, "up 1", "")) == ["rotate", "flip", "translate", "contrast"]
    assert ids(acted(PIPELINE, "down 2", "")) == ["flip", "rotate", "contrast", "translate"]
    assert ids(acted(PIPELINE, "remove 0", "")) == ["rotate", "translate", "contrast"]
    changed = acted(PIPELINE, "probability 3", "0.25")
    assert changed.stages[3].settings["probability"] == 0.25
    with pytest.raises(InputError):
        acted(PIPELINE, "probability 3", "often")


def test_the_stages_are_listed_in_the_visitor_s_language():
    assert "Rotation" in rows_html(PIPELINE, "en")
    assert "旋转" in rows_html(PIPELINE, "zh-CN")


def test_a_large_picture_is_drawn_smaller_with_all_that_it_carries():
    mask = np.zeros((301, 700), np.uint8)
    mask[100:201, 300:] = 1
    targets = Targets(np.float32([[300, 100, 700, 200]]), ("a",), mask, np.float32([[350, 150]]))
    image, smaller = thinned(np.zeros((301, 700, 1), np.float32), targets)
    assert image.shape[:2] == smaller.mask.shape == (151, 350)
    np.testing.assert_array_equal(smaller.boxes, [[150, 50, 350, 100]])
    assert smaller.mask[75, 175] == 1 and smaller.mask[20, 175] == 0


def test_a_small_tile_shows_exactly_its_pixels():
    image = sample("camera")[:28, :28]
    shown = draw_tiles([Tile(image, caption="<b>", key="by_method 3")])
    assert 'data-tile="by_method 3"' in shown and "&lt;b&gt;" in shown
    data = re.search('base64,([^"]*)', shown)[1]
    levels = np.asarray(Pillow.open(io.BytesIO(base64.b64decode(data))))
    np.testing.assert_array_equal(levels, np.rint(image[..., 0] * 255))


def wait_for_count(page, selector, count):
    script = "([selector, count]) => document.querySelectorAll(selector).length === count"
    # The first draws may wait for torchvision, which takes seconds to import.
    page.wait_for_function(script, arg=[selector, count], timeout=90_000)


def test_a_visitor_draws_opens_a_draw_and_builds_a_pipeline(visit):
    recipe = on_picture(parse('sample("cat")'), PIPELINE, 0)
    page = visit(f"?recipe={quote(str(recipe))}", width=390, locale="zh-CN")
    wait_for_count(page, "#augmentation-draws figure", 12)
    wait_for_count(page, "#augmentation-listing li", 4)
    page.wait_for_selector("#augmentation-exports:has-text('v2.RandomRotation')")
    page.click("#augmentation-draws [data-tile='by_pipeline 3']")
    wait_for_code(page, "seed=1012", "augmentation-")
    page.click("#augmentation-listing [data-act='remove 3']")
    wait_for_count(page, "#augmentation-listing li", 3)
    page.click("#augmentation-add")
    wait_for_count(page, "#augmentation-listing li", 4)
    page.locator("#augmentation-others label").first.click()
    wait_for_code(page, "scene-0.png", "augmentation-")
    page.wait_for_selector("#augmentation-result [role=tab]:has-text('标注')")
    page.wait_for_function(
        "document.querySelector('#augmentation-marks textarea').value.includes('house: ')"
    )
    check_for_everyone(page, 390)
