"""The page of super-resolution: a sharp picture shrunk first, and one that is small already."""

import re
from urllib.parse import quote

from core.image import to_pillow
from core.recipe_text import parse
from tests.demos.hands import choose, drop, press, settle, wait_for_code

LINK = 'sample("page") | degradation.shrink(scale=2) | superresolution.bicubic(scale=2)'


def test_a_shrunk_picture_has_scores_and_a_small_one_its_consistency(visit, tmp_path):
    page = visit(f"?recipe={quote(LINK)}")
    page.wait_for_selector("#enlarge-scores dd")
    figures = page.inner_text("#enlarge-scores")
    assert "2 pixels shaved" in figures
    assert re.search(r"PSNR\s+(\S+) dB\s+bicubic \1", figures)  # it is the bicubic one itself
    choose(page, "#enlarge-method", "Back projection")
    press(page, "#enlarge-run", "#enlarge-stop")
    wait_for_code(page, "back_projection(damaged", "enlarge-")
    to_pillow(parse('sample("cat") | degradation.shrink(scale=4)').run()).save(tmp_path / "my.png")
    drop(page, tmp_path / "my.png", "enlarge-")
    figures = page.inner_text("#enlarge-scores")
    assert "Consistency" in figures and "PSNR\n" not in figures
    wait_for_code(page, 'read_image("my.png")', "enlarge-")
    press(page, "#enlarge-send-denoise", "#stop")
    wait_for_code(page, "denoising.unet")
    assert "superresolution.back_projection" in page.inner_text("#code")
    settle(page)
