"""Every control of the denoising page, pressed in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from core.fields import find_method
from tests.demos.hands import (
    choose,
    enter,
    number,
    press,
    psnr,
    settle,
    wait_for_code,
    wait_until_done,
)


@pytest.fixture(scope="module")
def site(denoising_site):
    return denoising_site


def test_a_finished_example_is_there_at_once_and_read_more_opens_the_lessons(page):
    assert psnr(page) > 28
    assert "denoising.unet" in page.inner_text("#code")
    page.locator("[data-open-tab]:visible").click()
    page.get_by_role("heading", name="Denoising").wait_for()


def test_every_damage_is_done_from_the_page(page):
    from core.degradation import METHODS

    choose(page, "#method", "Mean")
    for method in METHODS:
        page.locator("#damage label", has_text=method.title).click()
        press(page, "#run")
        wait_for_code(page, method.address)


def test_folded_settings_count_too_and_methods_follow_the_noise(page):
    page.get_by_role("button", name="More settings").first.click()
    page.fill("#damage-gaussian_noise-seed input", "7")
    page.keyboard.press("Tab")
    press(page, "#run")
    wait_for_code(page, "seed=7")
    enter(page, "#damage-gaussian_noise-sigma", 40)
    settle(page)
    assert number(page, "#method-unet-sigma") == 40
    enter(page, "#method-unet-sigma", 10)
    press(page, "#estimate")
    assert abs(number(page, "#method-unet-sigma") - 40) < 2


def test_a_preset_fills_its_settings_and_lets_go_when_they_change(page):
    choose(page, "#method", "Non-local means")
    page.locator("#method-non_local_means-preset label", has_text="strong").click()
    settle(page)
    strong = find_method("denoising.non_local_means").strong["strength"]
    assert number(page, "#method-non_local_means-strength") == strong
    enter(page, "#method-non_local_means-strength", 0.85)
    settle(page)
    assert page.locator("#method-non_local_means-preset label.selected").count() == 0


def test_scores_can_be_taken_on_luma(page):
    choose(page, "#sample", "coffee")
    wait_until_done(page)
    colour = psnr(page)
    page.locator("#channels label", has_text="luma").click()
    page.wait_for_function("document.querySelector('#scores').innerText.includes('on luma')")
    assert psnr(page) > colour


def test_tuning_ends_near_the_oracle(page):
    choose(page, "#method", "Non-local means")
    press(page, "#tune")
    said = page.inner_text("#status")
    reached, before, oracle = map(float, re.findall(r"([\d.]+) dB", said))
    assert oracle - reached < 0.3 and before <= oracle


def test_a_click_explains_the_pixel(page):
    for title in ("Bilateral filter", "Perona–Malik diffusion", "Non-local means", "BM3D"):
        choose(page, "#method", title)
        press(page, "#run")
        page.locator("#result").scroll_into_view_if_needed()
        box = page.locator("#result .frame").first.bounding_box()
        page.mouse.click(box["x"] + box["width"] / 3, box["y"] + box["height"] / 3)
        page.wait_for_selector(f"#explained:has-text('{title} at row') svg")


def test_compare_all_can_be_stopped_and_fills_a_table_that_sorts(page):
    from core.denoising import METHODS

    page.click("#compare")
    page.wait_for_function("!document.querySelector('#compare-stop').disabled")
    page.click("#compare-stop")
    page.wait_for_function("document.querySelector('#compare-status').innerText === 'Stopped.'")
    rows = page.locator("#compare-table tbody tr")
    count = rows.count()
    page.wait_for_timeout(1500)
    assert rows.count() == count < len(METHODS)
    press(page, "#compare", "#compare-stop")
    expect(rows).to_have_count(len(METHODS))
    expect(page.locator("#compare-plot svg")).to_have_count(1)
    page.locator("#compare-table th button", has_text="seconds").click()
    page.locator("#compare-table th button", has_text="seconds").click()
    seconds = [  # a number in each row: every method ran
        float(cell) for cell in page.locator("#compare-table td:nth-child(4)").all_inner_texts()
    ]
    assert seconds == sorted(seconds)


def test_a_sweep_over_two_settings_is_a_grid_and_can_be_stopped(page):
    choose(page, "#method", "Non-local means")
    settle(page)
    choose(page, "#across", "Strength")
    choose(page, "#down", "Reach")
    enter(page, "#sweep-count", 2)
    press(page, "#sweep", "#sweep-stop")
    expect(page.locator("#sweep-gallery .frame img")).to_have_count(4)
    assert "Strength 0.1" in page.inner_text("#sweep-gallery")
    choose(page, "#method", "BM3D")
    settle(page)
    page.click("#sweep")
    page.wait_for_function("document.querySelectorAll('#sweep-gallery .frame img').length < 4")
    page.click("#sweep-stop")
    page.wait_for_function("document.querySelector('#sweep-status').innerText === 'Stopped.'")
    assert page.locator("#sweep-gallery .frame img").count() < 4


def test_stop_stops(page):
    """The page shows it; that the work itself ends, tests/demos/panels/test_work.py says."""
    choose(page, "#sample", "astronaut")
    wait_until_done(page)
    choose(page, "#method", "BM3D")
    page.click("#run")
    page.wait_for_function("!document.querySelector('#stop').disabled")
    page.wait_for_timeout(500)
    page.click("#stop")
    page.wait_for_function("document.querySelector('#status').innerText === 'Stopped.'")
    page.wait_for_timeout(1500)
    assert "bm3d" not in page.inner_text("#code")
