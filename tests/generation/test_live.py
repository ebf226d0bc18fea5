"""A training in the page, from start to weights, on the smallest pictures."""

import numpy as np
import pytest

from core.generation import keeping, live, sources
from core.generation.course import COURSE, build, course_of
from core.generation.trained import trained
from core.method import final
from core.sentence import InputError
from core.settings import settings
from core.workers.folder import JobFolder
from core.workers.hand import Hand, Stopped

TINY = {"data": "drawn", "side": 16, "width": 8, "latent": 4, "batch": 8, "seconds": 0}


class Patient(Hand):
    """A hand whose clock is the number of its checks, so that no test waits for time."""

    ticks = 0
    limit = 4

    def check(self):
        self.ticks += 1
        if self.ticks > self.limit:
            raise Stopped
        return super().check()

    @property
    def seconds(self):
        return float(self.ticks)


@pytest.fixture(autouse=True)
def _small(monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "trained_folder", str(tmp_path / "trained"))
    monkeypatch.setattr(sources, "DRAWN", 10)


def job_of(tmp_path, **chosen):
    job = JobFolder(tmp_path / "job")
    job.create("generation", TINY | chosen)
    return job


def run(job, limit=4):
    hand = Patient(job)
    hand.limit = limit
    try:
        live.work(hand)
        hand.end("finished")
    except Stopped:
        hand.end("stopped")
    return hand


@pytest.mark.parametrize(
    ("model", "colour", "classes"),
    [("gan", False, True), ("vae", True, False), ("flow", True, True)],
)
def test_a_stopped_training_leaves_samples_and_weights_that_can_be_sampled(
    tmp_path, model, colour, classes
):
    job = job_of(tmp_path, model=model, colour=colour, classes=classes)
    run(job)
    grid, last = job.read_arrays()["grid"], job.reports()[-1]
    assert grid.shape[1:] == (16, 16, 3 if colour else 1) and grid.dtype == np.uint8
    assert last.step == 4 and last.numbers["pictures per second"] > 0
    name = keeping.keep((job.made / live.MADE).read_bytes())
    assert keeping.describe(name)["steps"] == 4
    first, again = (final(trained(model=name, count=10, steps=2)) for _ in range(2))
    assert first.shape[2] == (3 if colour else 1)
    np.testing.assert_array_equal(first, again)


def test_a_training_that_was_killed_goes_on_as_if_it_had_not_been(tmp_path):
    whole, broken = job_of(tmp_path / "a", model="vae"), job_of(tmp_path / "b", model="vae")
    run(whole, 6)
    run(broken, 3)
    run(broken, 3)
    first, second = (job.read_arrays()["grid"].astype(int) for job in (whole, broken))
    assert abs(first - second).max() <= 1


def test_the_rate_falls_to_nothing_over_the_last_part_of_the_time(tmp_path):
    hand = run(job_of(tmp_path, model="vae", seconds=10), 100)
    assert hand.ticks == 10  # one second a step, in this clock
    assert JobFolder(tmp_path / "job").reports()[-1].share == 1


def test_rate_and_batch_are_changed_while_it_runs(tmp_path):
    job = job_of(tmp_path, model="vae")
    hand = Patient(job)
    job.order("change", {"rate": 0.004, "batch": 16})
    course = course_of(hand.settings)
    learner = live.Live(hand, course, sources.read_pictures(hand, course))
    with pytest.raises(Stopped):
        learner.run()
    assert (learner.learning.pace.rate, learner.learning.pace.batch) == (0.004, 16)


def test_own_pictures_are_learned_from_with_the_folders_as_classes(tmp_path):
    import io
    import zipfile

    from PIL import Image

    job = job_of(tmp_path, model="gan", data="own", side=18)
    with zipfile.ZipFile(job.given / "own.zip", "w") as archive:
        for place in range(12):
            buffer = io.BytesIO()
            Image.new("L", (20, 30), 20 * place).save(buffer, "png")
            archive.writestr(f"{'ab'[place % 2]}/{place}.png", buffer.getvalue())
    run(job, 16)  # it may be stopped at every file, too
    content = (job.made / live.MADE).read_bytes()
    assert keeping.describe(keeping.keep(content))["classes"] == ["a", "b"]
    assert "16" in str(job.reports()[0].note)  # the side is no multiple of 4


def test_weights_from_elsewhere_and_altered_ones_are_refused(tmp_path):
    with pytest.raises(InputError, match="trained elsewhere"):
        final(trained(model="0" * 16))
    with pytest.raises(InputError, match="16 digits"):
        final(trained(model="../../etc/passwd"))
    network = build(course_of(TINY).describe(()))
    name = keeping.keep(keeping.as_bytes(network, course_of(TINY).describe(())))
    path = keeping.folder() / f"{name}.safetensors"
    path.write_bytes(path.read_bytes()[:-4] + b"\0\0\1\0")
    with pytest.raises(InputError, match="altered"):
        final(trained(model=name))


def test_weights_used_longest_ago_leave_first(monkeypatch):
    import os

    monkeypatch.setattr(settings, "trained_megabytes", 1)
    first = keeping.keep(b"a" * 700_000)
    os.utime(keeping.folder() / f"{first}.safetensors", (1, 1))
    second = keeping.keep(b"b" * 700_000)
    assert keeping.is_here(second) and not keeping.is_here(first)


def test_every_setting_of_a_course_says_what_it_means():
    assert all(parameter.help.endswith(".") for parameter in COURSE.parameters)
