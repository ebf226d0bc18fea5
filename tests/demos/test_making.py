"""Pages of fields that make pictures from nothing, used in a real browser."""

import io
from urllib.parse import quote

import numpy as np
import pytest
from PIL import Image as Pillow
from playwright.sync_api import expect

from core.image import to_pillow
from core.recipe_text import parse
from tests.demos.hands import choose, drop, enter, fetch, number, press, settle, wait_for_code
from tests.demos.test_look import check_for_everyone, speak

GLIDER = 'automata.life_like(start="glider", size=64, steps=40)'


@pytest.fixture
def automata(visit):
    """Return the tab of the automata with a small recipe that a link brought."""
    return linked(visit, GLIDER)


def linked(visit, recipe, tab="automata", **options):
    page = visit(f"?recipe={quote(recipe)}", **options)
    page.wait_for_selector(f"#{tab}-take [data-copy-link]")
    return page


def shown(page, site):
    return np.asarray(Pillow.open(io.BytesIO(fetch(site, page, "#automata-take a[download$=png]"))))


def test_a_tab_shows_its_example_when_it_is_opened(page):
    page.get_by_role("tab", name="L-systems", exact=True).first.click()
    page.wait_for_selector("#lsystems-take [data-copy-link]")
    wait_for_code(page, "lsystems.preset", "lsystems-")
    assert "lsystems.preset" in page.url


def test_a_link_opens_its_tab_and_a_saved_picture_brings_its_settings_back(
    automata, site, tmp_path
):
    assert automata.input_value("#automata-method-life_like-start input") == "glider"
    assert number(automata, "#automata-method-life_like-steps") == 40
    expected = np.asarray(to_pillow(parse(GLIDER).run()))
    np.testing.assert_array_equal(shown(automata, site), expected)
    picture = automata.locator("#automata-result .frame img").first
    assert picture.evaluate("img => getComputedStyle(img).imageRendering") == "pixelated"
    content = fetch(site, automata, "#automata-take a[download$=png]")
    (tmp_path / "glider.png").write_bytes(content)
    enter(automata, "#automata-method-life_like-steps", 7)
    automata.set_input_files(
        "input[type=file][accept*=png]:not([accept*=image])", tmp_path / "glider.png"
    )
    automata.wait_for_function(
        "document.querySelector('#automata-method-life_like-steps input').value === '40'"
    )


def test_a_picture_saved_on_one_tab_opens_it_from_another(automata, site, visit, tmp_path):
    content = fetch(site, automata, "#automata-take a[download$=png]")
    (tmp_path / "glider.png").write_bytes(content)
    other = visit()
    other.wait_for_selector("#scores dd")
    drop(other, tmp_path / "glider.png")
    other.wait_for_selector("#automata-take [data-copy-link]")
    assert number(other, "#automata-method-life_like-steps") == 40


def test_what_cannot_be_run_is_refused_with_a_sentence(automata):
    rule = "#automata-method-life_like-rule :is(input, textarea)"
    automata.fill(rule, "B36/S23")
    automata.keyboard.press("Enter")
    wait_for_code(automata, "B36/S23", "automata-")
    settle(automata)
    automata.fill(rule, "B9")
    press(automata, "#automata-run", "#automata-stop")
    assert "cannot be read" in automata.inner_text("#automata-status .error")
    choose(automata, "#automata-method", "Lenia")
    enter(automata, "#automata-method-lenia-size", 4096)
    enter(automata, "#automata-method-lenia-steps", 20000)
    press(automata, "#automata-run", "#automata-stop")
    assert "seconds" in automata.inner_text("#automata-status .error")
    assert automata.locator("#automata-picture:visible").count() == 0
    choose(automata, "#automata-method", "Life on a picture")
    automata.wait_for_selector("#automata-picture")


def test_the_picture_grows_before_it_is_finished(automata):
    automata.evaluate("""() => {
      window.seen = new Set();
      new MutationObserver((changes) => {
        for (const { target } of changes)
          if (target.src?.startsWith("data:image/png")) window.seen.add(target.src);
      }).observe(document.querySelector("#automata-result"),
        { subtree: true, attributes: true, attributeFilter: ["src"] });
    }""")
    choose(automata, "#automata-method", "Gray–Scott reaction")
    press(automata, "#automata-run", "#automata-stop")
    assert automata.evaluate("window.seen.size") > 3


def test_the_run_is_saved_as_a_film(automata):
    for kind, start in (("gif", b"GIF89a"), ("mp4", b"ftyp")):
        with automata.expect_download() as saved:
            automata.click(f"#automata-film{kind}")
        assert saved.value.suggested_filename == f"automata-life_like.{kind}"
        assert start in saved.value.path().read_bytes()[:16]


def test_a_setting_is_swept_and_figures_follow_the_language(automata):
    choose(automata, "#automata-across", "Density")
    enter(automata, "#automata-sweep-count", 2)
    press(automata, "#automata-sweep", "#automata-sweep-stop")
    expect(automata.locator("#automata-sweep-gallery .frame img")).to_have_count(2)
    speak(automata, "中文")
    automata.wait_for_function(
        "document.querySelector('#automata-scores').innerText.includes('存活')"
    )


def test_its_cells_are_for_everyone_on_a_phone(visit):
    page = linked(visit, GLIDER, width=390, locale="zh-CN")
    check_for_everyone(page, 390)
