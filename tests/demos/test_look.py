"""The page is for everybody: both languages, the keyboard, a phone, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from demos.words import catalogue
from tests.demos.hands import settle

SERIOUS = {"serious", "critical"}
FADED = "document.getAnimations().every((one) => !(one instanceof CSSTransition))"


def visible_texts(page):
    return set(
        page.evaluate(
            """() => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const texts = [];
          while (walker.nextNode()) {
            const owner = walker.currentNode.parentElement;
            if (!owner.closest('code') && owner.checkVisibility({ visibilityProperty: true }))
              texts.push(walker.currentNode.textContent.trim());
          }
          return texts;
        }"""
        )
    )


def speak(page, name):
    page.locator("#language label", has_text=name).click()
    page.wait_for_function(
        "name => document.documentElement.lang.startsWith(name)",
        arg="zh" if name == "中文" else "en",
    )
    settle(page)


def test_the_language_changes_in_place_and_nothing_is_lost(page):
    page.fill("#method-unet-sigma input[type=number]", "31")
    page.keyboard.press("Tab")
    english = visible_texts(page)
    speak(page, "中文")
    known = catalogue("zh-CN")
    assert visible_texts(page) & {text for text in known if known[text] != text} == set()
    assert page.input_value("#method-unet-sigma input[type=number]") == "31"
    speak(page, "English")
    assert visible_texts(page) == english


def test_a_chinese_browser_gets_chinese(visit):
    page = visit(locale="zh-CN")
    page.wait_for_selector("#scores dd")
    assert page.inner_text("#run") == "运行"


def test_refusals_speak_the_language_of_the_page(visit):
    page = visit("?recipe=sample('nothing')", locale="zh-CN")
    page.wait_for_selector("#status .error")
    assert any("一" <= letter <= "鿿" for letter in page.inner_text("#status"))


def check_for_everyone(page, width):
    """Let axe find nothing serious, light or dark, and nothing stand out to the right."""
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        is_dark = "document.body.classList.contains('dark')"
        page.wait_for_function(is_dark if scheme == "dark" else f"!{is_dark}")
        page.wait_for_function(FADED)
        found = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in SERIOUS] == []


# Of every component Gradio's own search finds the events that the page's table gave.
ATTACHED = """async () => {
    const { AppTree } = await atelier.part("core");
    const { find_attached_events: ours } = AppTree.prototype;
    const events = [...gradio_config.dependencies, {targets: [[7, "a"], [7, "b"], [8, ""]]}];
    const names = (find, id) => find({id, props: {shared_props: {}}}, events).props.shared_props;
    return gradio_config.components.map(({ id }) => id).concat(7, 8).every((id) =>
        JSON.stringify(names(ours, id)) === JSON.stringify(names(ours.gradios, id)));
}"""


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_serious(visit, width):
    page = visit(width=width)
    page.wait_for_selector("#scores dd")
    check_for_everyone(page, width)


def test_tabs_and_chips_answer_to_arrow_keys(page):
    page.locator("#damage label.selected input").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#stale:visible")
    assert page.inner_text("#damage label.selected") == "Poisson noise"
    page.get_by_role("tab", name="Denoise").focus()
    page.keyboard.press("ArrowRight")
    tab = "#tabs > .tab-wrapper [role=tab][aria-selected=true]"
    page.wait_for_selector(f"{tab}:has-text('Super-resolution')")


def test_what_the_page_replaces_of_gradio_is_there_in_time_and_does_the_same(page):
    assert page.evaluate("atelier.hush()")
    assert page.evaluate("atelier.answered >= gradio_config.components.length")
    assert page.evaluate(ATTACHED)
