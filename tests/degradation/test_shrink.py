import numpy as np
import pytest

from core.degradation.shrink import shrink
from core.recipe_text import parse


@pytest.mark.parametrize("scale", [2, 3, 4])
def test_a_wave_too_fine_for_the_small_picture_is_gone(scale):
    # The finest stripes lie beyond what the small picture can hold; they must leave plain grey.
    stripes = np.tile(np.float32([0, 1]), (48, 24))[..., None]
    inner = shrink(stripes, scale=scale)[:, 3:-3]
    assert np.abs(inner - 0.5).max() < 0.09  # repeated pixels would be off by 0.5


def test_a_ramp_stays_a_ramp(ramp):
    small = shrink(ramp, scale=3)
    cells = ramp.reshape(8, 3, 8, 3, 1).mean(axis=(1, 3))
    np.testing.assert_allclose(small[2:-2, 2:-2], cells[2:-2, 2:-2], atol=1e-6)


def test_a_recipe_shrinks_and_enlarges():
    recipe = parse(
        'sample("coins") | degradation.shrink(scale=3) | superresolution.nearest(scale=3)'
    )
    height, width, _ = recipe.truth().run().shape
    assert recipe.run().shape == (height - height % 3, width - width % 3, 1)
