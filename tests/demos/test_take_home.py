"""What comes in and what is taken home: uploads, links, pictures, notebooks, code."""

import io
import urllib.request
from urllib.parse import urlsplit

import nbformat
import numpy as np
import pytest
from PIL import Image as Pillow

from core.image import to_pillow
from core.recipe_text import parse
from tests.demos.conftest import visiting, with_example
from tests.demos.hands import choose, drop, enter, fetch, number, press, psnr, wait_for_code

DEFAULT = 'sample("camera") | degradation.gaussian_noise(sigma=25, seed=0)'


@pytest.fixture(scope="module")
def site(denoising_site):
    return denoising_site


@pytest.fixture(scope="module")
def shown(browser, site):
    """Return a page for all tests that look at it and change nothing."""
    with visiting(browser, site) as open_page:
        yield with_example(open_page())


def test_a_link_gives_the_same_picture_on_another_visit(page, visit):
    choose(page, "#method", "Median")
    enter(page, "#damage-gaussian_noise-sigma", 33)
    press(page, "#run")
    wait_for_code(page, "median")
    other = visit("?" + page.get_attribute("[data-copy-link]", "data-copy-link"))
    other.wait_for_selector("#take a")
    address = "#take a[download$=png]"
    assert other.get_attribute(address, "href") == page.get_attribute(address, "href")
    assert number(other, "#damage-gaussian_noise-sigma") == 33


@pytest.mark.parametrize(
    "link", ["__import__('os')", "sample('camera')|denoising.mean(radius=9999)"]
)
def test_a_damaged_link_shows_a_sentence_and_the_example(visit, link):
    page = visit(f"?recipe={link}")
    page.wait_for_selector("#scores dd")
    page.wait_for_selector("#status .error")


def test_the_saved_picture_is_exact_and_brings_the_page_back(shown, site, visit, tmp_path):
    expected = np.asarray(to_pillow(parse(DEFAULT + " | denoising.unet()").run()))
    content = fetch(site, shown, "#take a[download$=png]")
    np.testing.assert_array_equal(np.asarray(Pillow.open(io.BytesIO(content))), expected)
    (tmp_path / "saved.png").write_bytes(content)
    other = visit()
    other.wait_for_selector("#scores dd")
    choose(other, "#method", "Mean")
    drop(other, tmp_path / "saved.png")
    assert other.input_value("#method input") == "U-Net denoiser"
    assert psnr(other) == psnr(shown)


def test_the_noisy_picture_downloads_bit_exact(shown, site):
    address = shown.locator("#result .frame img").first.get_attribute("src")
    with urllib.request.urlopen(site.rstrip("/") + address) as file:
        shown = np.asarray(Pillow.open(file))
    np.testing.assert_array_equal(shown, np.asarray(to_pillow(parse(DEFAULT).run())))


def test_what_is_saved_has_a_name_and_the_notebook_is_one(shown, site):
    with shown.expect_download() as saved:
        shown.click("#take a[download$=png]")
    assert saved.value.suggested_filename == "camera-unet.png"
    notebook = nbformat.reads(fetch(site, shown, "#take a[download$=ipynb]").decode(), 4)
    nbformat.validate(notebook)
    assert "denoising.unet" in notebook.cells[1].source


def test_an_upload_is_cleaned_at_once(page, tmp_path):
    noisy = parse('sample("cat") | degradation.gaussian_noise(sigma=20)').run()
    to_pillow(noisy).save(tmp_path / "my cat.png")
    drop(page, tmp_path / "my cat.png")
    assert "451 × 300 pixels, colour" in page.inner_text("#status")
    assert "Noise left" in page.inner_text("#scores")
    wait_for_code(page, 'read_image("my cat.png")')


def test_a_bad_upload_is_refused_and_nothing_is_lost(page, tmp_path):
    (tmp_path / "bad.png").write_text("not a picture")
    drop(page, tmp_path / "bad.png")
    assert "not a picture that can be read" in page.inner_text("#status .error")
    assert psnr(page) > 28


def test_link_and_code_are_copied(shown):
    shown.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text }")
    for button, part, said in (
        ("[data-copy-link]", "recipe=", "Link copied"),
        ("[data-copy-code]", "import", "Copied"),
    ):
        shown.click(button)
        shown.wait_for_function("part => window.copied?.includes(part)", arg=part)
        assert shown.inner_text(button) == said


def test_a_result_can_be_the_picture_of_the_next_step(page):
    press(page, "#go-on")
    choose(page, "#method", "Median")
    press(page, "#run")
    wait_for_code(page, "median")
    assert "denoising.unet(damaged" in page.inner_text("#code")
    assert psnr(page) > 28  # the truth is still known


def test_the_address_shows_what_was_there(page, visit):
    choose(page, "#method", "Median")
    press(page, "#run")
    page.wait_for_function("location.search.includes('median')")
    again = visit("?" + urlsplit(page.url).query)
    again.wait_for_selector("#scores dd")
    assert again.input_value("#method input") == "Median"
