import numpy as np
import pytest

from core import kernels
from core.sentence import InputError

BY_ID = {method.id: method for method in kernels.METHODS}
EXAMPLES = [
    ("point", {}),
    ("point", {"size": 8}),
    ("gaussian", {"spread": 0.3}),
    ("gaussian", {"spread": 2.2}),
    ("defocus", {"radius": 0.5}),
    ("defocus", {"radius": 6.5}),
    ("motion", {"length": 1, "angle": 45}),
    ("motion", {"length": 17, "angle": 120}),
    ("camera_shake", {"size": 15, "seed": 5}),
    ("painted", {}),
]
every_example = pytest.mark.parametrize(("name", "settings"), EXAMPLES, ids=str)


def made(name, **settings):
    return BY_ID[name](**settings)[..., 0].astype(np.float64)


@every_example
def test_a_kernel_has_odd_sides_sums_to_one_and_is_nowhere_negative(name, settings):
    kernel = made(name, **settings)
    assert kernel.shape[0] % 2 and kernel.shape[1] % 2
    assert kernel.sum() == pytest.approx(1, abs=1e-6) and kernel.min() >= 0


@pytest.mark.parametrize("name", ["gaussian", "defocus", "motion", "point"])
def test_the_light_stays_where_it_was_on_average(name):
    kernel = made(name)
    middle = np.arange(len(kernel)) - len(kernel) // 2
    assert kernel.sum(axis=0) @ middle == pytest.approx(0, abs=1e-5)
    assert kernel.sum(axis=1) @ middle == pytest.approx(0, abs=1e-5)


@pytest.mark.parametrize("spread", [1.0, 2.5])
def test_a_bell_has_the_spread_it_is_told(spread):
    kernel = made("gaussian", spread=spread)
    places = np.arange(len(kernel)) - len(kernel) // 2
    assert np.sqrt(kernel.sum(axis=0) @ places**2) == pytest.approx(spread, rel=0.05)


def test_a_disc_is_even_inside_and_holds_its_area():
    kernel = made("defocus", radius=8)
    inner = kernel[5:-5, 5:-5]
    assert np.ptp(inner) < 1e-6
    assert 1 / inner[0, 0] == pytest.approx(np.pi * 64, rel=0.01)


def test_motion_to_the_right_is_a_row_of_its_length():
    kernel = made("motion", length=9, angle=0)
    np.testing.assert_allclose(kernel[4], 1 / 9, atol=1e-6)
    assert kernel.shape == (9, 9) and kernel[:4].sum() == kernel[5:].sum() == 0


def test_motion_turns_counterclockwise():
    kernel = made("motion", length=15, angle=45)
    assert kernel[2, -3] > 0 and kernel[-3, 2] > 0 and kernel[2, 2] == 0
    np.testing.assert_allclose(made("motion", length=9, angle=90), made("motion", angle=0).T)


def test_another_seed_shakes_another_way():
    assert not np.array_equal(made("camera_shake", seed=1), made("camera_shake", seed=2))
    assert np.array_equal(made("camera_shake", seed=1), made("camera_shake", seed=1))


def test_a_shake_fills_most_of_its_square_and_stays_in_it():
    kernel = made("camera_shake", size=21, seed=3)
    rows, columns = np.nonzero(kernel)
    assert kernel.shape == (21, 21)
    assert max(np.ptp(rows), np.ptp(columns)) >= 9


def test_strokes_beyond_the_kernel_are_refused():
    with pytest.raises(InputError, match="No stroke lies within the kernel of 21 pixels"):
        made("painted", strokes="1:400,400", size=20)
