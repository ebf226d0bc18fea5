"""What a damage knows, a method is told under the same name, where both mark it so."""

from typing import Annotated

import numpy as np
import pytest

from core.chain import Given
from core.fields import find_method
from core.fits import Kernel, Mask
from core.image import Image
from core.method import Method, Range, Sigma
from core.recipe_text import parse
from core.told import told


def mend(
    image: Image,
    *,
    mask: Mask,
    kernel: Kernel,
    sigma: Sigma = 3,
    strength: Annotated[float, Range(0, 1, 0.1)] = 0.5,
) -> Image:
    return image


MEND = Method("Mending", mend)


def test_a_mask_a_kernel_and_the_noise_are_told():
    recipe = parse(
        'sample("camera") | degradation.missing(mask=masks.grid(period=9, width=1)) | '
        "degradation.blur(kernel=kernels.motion(length=9, angle=30)) | "
        "degradation.gaussian_noise(sigma=12)"
    )
    known = told(recipe, MEND)
    assert {name: str(value) for name, value in known.items()} == {
        "mask": "masks.grid(period=9, width=1)",
        "kernel": "kernels.motion(length=9, angle=30)",
        "sigma": "12.0",
    }


def test_holes_are_told_as_the_black_they_leave():
    recipe = parse('sample("camera") | degradation.holes(share=0.1)')
    assert {name: str(value) for name, value in told(recipe, MEND).items()} == {
        "mask": "masks.black()"
    }


def test_settings_that_only_share_a_name_are_not_told():
    assert told(parse('sample("camera") | degradation.speckle(strength=0.7)'), MEND) == {}


def test_what_is_no_damage_tells_nothing():
    assert told(parse('sample("camera") | denoising.unet(sigma=30)'), MEND) == {}


@pytest.mark.parametrize(
    "address", ["denoising.unet", "denoising.bm3d", "denoising.non_local_means"]
)
def test_denoisers_are_told_the_noise(address):

    recipe = parse('sample("camera") | degradation.gaussian_noise(sigma=12)')
    method = find_method(address)
    asks = any(p.name == "sigma" for p in method.parameters)
    assert told(recipe, method) == ({"sigma": 12} if asks else {})


def test_the_mask_that_is_told_marks_what_is_missing():
    recipe = parse('sample("camera") | degradation.missing(mask=masks.random(share=0.3, seed=4))')
    damaged = recipe.run()
    mask = told(recipe, MEND)["mask"].open(Given((damaged,), {}))
    np.testing.assert_array_equal(damaged[mask == 1], 0)
    np.testing.assert_array_equal(damaged[mask == 0], parse('sample("camera")').run()[mask == 0])
