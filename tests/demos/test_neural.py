"""Neural automata on their page: a click wounds, and the wound stands in the recipe."""

from urllib.parse import quote

from core.automata.neural.wounds import Wound
from demos.panels.cells.neural import wounded
from tests.demos.hands import wait_for_code

GROWN = "automata.neural(size=40, steps=40)"


def test_a_click_erases_a_disc_and_what_is_left_goes_on_growing(visit):
    page = visit(f"?recipe={quote(GROWN)}")
    page.wait_for_selector("#automata-take [data-copy-link]", timeout=60_000)  # PyTorch comes first
    page.locator("#automata-result").scroll_into_view_if_needed()
    frame = page.locator("#automata-result .frame:visible").bounding_box()
    page.mouse.click(frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 3)
    wait_for_code(page, 'wounds="40: ', "automata-")
    assert "steps=140, wounds" in page.inner_text("#automata-code")
    assert "40: " in page.input_value("#automata-method-neural-wounds :is(input, textarea)")


def test_a_second_wound_follows_the_first():
    settings = {"steps": 300, "wounds": "200: 1 2 3;", "since": 200, "seed": 4}
    again = wounded(settings, Wound(300, 5, 6, 7), 50)
    assert again == {"steps": 350, "wounds": "200: 1 2 3; 300: 5 6 7", "since": 300, "seed": 4}
