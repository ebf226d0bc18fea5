"""What a visitor does with a page, and what can be read from it."""

import re
import urllib.request


def wait_until_done(page, stop="#stop"):
    page.wait_for_function(f"!document.querySelector('{stop}').disabled")
    page.wait_for_function(f"document.querySelector('{stop}').disabled", timeout=60_000)


def press(page, button, stop="#stop"):
    page.click(button)
    page.wait_for_timeout(150)
    page.wait_for_function(f"document.querySelector('{stop}').disabled", timeout=60_000)


def choose(page, dropdown, name):
    page.click(f"{dropdown} input")
    options = page.locator("#" + page.get_attribute(f"{dropdown} input", "aria-controls"))
    options.get_by_role("option", name=name, exact=True).click()


def number(page, widget):
    return float(page.input_value(f"{widget} input[type=number]"))


def enter(page, widget, value):
    page.fill(f"{widget} input[type=number]", str(value))
    page.keyboard.press("Tab")


def psnr(page):
    return float(re.search(r"PSNR\s+([\d.]+)", page.inner_text("#scores"))[1])


def fetch(site, page, selector):
    with urllib.request.urlopen(site.rstrip("/") + page.get_attribute(selector, "href")) as file:
        return file.read()


def drop(page, path):
    page.locator(
        "#picture button[aria-label*='lear'], #picture button[aria-label*='emove']"
    ).first.click()
    page.set_input_files("#picture input[type=file]", path)
    wait_until_done(page)
