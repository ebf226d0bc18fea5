"""Running recipes for many visitors: one computation for the same recipe, results kept.

Work is done in threads, so that a page can show progress, be stopped and go on.
"""

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from cachetools import LRUCache

from core.image import Image
from core.method import Frame
from core.nn.pins import names_repository
from core.recipe import Pictures, Recipe, Step
from core.sentence import InputError, Sentence
from core.settings import settings
from core.zero_gpu import frames, is_lent_for
from demos.panels.film import Film, Still
from demos.panels.history import History, Recorder

CORNER = 32  # pixels
PATIENCE = 0.4  # seconds between two looks at a running job
LEAST = 0.02  # seconds that the job has for itself between them


T = TypeVar("T")
WAITING = Frame(np.zeros((1, 1, 1), np.float32), 0.0)  # what a job shows before it begins


@dataclass(frozen=True)
class Result:
    """A finished picture, the seconds that its last step took, and what to say about it."""

    image: Image
    seconds: float
    notes: tuple[Sentence, ...] = ()
    scores: Mapping[str, float] = field(default_factory=dict)  # of the last frame
    film: tuple[Still, ...] = ()  # how it grew, where that is worth watching
    history: History | None = None  # its scores on the way, likewise

    @property
    def bytes(self) -> int:
        """What it takes to keep the result."""
        history = 0 if self.history is None else self.history.nbytes
        return self.image.nbytes + sum(still.nbytes for still in self.film) + history


def in_background(function: Callable[[], T]) -> Iterator[T | None]:
    """Yield nothing now and then while a function runs, and what it returns at last."""
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(function)
        while not wait([future], PATIENCE).done:
            yield None
        yield future.result()


class Job(threading.Thread):
    """One recipe being worked on; whoever asks for the same one watches the same job."""

    def __init__(self, workshop: "Workshop", recipe: Recipe, pictures: Pictures) -> None:
        """Prepare the job; start() begins it."""
        super().__init__(daemon=True)
        self.workshop, self.recipe, self.pictures = workshop, recipe, pictures
        self.latest: Frame | None = None
        self.result: Result | None = None
        self.error: InputError | None = None
        self.done = threading.Event()
        self.watchers = 0
        self._context = copy_context()  # tells ZeroGPU whose quota this is

    def run(self) -> None:
        """Evaluate the recipe, until it is finished or nobody watches any more."""
        self._context.run(self._work)

    def _work(self) -> None:
        try:
            self.result = self.workshop.evaluate(self.recipe, self.pictures, self)
        except InputError as error:
            self.error = error
        except MemoryError:
            self.error = InputError("The picture is too large for this machine's memory.")
        except Exception:
            logging.exception("%s failed", self.recipe)
            self.error = InputError(
                "This method failed on this picture; the server's log says why."
            )
        finally:
            self.workshop.forget(self)
            self.done.set()

    def keep_going(self, frame: Frame) -> None:
        """Note a frame.

        Raises:
            InputError: Everybody who watched has gone.
        """
        self.latest = frame
        if self.watchers == 0:
            raise InputError("Stopped.")


class Workshop:
    """Runs recipes, each once at a time, and keeps results while there is room."""

    def __init__(self) -> None:
        """Begin with nothing kept."""
        room = settings.cache_megabytes * 2**20
        self._results: LRUCache[str, Result] = LRUCache(room, lambda result: result.bytes)
        self._jobs: dict[str, Job] = {}
        self._warm: set[str] = set()  # addresses of methods that have run before
        self._lock = threading.Lock()
        self._device = threading.BoundedSemaphore(settings.heavy_jobs)

    def watch(
        self, recipe: Recipe, pictures: Pictures, *, patience: float = PATIENCE
    ) -> Iterator[Frame | Result]:
        """Yield the latest frame now and then while the recipe runs, and its result at last.

        Closing the iterator stops the work, unless somebody else watches it.

        Raises:
            InputError: The recipe cannot be run, or the visitor lacks the picture it starts from.
        """
        recipe.check_at_hand(pictures)  # a result is for those who have its picture
        _check_weights(recipe)
        if (known := self.known(recipe)) is not None:
            yield known
            return
        job = self._join(recipe, pictures)
        try:
            due = time.monotonic() + patience
            while not job.done.wait(max(due - time.monotonic(), LEAST)):
                yield job.latest or WAITING
                due = max(due, time.monotonic() - patience) + patience
        finally:
            with self._lock:
                job.watchers -= 1
        if job.error is not None:
            raise job.error
        assert job.result is not None
        yield job.result

    def result(self, recipe: Recipe, pictures: Pictures) -> Result:
        """Return the recipe's result, running it if it is not known."""
        for look in self.watch(recipe, pictures):
            if isinstance(look, Result):
                return look
        raise AssertionError("a job that does not fail ends in a result")

    def truth(self, recipe: Recipe, pictures: Pictures) -> Image | None:
        """Return the undamaged picture, where the recipe damages one itself."""
        true_recipe = recipe.truth()
        return None if true_recipe is None else self.result(true_recipe, pictures).image

    def known(self, recipe: Recipe) -> Result | None:
        """Return the result if it is kept."""
        with self._lock:
            return self._results.get(str(recipe))

    def evaluate(self, recipe: Recipe, pictures: Pictures, job: Job) -> Result:
        """Run a recipe's steps in the calling thread, keeping the result of each."""
        if (known := self.known(recipe)) is not None:
            return known
        with self._device:
            return self._evaluate(recipe, pictures, job)

    def _warm_up(self, step: Step, *images: Image) -> None:
        """Run a method once on a corner, so that its seconds do not hold imports."""
        if step.method.address not in self._warm and not is_lent_for(step):
            self._warm.add(step.method.address)
            corners = [image[:CORNER, :CORNER] for image in images]
            settings = {
                p.name: p.fits.corner(step.settings[p.name], CORNER)
                for p in step.method.parameters
                if p.fits is not None
            }
            with contextlib.suppress(InputError):
                for _ in frames(Step(step.method, {**step.settings, **settings}), corners):
                    pass

    def forget(self, job: Job) -> None:
        """Let the next who asks for the recipe start anew, or find the result."""
        with self._lock:
            if self._jobs.get(str(job.recipe)) is job:
                del self._jobs[str(job.recipe)]

    def _join(self, recipe: Recipe, pictures: Pictures) -> Job:
        with self._lock:
            job = self._jobs.get(str(recipe))
            if job is None or job.watchers == 0:
                job = self._jobs[str(recipe)] = Job(self, recipe, pictures)
                job.watchers = 1
                job.start()
            else:
                job.watchers += 1
            return job

    def _evaluate(self, recipe: Recipe, pictures: Pictures, job: Job) -> Result:
        if (known := self.known(recipe)) is not None:
            return known
        images: tuple[Image, ...] = ()
        if recipe.steps and (recipe.head is not None or len(recipe.steps) > 1):
            images = (self._evaluate(recipe.before(), pictures, job).image,)
        steps = recipe.steps
        if steps:
            given = recipe.given(images, pictures)
            images, step = steps[-1].entering(given), steps[-1].ready(given)
        if images:
            self._warm_up(step, *images)
        film = Film() if steps and steps[-1].method.field.is_filmed else None
        recorder = Recorder()
        start = time.perf_counter()
        for frame in frames(step, images) if steps else recipe.frames(pictures):
            job.keep_going(frame)
            if film is not None:
                film.add(frame.image)
                recorder.add(frame)
        seconds, stills = time.perf_counter() - start, film.stills() if film else ()
        history = recorder.history() if film else None
        result = Result(frame.image, seconds, frame.notes, frame.scores, stills, history)
        with self._lock:
            if result.bytes <= self._results.maxsize:
                self._results[str(recipe)] = result
        return result


def _check_weights(recipe: Recipe) -> None:
    """Let visitors make the server download only where whoever runs it has allowed that."""
    for step in recipe.all_steps():
        named = [step.settings[p.name] for p in step.method.parameters if p.is_weights]
        if any(map(names_repository, named)) and not settings.hub:
            raise InputError(
                "This page takes no weights from the Hub, unless whoever runs it sets "
                "PIXEL_ATELIER_HUB to 1; the notebook and the command line do."
            )
