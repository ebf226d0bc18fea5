import pickle
import sys
from types import SimpleNamespace

import numpy as np
import pytest

from core import zero_gpu
from core.fields import find_method
from core.method import Frame
from core.recipe import Step
from core.sentence import InputError

GREY = np.full((4, 5, 1), 0.5, np.float32)


def lending(lent):
    """As the package `spaces`: arguments and frames travel by pickle; durations are noted."""

    def gpu(function, duration):
        def call(*given):
            lent.append(duration(*given))
            for look in function(*pickle.loads(pickle.dumps(given))):
                yield pickle.loads(pickle.dumps(look))

        return call

    return SimpleNamespace(GPU=gpu)


@pytest.fixture
def space(monkeypatch):
    """A Space with ZeroGPU; the durations that its GPU was lent for."""
    lent: list[float] = []
    monkeypatch.setitem(sys.modules, "spaces", lending(lent))
    monkeypatch.setenv("SPACES_ZERO_GPU", "true")
    monkeypatch.setattr(zero_gpu, "_lent", zero_gpu.lend(zero_gpu._run, zero_gpu._seconds))
    return lent


def unet(monkeypatch, frames):
    learned = find_method("denoising.unet")
    monkeypatch.setattr(type(learned), "frames", lambda self, *images, **settings: frames(*images))
    return Step(learned, {"sigma": 25.0, "weights": "a/b"})


def test_a_learned_step_runs_where_the_gpu_is(space, monkeypatch):
    def frames(image):
        yield Frame(image / 2, 0.5)
        yield Frame(image, 1.0)

    looks = list(zero_gpu.frames(unet(monkeypatch, frames), [GREY]))
    assert [frame.progress for frame in looks] == [0.5, 1.0] and len(space) == 1
    np.testing.assert_array_equal(looks[-1].image, GREY)


def test_a_classical_step_borrows_nothing(space):
    median = find_method("denoising.median")
    [frame] = zero_gpu.frames(Step(median, median.check({})), [GREY])
    np.testing.assert_array_equal(frame.image, GREY)
    assert space == []


def test_a_larger_picture_is_lent_the_gpu_for_longer(space):
    small, large = (zero_gpu._seconds("", {}, (np.zeros((s, s, 1)),)) for s in (100, 4000))
    assert small < large < 120


def test_a_refusal_comes_back_as_its_sentence(space, monkeypatch):
    def refuse(image):
        raise InputError("Too {size}.", size="small")

    with pytest.raises(InputError, match="Too small"):
        list(zero_gpu.frames(unet(monkeypatch, refuse), [GREY]))


def test_a_gpu_that_is_not_lent_is_one_sentence(space, monkeypatch):
    def refuse(*_):
        raise RuntimeError("quota exceeded")

    monkeypatch.setattr(zero_gpu, "_lent", refuse)
    with pytest.raises(InputError, match="No GPU was lent for this: quota exceeded"):
        list(zero_gpu.frames(unet(monkeypatch, None), [GREY]))


def test_every_network_that_is_there_goes_to_the_gpu_before_the_start(monkeypatch):
    taken = {}

    def load(task, *, device):
        if task.name != "unet_grey":
            raise InputError("It is missing.")
        taken[task.name] = device.type

    monkeypatch.setattr("core.nn.weights.load", load)
    zero_gpu.preload()
    assert taken == {"unet_grey": "cuda"}


def test_elsewhere_a_function_stays_as_it_is(monkeypatch):
    monkeypatch.delenv("SPACES_ZERO_GPU", raising=False)
    assert zero_gpu.lend(pickle.dumps, len) is pickle.dumps
