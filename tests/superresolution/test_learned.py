from dataclasses import replace

import numpy as np
import pytest
import torch

from core.method import final
from core.metrics import luma
from core.nn import inference
from core.nn.convert import to_image, to_tensor
from core.resampling import enlarge
from core.superresolution.espcn import espcn
from core.superresolution.residual import residual
from core.superresolution.srcnn import srcnn
from core.superresolution.tasks import NAMED
from tests.nn.shelf import put
from tests.superresolution.networks.test_enlarging import stirred

METHODS = {"srcnn": srcnn, "espcn": espcn, "residual": residual}
every_method = pytest.mark.parametrize("name", METHODS)


@pytest.fixture
def networks(shelf, monkeypatch):
    """Networks that have learned nothing, but add something everywhere."""
    return {name: _put_stirred(shelf, NAMED[name]) for name in METHODS}


def _put_stirred(shelf, task):
    return put(shelf, replace(task, build=lambda: stirred(task.build())))


@every_method
def test_strength_goes_from_bicubic_bit_for_bit_to_the_networks_own(networks, face, name):
    small = face[:30, :33]
    base = enlarge(small, 2)
    np.testing.assert_array_equal(final(METHODS[name](small, scale=2, strength=0)), base)
    half, full = (final(METHODS[name](small, scale=2, strength=share)) for share in (0.5, 1))
    np.testing.assert_allclose(half, (base + full) / 2, atol=1e-5)
    assert np.abs(full - base).max() > 0.01


@every_method
def test_the_network_finds_the_brightness_and_colours_stay_bicubic(networks, face, name):
    small = face[:30, :36]
    result, base = final(METHODS[name](small, scale=3)), enlarge(small, 3)
    np.testing.assert_allclose(result - luma(result), base - luma(base), atol=1e-5)
    with torch.inference_mode():
        own = to_image(networks[name].enlarge(to_tensor(luma(small), torch.device("cpu")), 3))
    inner = np.s_[12:-12, 12:-12]  # SRCNN is given the field's bicubic up to the border
    np.testing.assert_allclose(luma(result)[inner], own[inner], atol=1e-4)


@every_method
def test_tiles_leave_no_seam(networks, man, monkeypatch, name):
    whole = final(METHODS[name](man, scale=2))
    monkeypatch.setitem(inference.SIDES, "cpu", 48)
    *_, last = frames = list(METHODS[name](man, scale=2))
    assert len(frames) > 4 and last.progress == 1
    np.testing.assert_allclose(last.image, whole, atol=0.5 / 255)
