"""A training in the page, in a real browser; its worker paints, so that no test waits for it."""

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from core.generation import keeping
from core.generation.course import build, course_of
from core.settings import settings
from core.workers import JobQueue
from demos.panels.generating import training, training_look, training_shown
from tests.demos.test_look import check_for_everyone

RECIPE = "generation.vae(count=1)"
PRESSED = "document.querySelector('#generation-take [data-copy-link]').dataset.copyLink"


@pytest.fixture
def queue(tmp_path, monkeypatch):
    queue = JobQueue(
        tmp_path / "jobs",
        kinds={"generation": "tests.workers.painting:paint"},
        warm_up="tests.workers.toys:prepare",
    )
    description = course_of({"model": "vae", "side": 16, "width": 8}).describe(("a", "b"))
    (tmp_path / "weights").write_bytes(keeping.as_bytes(build(description), description))
    monkeypatch.setenv("PAINTED_WEIGHTS", str(tmp_path / "weights"))
    monkeypatch.setattr(settings, "trained_folder", str(tmp_path / "trained"))
    for module in (training, training_look, training_shown):
        monkeypatch.setattr(module, "job_queue", lambda: queue)
    yield queue
    queue.close()


def test_a_training_is_watched_left_found_again_stopped_and_used(visit, queue):
    page = visit(f"?recipe={quote(RECIPE)}", width=390)
    page.wait_for_selector("#generation-take [data-copy-link]", timeout=90_000)
    page.click("#generation-train-start")
    expect(page.locator("#generation-train-scores")).to_contain_text("D(real)", timeout=30_000)
    page.reload()
    page.wait_for_selector("#generation-take [data-copy-link]", timeout=90_000)
    expect(page.locator("#generation-train-scores")).to_contain_text("D(real)", timeout=30_000)
    page.click("#generation-train-stop")
    expect(page.locator("#generation-train-status")).to_contain_text("Stopped", timeout=30_000)
    expect(page.locator("#generation-train-grid img").first).to_be_visible()
    page.click("#generation-train-use")
    page.wait_for_function(f"{PRESSED}.includes('trained')", timeout=60_000)
    check_for_everyone(page, 390)
