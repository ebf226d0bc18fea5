"""Rules found from strings and from a hidden system's picture, in a real browser."""

from tests.demos.hands import enter, press, wait_for_code
from tests.demos.test_making import linked

CELL = "#lsystems-infer"
STRINGS = "F\nF-F\nF-F-F-F"


def test_rules_are_found_from_strings_and_from_a_picture_and_are_taken_over(visit):
    page = linked(visit, "lsystems.grow(order=2)", "lsystems")
    page.click(f"{CELL}-kind label:has-text('Strings')")
    page.fill(f"{CELL}-strings textarea", STRINGS)
    press(page, CELL, f"{CELL}-stop")
    page.wait_for_selector(f"{CELL}-rules code:has-text('F -> F-F')")
    page.click(f"{CELL}-take")
    wait_for_code(page, "F -> F-F", "lsystems-")
    page.click(f"{CELL}-kind label:has-text('The picture shown')")
    enter(page, f"{CELL}-seconds", 60)  # it is stopped long before
    page.click(CELL)
    page.wait_for_selector(f"{CELL}-gallery .frame img >> nth=1")
    page.click(f"{CELL}-stop")
    page.wait_for_selector(f"{CELL}-stop:disabled")  # else it would slow the tests that follow
    assert "Each F becomes" in page.inner_text(f"{CELL}-rules")
    assert "IoU" in page.inner_text(f"{CELL}-rules")
