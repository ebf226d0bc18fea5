"""Every control of the denoising page, pressed in a real browser."""

import re

import pytest

from core.fields import find_method
from tests.demos.hands import choose, enter, number, press, psnr, wait_until_done


def test_a_finished_example_is_there_at_once(page):
    assert psnr(page) > 28
    assert "denoising.unet" in page.inner_text("#code")


def test_every_damage_is_done_from_the_page(page):
    from core.degradation import METHODS

    choose(page, "#method", "Mean")
    for method in METHODS:
        page.locator("#damage label", has_text=method.title).click()
        press(page, "#run")
        page.wait_for_function(
            "name => document.querySelector('#code').innerText.includes(name)", arg=method.address
        )


def test_folded_settings_count_too(page):
    page.get_by_role("button", name="More settings").first.click()
    page.fill("#damage-gaussian_noise-seed input", "7")
    page.keyboard.press("Tab")
    press(page, "#run")
    assert "seed=7" in page.inner_text("#code")


def test_methods_follow_the_level_of_the_noise(page):
    enter(page, "#damage-gaussian_noise-sigma", 40)
    page.wait_for_timeout(300)
    assert number(page, "#method-unet-sigma") == 40


def test_a_preset_fills_its_settings_and_lets_go_when_they_change(page):
    choose(page, "#method", "Non-local means")
    page.locator("#method-non_local_means-preset label", has_text="strong").click()
    page.wait_for_timeout(300)
    strong = find_method("denoising.non_local_means").strong["strength"]
    assert number(page, "#method-non_local_means-strength") == strong
    enter(page, "#method-non_local_means-strength", 0.85)
    page.wait_for_timeout(300)
    assert page.locator("#method-non_local_means-preset label.selected").count() == 0


def test_scores_can_be_taken_on_luma(page):
    choose(page, "#sample", "coffee")
    wait_until_done(page)
    colour = psnr(page)
    page.locator("#channels label", has_text="luma").click()
    page.wait_for_function("document.querySelector('#scores').innerText.includes('on luma')")
    assert psnr(page) > colour


def test_the_noise_is_estimated(page):
    press(page, "#estimate")
    assert abs(number(page, "#method-unet-sigma") - 25) < 2


def test_tuning_ends_near_the_oracle(page):
    choose(page, "#method", "Non-local means")
    press(page, "#tune")
    said = page.inner_text("#status")
    reached, before, oracle = map(float, re.findall(r"([\d.]+) dB", said))
    assert oracle - reached < 0.3 and before <= oracle


@pytest.mark.parametrize(
    "title", ["Bilateral filter", "Perona–Malik diffusion", "Non-local means", "BM3D"]
)
def test_a_click_explains_the_pixel(page, title):
    choose(page, "#method", title)
    press(page, "#run")
    page.locator("#result").scroll_into_view_if_needed()
    box = page.locator("#result .frame").first.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 3, box["y"] + box["height"] / 3)
    page.wait_for_selector("#explained svg")
    assert f"{title} at row" in page.inner_text("#explained")


def test_compare_all_fills_a_table_that_sorts(page):
    from core.denoising import METHODS

    press(page, "#compare", "#compare-stop")
    rows = page.locator("#compare-table tbody tr")
    assert rows.count() == len(METHODS)
    assert page.locator("#compare-plot svg").count() == 1
    page.locator("#compare-table th button", has_text="seconds").click()
    page.locator("#compare-table th button", has_text="seconds").click()
    seconds = [  # a number in each row: every method ran
        float(cell) for cell in page.locator("#compare-table td:nth-child(4)").all_inner_texts()
    ]
    assert seconds == sorted(seconds)


def test_compare_all_can_be_stopped(page):
    page.click("#compare")
    page.wait_for_function("!document.querySelector('#compare-stop').disabled")
    page.click("#compare-stop")
    page.wait_for_function("document.querySelector('#compare-status').innerText === 'Stopped.'")
    count = page.locator("#compare-table tbody tr").count()
    page.wait_for_timeout(1500)
    assert page.locator("#compare-table tbody tr").count() == count


def test_a_sweep_over_two_settings_is_a_grid(page):
    choose(page, "#method", "Non-local means")
    page.wait_for_timeout(500)
    choose(page, "#across", "Strength")
    choose(page, "#down", "Reach")
    enter(page, "#sweep-count", 2)
    press(page, "#sweep", "#sweep-stop")
    assert page.locator("#sweep-gallery .frame img").count() == 4
    assert "Strength 0.1" in page.inner_text("#sweep-gallery")


def test_a_sweep_can_be_stopped(page):
    choose(page, "#method", "BM3D")
    page.wait_for_timeout(500)
    page.click("#sweep")
    page.wait_for_timeout(300)
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


def test_read_more_opens_the_lessons(page):
    page.locator("[data-open-tab]:visible").click()
    page.get_by_role("heading", name="Denoising").wait_for()
