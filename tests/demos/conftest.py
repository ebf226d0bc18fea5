"""The site in-process, and a page in headless Chromium that forgives no error."""

import importlib
import os
import shutil
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from demos import TABS
from tests.demos.hands import watch_requests

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """Serve the whole site."""
    importlib.import_module("torchvision")  # seconds, and many more beside a page at work
    with _served(TABS) as url:
        yield url


@pytest.fixture(scope="session")
def denoising_site() -> Iterator[str]:
    """Serve the first tab and the lessons alone, which a browser opens much sooner."""
    with _served((TABS[0], TABS[-1])) as url:
        yield url


def _free_port() -> int:
    """Return a port of our own: two workers that look for one at once find the same."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def _served(tabs: Sequence[object]) -> Iterator[str]:
    from core.settings import settings
    from core.workers import JobQueue
    from demos.panels.agents import few_tools
    from demos.site import build, launch_options

    JobQueue.warm = lambda queue: None  # a spare process with PyTorch would slow every test
    demo, _ = build(tabs)
    demo.queue(max_size=settings.queue_size)
    _, url, _ = demo.launch(
        prevent_thread_lock=True,
        quiet=True,
        server_name="127.0.0.1",
        server_port=_free_port(),
        **launch_options(),
    )
    few_tools(demo)
    yield url
    demo.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have Chromium: install it, or name it in CHROMIUM")
        pytest.skip("no Chromium: install it, or name it in CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def visiting(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Yield a function that opens the site; at the end nothing may have gone wrong in it."""
    contexts, mistakes = [], []

    def note(page: Page) -> None:
        page.on("pageerror", lambda error: mistakes.append(str(error)))
        page.on("console", lambda m: mistakes.append(m.text) if m.type == "error" else None)
        page.on("request", lambda r: mistakes.append(r.url) if _is_foreign(r.url) else None)

    def open_page(query: str = "", *, width: int = 1440, height: int = 900, **options) -> Page:
        size = {"width": width, "height": height}
        context = browser.new_context(viewport=size, **{"locale": "en-US", **options})
        contexts.append(context)
        page = context.new_page()
        note(page)
        watch_requests(page)
        page.goto(site + query)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert mistakes == []


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Return a function that opens the site."""
    with visiting(browser, site) as open_page:
        yield open_page


@pytest.fixture
def page(visit: Callable[..., Page]) -> Page:
    """Return the site with its first example shown."""
    return with_example(visit())


def with_example(page: Page) -> Page:
    """Return a page when its first example is there."""
    page.wait_for_selector("#scores dd")
    page.wait_for_selector("#take [data-copy-link]")
    return page


def _is_foreign(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https", "ws") and parts.hostname != "127.0.0.1"
