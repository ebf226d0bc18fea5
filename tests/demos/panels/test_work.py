"""The workshop: one computation for the same recipe, Stop, results kept for those who may."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from core.image import Image, pixel_hash
from core.method import Frame, Method
from core.recipe import Recipe, Step, Upload
from core.recipe_text import parse
from core.sentence import InputError, Sentence
from core.settings import settings
from demos.panels.work import Result, Workshop, in_background

PICTURE = np.full((40, 40, 1), 0.25, np.float32)


@pytest.fixture
def recipe() -> Recipe:
    return Recipe(Upload("a.png", pixel_hash(PICTURE)))


@pytest.fixture
def pictures(recipe) -> dict[str, Image]:
    return {recipe.head.sha256: PICTURE}


class Slow:
    """A method that works until it is let go, and tells how far it came."""

    def __init__(self, steps: int = 400) -> None:
        self.steps, self.frames, self.runs = steps, 0, 0
        self.may_end = threading.Event()

    def method(self) -> Method:
        def slow(image: Image):
            if image.shape == PICTURE.shape:  # not the workshop's trial on a corner
                self.runs += 1
                for _ in range(self.steps):
                    self.frames += 1
                    yield Frame(image, 0.5)
                    if self.may_end.wait(0.02):
                        break
            yield Frame(image + 1, 1.0)

        return Method("Slow", slow)


def slowed(recipe: Recipe, slow: Slow) -> Recipe:
    return Recipe(recipe.head, (Step(slow.method(), {}),))


def test_the_result_is_the_recipes_picture_and_is_kept(recipe, pictures):
    workshop, slow = Workshop(), Slow(1)
    once, again = (workshop.result(slowed(recipe, slow), pictures) for _ in range(2))
    np.testing.assert_array_equal(once.image, PICTURE + 1)
    assert again is once


def test_those_who_ask_for_the_same_at_once_share_one_computation(recipe, pictures):
    workshop, slow = Workshop(), Slow()
    wanted = slowed(recipe, slow)
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(workshop.result, wanted, pictures) for _ in range(8)]
        while not slow.frames:
            time.sleep(0.01)
        slow.may_end.set()
        results = [future.result() for future in asked]
    assert slow.runs == 1
    assert all(result is results[0] for result in results)


def test_the_work_ends_when_nobody_watches_any_more(recipe, pictures):
    workshop, slow = Workshop(), Slow()
    watch = workshop.watch(slowed(recipe, slow), pictures)
    next(watch)
    watch.close()
    workers = [t for t in threading.enumerate() if getattr(t, "workshop", None) is workshop]
    for worker in workers:
        worker.join(timeout=5)
        assert not worker.is_alive()
    assert slow.frames < slow.steps


def test_one_who_stops_does_not_stop_the_others(recipe, pictures):
    workshop, slow = Workshop(), Slow()
    first, second = (workshop.watch(slowed(recipe, slow), pictures) for _ in range(2))
    next(first), next(second)
    first.close()
    slow.may_end.set()
    *_, last = second
    assert isinstance(last, Result) and slow.runs == 1


def test_a_result_is_only_for_those_who_have_its_picture(recipe, pictures):
    workshop, wanted = Workshop(), slowed(recipe, Slow(1))
    workshop.result(wanted, pictures)
    with pytest.raises(InputError, match=r"a\.png"):
        workshop.result(wanted, {})


def test_a_method_that_fails_is_a_sentence(recipe, pictures):
    def broken(image: Image) -> Image:
        raise ZeroDivisionError

    wanted = Recipe(recipe.head, (Step(Method("Broken", broken), {}),))
    with pytest.raises(InputError, match="server's log"):
        Workshop().result(wanted, pictures)


def test_background_work_yields_nothing_until_it_is_done():
    *waits, last = in_background(lambda: time.sleep(0.5) or "done")
    assert last == "done" and set(waits) == {None}


def test_what_the_method_has_to_say_comes_with_the_result(recipe, pictures):
    note = Sentence("Memory was short.")

    def noting(image: Image):
        yield Frame(image, 1.0, notes=(note,))

    told = Recipe(recipe.head, (Step(Method("Noting", noting), {}),))
    assert Workshop().result(told, pictures).notes == (note,)


def test_a_visitor_makes_the_server_download_only_where_that_is_allowed(monkeypatch):
    hub = parse('sample("camera") | denoising.unet(sigma=25, weights="owner/name")')
    with pytest.raises(InputError, match="no weights from the Hub"):
        Workshop().result(hub, {})
    monkeypatch.setattr(settings, "hub", True)
    monkeypatch.setattr(Method, "frames", lambda self, image, **_: iter([Frame(image, 1.0)]))
    assert Workshop().result(hub, {}).image.shape == (512, 512, 1)
