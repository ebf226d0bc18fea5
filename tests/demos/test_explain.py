"""What a visitor sees of a network's inside."""

from urllib.parse import quote

from tests.demos.hands import choose, press

NOISY = 'sample("camera") | degradation.gaussian_noise(sigma=25, seed=3)'
LINK = "?recipe=" + quote(f'{NOISY} | denoising.unet(sigma=25, weights="")')


def heading(page, text):
    page.wait_for_function(
        "text => document.querySelector('#explained h3')?.innerText.includes(text)", arg=text
    )


def click_a_pixel(page):
    page.locator("#result").scroll_into_view_if_needed()
    box = page.locator("#result .frame").first.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 3, box["y"] + box["height"] / 3)


def test_a_visitor_looks_into_the_network(visit):
    page = visit(LINK)
    page.locator("#view label", has_text="Architecture").click(timeout=60_000)
    heading(page, "30 convolutions")  # without a click on a pixel
    said = page.locator("#explained svg text").all_text_contents()
    assert {"encoder 1", "noise level", "− subtracted"} <= set(said)
    assert not page.is_visible("#layer")
    page.locator("#view label", has_text="Feature maps").click()
    heading(page, "in head convolution: the 8 of 48 maps")
    click_a_pixel(page)
    page.wait_for_function("!document.querySelector('#explained').innerText.includes('row 256')")
    place = page.inner_text("#explained h3").split(", in ")[0]
    choose(page, "#layer", "middle, block 2")
    heading(page, f"{place}, in middle, block 2: the 8 of 192 maps")
    choose(page, "#method", "Median")
    press(page, "#run")
    page.wait_for_selector("#view", state="hidden")
    assert not page.is_visible("#layer")


def test_views_are_chosen_in_chinese_on_a_phone(visit):
    page = visit(LINK, locale="zh-CN", width=390)
    page.wait_for_selector("#view", timeout=60_000)
    click_a_pixel(page)
    heading(page, "特征图")
    page.locator("#view label", has_text="感受野").click()
    heading(page, "梯度")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
