import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from core.feature_distance import feature_distance


@pytest.fixture
def blurred(man):
    return [gaussian_filter(man, (spread, spread, 0)) for spread in (0.5, 1, 2)]


@pytest.fixture
def grainy(man, rng):
    grain = rng.standard_normal(man.shape).astype(np.float32)
    return [man + grain * sigma / 255 for sigma in np.float32([4, 16, 64])]


def test_a_picture_is_at_no_distance_from_itself(face):
    assert feature_distance(face, face) == 0


def test_it_is_the_same_both_ways(man, blurred):
    assert feature_distance(man, blurred[1]) == pytest.approx(feature_distance(blurred[1], man))


@pytest.mark.parametrize("series", ["blurred", "grainy"])
def test_it_grows_with_the_damage(man, series, request):
    distances = [feature_distance(worse, man) for worse in request.getfixturevalue(series)]
    assert 0 < distances[0] < distances[1] < distances[2]


def test_contrast_hardly_counts_beside_blur_of_the_same_error(man, blurred):
    error = np.abs(blurred[1] - man).mean() / np.abs(man - man.mean()).mean()
    flatter = man + np.float32(error) * (man.mean() - man)
    assert feature_distance(flatter, man) < feature_distance(blurred[1], man) / 5


def test_tiles_are_not_told_apart(man, blurred, monkeypatch):
    whole = feature_distance(blurred[1], man)
    monkeypatch.setattr("core.feature_distance.SIDE", 72)
    assert feature_distance(blurred[1], man) == pytest.approx(whole, rel=0.01)


def test_pictures_of_any_size_have_one(face):
    assert feature_distance(face[:13, :7], face[1:14, :7]) > 0
