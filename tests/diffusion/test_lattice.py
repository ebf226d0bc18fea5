"""Flow on lattice stencils keeps what diffusion must keep, whatever the tensors."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.diffusion.lattice import at_rest, flow, stencils
from core.diffusion.structure import Directions, directions, structure_tensor, tensors_of


def slanted(angle: float, across: float, shape: tuple[int, int]) -> np.ndarray:
    ones = np.ones(shape)
    way = Directions(ones, ones, np.cos(angle) * ones, np.sin(angle) * ones)
    return tensors_of(across * ones, ones, way)


@settings(deadline=None)  # the first call compiles
@given(angle=st.floats(0, np.pi), across=st.floats(0.003, 1))
def test_the_steps_and_weights_add_up_to_the_tensor(angle, across):
    tensors = slanted(angle, across, (1, 1))
    ways = stencils(tensors)
    assert ways.weights.min() >= 0
    rows, columns = ways.offsets[:, 0], ways.offsets[:, 1]
    sums = [
        (ways.weights * p).sum(axis=0) for p in (rows * rows, rows * columns, columns * columns)
    ]
    np.testing.assert_allclose(sums, tensors, atol=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_the_mean_stays_and_no_pixel_leaves_the_range(seed):
    rng = np.random.default_rng(seed)
    planes = rng.random((2, 31, 40))
    angle, across = rng.uniform(0, np.pi, (31, 40)), rng.uniform(0.003, 1, (31, 40))
    ones = np.ones((31, 40))
    way = Directions(ones, ones, np.cos(angle), np.sin(angle))
    ways = stencils(tensors_of(across, ones, way))
    low, high, mean = planes.min(), planes.max(), planes.mean(axis=(1, 2))
    for _ in range(20):
        planes = flow(planes, ways, 0.2)
        assert low <= planes.min() and planes.max() <= high
    np.testing.assert_allclose(planes.mean(axis=(1, 2)), mean, atol=1e-12)


def test_a_constant_picture_stays_as_it_is():
    planes = np.full((1, 9, 9), 0.3)
    np.testing.assert_array_equal(flow(planes, stencils(slanted(0.4, 0.01, (9, 9))), 0.2), planes)


def test_isotropic_flow_spreads_a_point_as_heat_does():
    planes = np.zeros((1, 61, 61))
    planes[0, 30, 30] = 1
    ways = stencils(slanted(0.3, 1, (61, 61)))
    for _ in range(50):
        planes = flow(planes, ways, 0.1)
    rows = np.arange(61) - 30
    spread = (planes[0] * rows[:, None] ** 2).sum()
    assert spread == pytest.approx(2 * 50 * 0.1)  # variance 2t along each axis


def test_flow_along_a_slant_keeps_what_changes_across_it():
    shape, angle = (64, 64), np.pi / 6
    rows, columns = np.indices(shape)
    wave = np.cos(2 * np.pi * (np.cos(angle) * rows + np.sin(angle) * columns) / 12)[None]
    ways = stencils(slanted(angle, 0.001, shape))
    after = wave
    for _ in range(10):
        after = flow(after, ways, 0.2)
    inner = np.s_[:, 20:-20, 20:-20]
    np.testing.assert_allclose(after[inner], wave[inner], atol=0.02)


def test_a_hole_at_rest_is_where_long_flow_arrives():
    rng = np.random.default_rng(5)
    planes, hole = rng.random((2, 20, 20)), np.zeros((20, 20), bool)
    hole[6:14, 5:15] = True
    ways = stencils(slanted(0.9, 0.2, (20, 20)))
    rest = at_rest(planes, ways, hole)
    moved = flow(rest, ways, 0.2)
    np.testing.assert_allclose(moved[:, hole], rest[:, hole], atol=1e-12)
    np.testing.assert_array_equal(rest[:, ~hole], planes[:, ~hole])


def test_the_structure_tensor_points_across_stripes():
    rows, columns = np.indices((64, 64))
    for angle in (0.0, 0.5, 1.2):
        wave = np.sin(2 * np.pi * (np.cos(angle) * rows + np.sin(angle) * columns) / 9)
        image = (0.5 + 0.4 * wave[..., None]).astype(np.float32)
        way = directions(structure_tensor(image, derivative=1, integration=3))
        row, column = way.row[32, 32], way.column[32, 32]
        assert abs(row * np.cos(angle) + column * np.sin(angle)) == pytest.approx(1, abs=1e-3)
        assert way.small[32, 32] < 0.02 * way.large[32, 32]
