"""The generation page in a real browser."""

from urllib.parse import quote

from playwright.sync_api import expect

from tests.demos.hands import press
from tests.demos.test_look import check_for_everyone

RECIPE = 'generation.words(text="red heart", count=2, steps=2)'


def test_a_sample_is_shown_beside_what_was_learned_on_a_phone_too(visit):
    page = visit(f"?recipe={quote(RECIPE)}", width=390)
    page.wait_for_selector("#generation-take [data-copy-link]", timeout=90_000)
    press(page, "#generation-look", "#generation-look-stop")
    expect(page.locator("#generation-look-tiles [data-place]")).to_have_count(2)
    page.click("#generation-look-tiles [data-place='1']")
    expect(page.locator("#generation-look-near")).to_contain_text("Sample 2 and the learned")
    expect(page.locator("#generation-look-near")).to_contain_text("exactly these words was learned")
    check_for_everyone(page, 390)
