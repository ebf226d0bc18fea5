import sys

import numpy as np
import pytest

from core.denoising.total_variation import total_variation
from tests.denoising.last import last


def step_edge(low: float, high: float):
    """Two halves of 20 columns each."""
    return np.repeat([[low] * 20 + [high] * 20], 8, axis=0)[..., None].astype(np.float32)


@pytest.mark.parametrize("strength", [0.1, 0.5, 1.0])
def test_a_step_shrinks_by_the_closed_form_amount(strength):
    # Each side of width w moves by strength / w (Strong & Chan 2003).
    expected = step_edge(0.2 + strength / 20, 0.8 - strength / 20)
    result = last(total_variation(step_edge(0.2, 0.8), strength=strength, iterations=300))
    np.testing.assert_allclose(result, expected, atol=1e-3)


def energy(result, image, strength: float) -> float:
    """The functional, written out for grey pictures."""
    u = result[..., 0].astype(np.float64)
    down = np.diff(u, axis=0, append=u[-1:])
    right = np.diff(u, axis=1, append=u[:, -1:])
    fidelity = np.square(u - image[..., 0]).sum() / (2 * strength)
    return np.hypot(down, right).sum() + fidelity


def test_forty_steps_reach_the_energy_of_a_thousand_of_chambolles(man):
    from skimage.restoration import denoise_tv_chambolle

    theirs = denoise_tv_chambolle(man, 0.1, eps=1e-9, max_num_iter=1000, channel_axis=-1)
    ours = last(total_variation(man, strength=0.1))
    assert energy(ours, man, 0.1) < 1.02 * energy(theirs, man, 0.1)


def test_three_hundred_steps_agree_with_a_thousand_of_chambolles(man):
    from skimage.restoration import denoise_tv_chambolle

    theirs = denoise_tv_chambolle(man, 0.1, eps=1e-9, max_num_iter=1000, channel_axis=-1)
    ours = last(total_variation(man, strength=0.1, iterations=300))
    assert np.abs(ours - theirs).mean() < 0.25 / 255


def test_forty_steps_come_within_a_grey_level_of_the_end(face, rng):
    noisy = face + rng.normal(0, 0.1, face.shape).astype(np.float32)
    end = last(total_variation(noisy, iterations=300))
    assert np.abs(last(total_variation(noisy)) - end).mean() < 1 / 255


def test_grey_as_colour_gives_the_same(man):
    colour = last(total_variation(np.repeat(man, 3, axis=2)))
    np.testing.assert_allclose(colour[..., :1], last(total_variation(man)), atol=1e-4)


def test_a_large_picture_in_tiles_is_what_it_would_be_as_a_whole(rng, monkeypatch):
    image = rng.random((20, 600, 1), np.float32)
    whole = last(total_variation(image, iterations=20))
    monkeypatch.setattr(sys.modules[total_variation.__module__], "WATCHED", 100)
    np.testing.assert_array_equal(last(total_variation(image, iterations=20)), whole)
