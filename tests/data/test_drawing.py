import numpy as np
import pytest
from numpy.random import default_rng

from core.data import drawn
from core.data.outlines import five, nine, six, two


@pytest.mark.parametrize(("side", "channels"), [(16, 1), (28, 3), (64, 1)])
def test_drawn_pictures_have_the_size_asked_for_and_ten_classes(side, channels):
    made = drawn(2, side=side, channels=channels)
    assert made.pictures.shape == (20, side, side, channels)
    assert sorted(made.labels) == sorted([*range(10)] * 2)


def test_a_seed_gives_its_pictures_again_and_another_gives_others():
    once, again, other = drawn(3, seed=1), drawn(3, seed=1), drawn(3, seed=2)
    np.testing.assert_array_equal(once.pictures, again.pictures)
    assert not (once.pictures == other.pictures).all(axis=(1, 2, 3)).any()


def test_nothing_is_cut_off_at_the_border():
    pictures = drawn(30).pictures
    frame = np.ones((28, 28), bool)
    frame[1:-1, 1:-1] = False
    assert pictures[:, frame].mean() < 2  # a hint of antialiasing at most
    assert (pictures.max(axis=(1, 2, 3)) > 150).all()


def test_six_and_nine_change_places_under_half_a_turn_and_two_and_five_in_a_mirror():
    np.testing.assert_array_equal(six(default_rng(4)), -nine(default_rng(4)))
    np.testing.assert_array_equal(five(default_rng(4)), two(default_rng(4)) * (-1, 1))


def test_the_classes_can_be_told_apart_by_the_nearest_of_other_drawings():
    train, test = (drawn(n, seed=n, side=16).unit().reshape(10 * n, -1) for n in (60, 10))
    distances = (train**2).sum(1) - 2 * test @ train.T  # squared, but for a constant
    assert np.mean(distances.argmin(1) % 10 == np.arange(100) % 10) > 0.6  # chance is 0.1


def test_drawing_and_background_differ_in_lightness_in_colour():
    from core.data.fitting import to_channels

    light = to_channels(drawn(20, channels=3).pictures.astype(np.float32), 1)
    assert (np.ptp(light, axis=(1, 2, 3)) > 80).all()
