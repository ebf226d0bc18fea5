"""What a visitor does with a page, and what can be read from it."""

import re
import urllib.request
from time import monotonic

# However short the work is, its Stop button was live for a moment.
NOTICE_WORK = """stop => {
    const isLive = () => !document.querySelector(stop).disabled;
    window.hasWorked = isLive();
    new MutationObserver((_, observer) => {
        if (!isLive()) return;
        window.hasWorked = true;
        observer.disconnect();
    }).observe(document, {attributes: true, subtree: true, attributeFilter: ["disabled"]});
}"""
PAUSE = "new Promise(done => setTimeout(done, 80))"  # in which the browser sends what it will


def watch_requests(page):
    """Let `settle` know what is under way."""
    page.under_way = set()
    page.on("request", lambda r: "/queue/" in r.url and page.under_way.add(r))
    for end in ("requestfinished", "requestfailed"):
        page.on(end, lambda r: page.under_way.discard(r))


def settle(page):
    """Wait until every event has been answered, and what it set off as well."""
    quiet, deadline = 0, monotonic() + 10  # of some streams that were given up no end is told
    while quiet < 3 and monotonic() < deadline:
        page.evaluate(PAUSE)
        quiet = 0 if page.under_way else quiet + 1
    page.under_way.clear()


def wait_until_done(page, stop="#stop"):
    page.wait_for_function(f"!document.querySelector('{stop}').disabled")
    page.wait_for_function(f"document.querySelector('{stop}').disabled", timeout=60_000)


def press(page, button, stop="#stop"):
    page.evaluate(NOTICE_WORK, stop)
    page.click(button)
    page.wait_for_function("window.hasWorked", timeout=10_000)
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


def wait_for_code(page, part, name=""):
    """Wait for code that has this part; it follows a result by a moment."""
    script = "([code, part]) => document.querySelector(code).innerText.includes(part)"
    page.wait_for_function(script, arg=[f"#{name}code", part])


def psnr(page):
    return float(re.search(r"PSNR\s+([\d.]+)", page.inner_text("#scores"))[1])


def fetch(site, page, selector):
    with urllib.request.urlopen(site.rstrip("/") + page.get_attribute(selector, "href")) as file:
        return file.read()


def drop(page, path, name=""):
    box = f"#{name}picture"
    page.locator(
        f"{box} button[aria-label*='lear'], {box} button[aria-label*='emove']"
    ).first.click()
    page.set_input_files(f"{box} input[type=file]", path)
    wait_until_done(page, f"#{name}stop")
