import numpy as np
import pytest
import torch

from core.denoising.unet import unet
from core.method import final
from core.nn import inference, weights
from core.nn.inference import ON_CPU, SMALLER, mend
from tests.nn.shelf import put, small_task

TASK = small_task()


def run(network, picture):
    return network(picture)


def short_of(pixels):
    """A run whose memory holds pictures of so many pixels a side."""

    def picky(network, picture):
        if max(picture.shape[2:]) > pixels:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 9 GiB.")
        return network(picture)

    return picky


@pytest.fixture
def picture(shelf, rng):
    put(shelf, TASK)
    return rng.random((150, 130, 1), np.float32)


@pytest.mark.parametrize("shape", [(1, 1, 1), (1, 9, 1), (13, 7, 1), (16, 16, 1)])
def test_every_size_keeps_its_shape(shelf, rng, shape):
    put(shelf, TASK)
    image = rng.random(shape, np.float32)
    assert final(mend(TASK, image, run)).shape == shape
    np.testing.assert_array_equal(final(mend(TASK, image, lambda network, x: x)), image)


def test_the_network_sees_multiples_mirrored_at_the_border(shelf):
    put(shelf, TASK)
    seen = []
    image = np.arange(6, dtype=np.float32).reshape(1, 6, 1)
    list(mend(TASK, image, lambda network, x: seen.append(x) or x))
    assert seen[0].shape == (1, 1, 4, 8)
    assert seen[0][0, 0, 0].tolist() == [0, 1, 2, 3, 4, 5, 4, 3]


def test_tiles_lie_on_the_networks_grid_and_leave_no_seam(picture, monkeypatch):
    whole = final(mend(TASK, picture, run))
    monkeypatch.setitem(inference.SIDES, "cpu", 41)
    frames = list(mend(TASK, picture, run, overlap=10))
    assert len(frames) == 4 * 3 and all(frame.notes == () for frame in frames)
    np.testing.assert_allclose(frames[-1].image, whole, atol=1e-6)  # 12 pixels see all there is


def test_the_unet_leaves_no_seam_either(man, monkeypatch):
    noise = np.random.default_rng(0).normal(0, 50 / 255, (600, 500, 1)).astype(np.float32)
    noisy = np.tile(man, (5, 4, 1))[:600, :500] + noise
    whole = _in_tiles_of(1024, noisy, monkeypatch)
    assert np.abs(_in_tiles_of(256, noisy, monkeypatch) - whole).max() < 1 / 255


def _in_tiles_of(side, image, monkeypatch):
    monkeypatch.setitem(inference.SIDES, "cpu", side)
    return final(unet(image, sigma=50))


def test_short_of_memory_it_goes_on_with_smaller_tiles_and_says_so(picture, monkeypatch):
    monkeypatch.setattr(inference, "LEAST_SIDE", 32)
    monkeypatch.setitem(inference.SIDES, "cpu", 128)
    whole = final(mend(TASK, picture, run, overlap=12))
    *_, last = mend(TASK, picture, short_of(70), overlap=12)
    assert last.notes == (SMALLER,) and last.progress == 1
    np.testing.assert_allclose(last.image, whole, atol=1e-6)


def test_a_gpu_too_small_for_any_tile_gives_way_to_the_processor(picture, monkeypatch):
    whole = final(mend(TASK, picture, run))

    def full(network, batch):
        if batch.device.type == "meta":  # stands for the GPU here
            raise torch.OutOfMemoryError("out of memory")
        return network(batch)

    monkeypatch.setattr(weights, "network_device", lambda: torch.device("meta"))
    *_, last = mend(TASK, picture, full)
    assert last.notes == (ON_CPU,)
    np.testing.assert_allclose(last.image, whole, atol=1e-6)


def test_a_processor_too_small_for_any_tile_gives_up(picture):
    with pytest.raises(MemoryError):
        final(mend(TASK, picture, short_of(1)))


def test_other_errors_are_not_hidden(picture):
    def broken(network, batch):
        raise RuntimeError("shapes do not fit")

    with pytest.raises(RuntimeError, match="shapes"):
        final(mend(TASK, picture, broken))
