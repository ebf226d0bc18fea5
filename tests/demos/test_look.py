"""The page is for everybody: both languages, the keyboard, a phone, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from demos.words import catalogue

SERIOUS = {"serious", "critical"}


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
    page.wait_for_timeout(1500)


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_serious(visit, scheme, width):
    page = visit(color_scheme=scheme, width=width)
    page.wait_for_selector("#scores dd")
    page.wait_for_timeout(500)
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in SERIOUS] == []


def test_tabs_answer_to_arrow_keys(page):
    page.get_by_role("tab", name="Denoise").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    chosen = page.locator("#tabs > .tab-wrapper [role=tab][aria-selected=true]").first
    assert chosen.inner_text() == "Automata"


def test_chips_are_reached_by_the_keyboard(page):
    page.locator("#damage label.selected input").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#stale:visible")
    assert page.inner_text("#damage label.selected") == "Poisson noise"


def test_nothing_overflows_on_a_phone(visit):
    page = visit(width=390)
    page.wait_for_selector("#scores dd")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
