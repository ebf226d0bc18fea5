"""The automata's own cells: play, paint, edit a table, train a rule."""

from urllib.parse import quote

import numpy as np
import pytest
from playwright.sync_api import expect

from core.automata.spaces import SPACES
from core.automata.tables import PARITY, random_table, read_table
from core.method import Frame
from core.recipe_text import parse
from core.sentence import InputError
from demos.panels.cells.play import kept, sheet_bytes
from demos.panels.cells.seamless import tiling
from demos.panels.cells.widgets import cells_in, entries_in, listed, painted
from demos.panels.film import Film
from demos.panels.history import Recorder
from demos.panels.work import Workshop
from tests.demos.hands import press, settle, wait_for_code, wait_until_done

GLIDER = 'automata.life_like(start="glider", size=64, steps=0)'


@pytest.fixture
def automata(visit):
    """Return the tab of the automata with a glider on it."""
    page = visit(f"?recipe={quote(GLIDER)}")
    page.wait_for_selector("#automata-take [data-copy-link]")
    return page


def test_cells_and_entries_travel_whole(rng):
    cells = rng.integers(0, 4, (16, 32), np.uint8)
    np.testing.assert_array_equal(cells_in(painted(cells, 4, "fire")), cells)
    with pytest.raises(InputError, match="whole"):
        cells_in({**painted(cells, 4, "fire"), "width": 31})
    for space in SPACES.values():
        table = random_table(space, rng)
        assert entries_in(listed(table), table).changed(table) == []


def test_entries_are_lit_against_a_reference_of_the_same_table_only(rng):
    table = read_table(PARITY)
    assert listed(table, table.with_entry(3, 0))["reference"][3] == "0"
    other = random_table(SPACES["moore_2"], rng)
    assert listed(table, other)["reference"] == listed(table)["entries"]


def test_a_run_remembers_what_every_frame_counted():
    recipe = parse("automata.life_like(size=32, steps=300, every=7)")
    history = Workshop().result(recipe, {}).history
    frames = [*recipe.frames()]
    np.testing.assert_allclose(history.progress, [f.progress for f in frames], atol=1e-6)
    for name, values in history.scores.items():
        np.testing.assert_allclose(values, [f.scores[name] for f in frames], atol=1e-6)


@pytest.mark.parametrize("count", [2, 119, 120, 121, 122, 500, 1001])
def test_the_player_knows_which_frames_the_film_kept(count):
    film, recorder = Film(), Recorder()
    for number in range(count):
        marked = np.broadcast_to(np.float32([number % 256, number // 256, 0]) / 255, (2, 2, 3))
        film.add(marked)
        recorder.add(Frame(marked, number / (count - 1)))
    stills = film.stills()
    shares = np.array(kept(recorder.history().progress.tolist(), len(stills)))
    numbers = [int(still[0, 0, 0]) + 256 * int(still[0, 0, 1]) for still in stills]
    np.testing.assert_array_equal(np.rint(shares * (count - 1)), numbers)
    assert sheet_bytes(stills, 3).startswith(b"\x89PNG")


def test_a_torus_tiles_and_other_borders_are_refused(rng):
    image = rng.random((16, 16, 1), np.float32)
    step = parse("automata.life_like(size=16)").steps[0]
    tiled = tiling(step, image, 3)
    np.testing.assert_array_equal(tiled, np.roll(tiled, (16, 32), axis=(0, 1)))
    for text in ('automata.life_like(border="dead")', "automata.elementary()"):
        with pytest.raises(InputError, match="edges"):
            tiling(parse(text).steps[0], image, 2)
    with pytest.raises(InputError, match="4096"):
        tiling(step, np.zeros((1024, 1024, 1), np.float32), 5)


def test_what_is_painted_and_what_is_edited_is_run(automata):
    automata.click("#automata-paint-take")
    sheet = automata.locator("#automata-painter canvas")
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box()
    cell = box["width"] / 64
    automata.mouse.move(box["x"] + 3.5 * cell, box["y"] + 2.5 * cell)
    automata.mouse.down()
    automata.mouse.move(box["x"] + 5.5 * cell, box["y"] + 2.5 * cell)
    automata.mouse.up()
    press(automata, "#automata-paint-run", "#automata-paint-stop")
    code = automata.inner_text("#automata-code")
    assert r"x = 64, y = 64\n2$3b3o28$31bo$32bo$30b3o!" in code  # the glider stays in the middle
    settle(automata)
    automata.locator("#automata-table .rows button").nth(0).click()
    automata.wait_for_selector("#automata-table .rows button.lit")
    settle(automata)
    press(automata, "#automata-table-run", "#automata-table-stop")
    wait_for_code(automata, "von_neumann_2:e9969669", "automata-")


def test_a_hidden_rule_is_found_and_taken_over(automata):
    automata.fill("#automata-train-steps input[type=number]", "1")
    automata.get_by_text("counting", exact=True).click()
    automata.click("#automata-train")
    wait_until_done(automata, "#automata-train-stop")
    assert "exactly what was asked" in automata.inner_text("#automata-train-status")
    assert "0.500" in automata.inner_text("#automata-train-scores")  # sim of equal pictures
    expect(automata.locator("#automata-train-gallery .frame img")).to_have_count(3)
    press(automata, "#automata-train-over", "#automata-train-stop")
    hidden = random_table(SPACES["von_neumann_2"], np.random.default_rng(1))
    wait_for_code(automata, str(hidden), "automata-")
