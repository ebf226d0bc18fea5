"""What the viewer promises, tried in a real browser on a page of its own."""

import base64
import io
from collections.abc import Iterator
from functools import partial

import gradio as gr
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image as Pillow
from playwright.sync_api import Page

from demos.panels.viewer import gallery_viewer, result_viewer, viewer_head

BROKEN_LABEL = "<b>bold</b> & {{label}} ${label} <img src=x onerror=alert(1)>"


def address(side, level):
    file = io.BytesIO()
    Pillow.new("L", (side, side), level).save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


def result(side=32, level=90):
    return {
        "before": {"src": address(side, 20), "label": BROKEN_LABEL},
        "after": {"src": address(side, level), "label": "mean"},
        "views": [{"src": address(side, level + 9), "label": "removed", "note": "input - output"}],
        "width": side,
        "height": side,
        "alt": "a flat square",
    }


def gallery(finished):
    tiles = [{"label": f"method {index}"} for index in range(3)]
    for index in range(finished):
        tiles[index] |= {"src": address(32, 60 * index), "width": 32, "height": 32}
    return {"tiles": [*tiles, {"label": "network", "note": "Its weights are missing."}]}


CHANGES = {"same": result(level=140), "larger": result(side=48), "more": gallery(3)}


def explain(event: gr.EventData):
    return f"{event.row} {event.column}"


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with gr.Blocks(analytics_enabled=False) as demo:
        with gr.Tab("shown"):
            viewer = result_viewer(result(), elem_id="viewer")
            many = gallery_viewer(gallery(1), elem_id="many")
            gr.Textbox("tall", lines=60)
        with gr.Tab("later"):
            result_viewer(result(), elem_id="later")
            result_viewer(elem_id="nothing", strings={"empty": "Noch nichts."})
        said = gr.Textbox(elem_id="said")
        viewer.select(explain, None, said)
        for name, value in CHANGES.items():
            button = gr.Button(name, elem_id=name)
            output = many if "tiles" in value else viewer
            button.click(partial(dict, value), None, output, show_progress="hidden")
    theme = gr.themes.Base().set(body_text_color_subdued="#57534e")  # Gradio's own is too pale
    _, url, _ = demo.launch(
        head=viewer_head(), theme=theme, prevent_thread_lock=True, quiet=True, ssr_mode=False
    )
    yield url
    demo.close()


@pytest.fixture
def page(visit) -> Page:
    page = visit(width=900, height=700)
    page.wait_for_selector("#many .frame img")
    return page


def shown(page, selector):
    return page.evaluate(
        """async (selector) => {
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          return [...document.querySelectorAll(selector + " .frame")]
            .filter((frame) => frame.clientWidth)
            .map((frame) => {
              const { left, width } = frame.querySelector("img").style;
              return [parseFloat(left), parseFloat(width), frame.clientWidth, frame.clientHeight];
            });
        }""",
        selector,
    )


def zooms(page, selector=""):
    return [width / min(frame) for _, width, *frame in shown(page, selector)]


def split(page):
    return float(page.locator("#viewer .split").input_value())


def point(page, row, column, side=32):
    box = page.locator("#viewer img").first.bounding_box()
    pixel = box["width"] / side
    return box["x"] + (column + 0.5) * pixel, box["y"] + (row + 0.5) * pixel


def drag(page, start, end):
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=4)
    page.mouse.up()


def test_arrow_keys_on_the_slider_move_the_split(page):
    page.locator("#viewer .split").press("ArrowRight")
    width = shown(page, "#viewer")[0][1]
    clip = page.locator("#viewer img").nth(1).evaluate("image => image.style.clipPath")
    assert split(page) == 51
    assert float(clip.split()[-1].removesuffix("px)")) == pytest.approx(0.51 * width, abs=0.5)


def test_dragging_near_the_line_moves_the_split(page):
    x, y = point(page, 4, 15.5)
    drag(page, (x + 9, y), (point(page, 4, 7.5)[0] + 9, y + 30))
    assert split(page) == pytest.approx(25, abs=0.5)


def test_all_viewers_are_zoomed_in_step(page):
    page.locator("#viewer .frame").press("+")
    page.locator("#viewer .frame").press("ArrowRight")
    assert zooms(page) == pytest.approx([1.5, 1.5], abs=0.01)
    page.click("#many .fit")
    assert zooms(page) == pytest.approx([1, 1], abs=0.01)


def test_a_click_tells_python_row_and_column(page):
    page.click("#viewer .zoom_in")
    shown(page, "#viewer")
    page.mouse.click(*point(page, 13, 9))
    page.wait_for_function("document.querySelector('#said textarea').value === '13 9'")
    assert page.locator("#viewer .pixel").inner_text() == "row 13, column 9"


def test_the_keyboard_can_pick_a_pixel_too(page):
    page.focus("#viewer .frame")
    for key in ("Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowUp", "Enter"):
        page.keyboard.press(key)
    page.wait_for_function("document.querySelector('#said textarea').value === '15 18'")


def test_dragging_a_zoomed_picture_moves_it_and_picks_nothing(page):
    page.click("#viewer .zoom_in")
    before = shown(page, "#viewer")[0][0]
    x, y = point(page, 16, 9)
    drag(page, (x, y), (x + 20, y))
    assert shown(page, "#viewer")[0][0] == pytest.approx(before + 20, abs=0.5)
    assert page.locator("#viewer .pixel").inner_text() == ""


def test_labels_are_shown_as_they_are(page):
    assert page.locator("#viewer .legend span").first.inner_text() == BROKEN_LABEL
    assert page.locator("#viewer .legend b").count() == 0


def test_a_new_value_keeps_zoom_split_and_view_and_another_size_resets_zoom(page):
    page.locator("#viewer .split").press("ArrowLeft")
    page.locator("#viewer .split").press("+")
    page.get_by_role("tab", name="removed").click()
    for name, zoom in (("same", 1.5), ("larger", 1)):
        page.click(f"#{name}")
        source = CHANGES[name]["views"][0]["src"]
        page.wait_for_function(
            "src => document.querySelector('#viewer img').src === src", arg=source
        )
        assert zooms(page, "#viewer") == pytest.approx([zoom], abs=0.01)
        assert page.get_by_role("tab", name="removed").get_attribute("aria-selected") == "true"
        assert split(page) == 49


def test_arrow_keys_change_the_view_and_its_height_stays(page):
    height = shown(page, "#viewer")[0][3]
    page.locator("#viewer [role=tab]").first.press("ArrowRight")
    assert page.locator("#viewer .legend span").first.inner_text() == "input - output"
    assert not page.locator("#viewer .split").is_visible()
    assert shown(page, "#viewer")[0][3] == height


def test_the_wheel_scrolls_the_page_until_the_viewer_is_focused(page):
    page.mouse.move(*point(page, 3, 3))
    page.mouse.wheel(0, 60)
    page.wait_for_function("scrollY > 0")
    assert zooms(page, "#viewer") == pytest.approx([1], abs=0.01)
    page.focus("#viewer .frame")
    page.mouse.wheel(0, -30)
    page.wait_for_timeout(100)
    assert zooms(page, "#viewer")[0] > 1.05


def test_a_gallery_fills_in_place_as_results_come(page):
    page.evaluate("window.first = document.querySelector('#many figure img')")
    page.click("#many .zoom_in")
    notes = page.locator("#many .note:visible").all_inner_texts()
    assert notes == ["Waiting", "Waiting", "Its weights are missing."]
    page.click("#more")
    page.wait_for_function("document.querySelectorAll('#many img').length === 3")
    assert page.evaluate("window.first === document.querySelector('#many figure img')")
    assert zooms(page, "#many") == pytest.approx([1.5] * 3, abs=0.01)


def test_a_viewer_in_a_tab_that_opens_later_fills_its_width(page):
    page.get_by_role("tab", name="later").click()
    page.wait_for_selector("#later img")
    assert zooms(page, "#later") == pytest.approx([1], abs=0.01)
    assert page.locator("#nothing .empty").inner_text() == "Noch nichts."


def test_axe_finds_nothing_serious_in_light_and_dark(page):
    for theme in ("light", "dark"):
        page.evaluate("theme => document.body.classList.toggle('dark', theme === 'dark')", theme)
        found = Axe().run(page, context=".pixel-viewer").response["violations"]
        serious = [fault["id"] for fault in found if fault["impact"] in ("serious", "critical")]
        assert serious == [], theme
