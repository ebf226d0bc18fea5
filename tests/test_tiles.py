import numpy as np
from scipy.ndimage import gaussian_filter

from core.tiles import in_tiles


def blur(image):
    return gaussian_filter(image, (1, 1, 0), radius=(4, 4, 0))


def test_tiles_give_what_the_whole_picture_gives(noisy_colour):
    *_, last = in_tiles(blur, noisy_colour, overlap=4, side=10)
    np.testing.assert_array_equal(last.image, blur(noisy_colour))


def test_the_picture_so_far_is_finished_where_tiles_are_and_untouched_elsewhere(noisy_colour):
    first = next(in_tiles(blur, noisy_colour, overlap=4, side=10))
    np.testing.assert_array_equal(first.image[:10, :10], blur(noisy_colour)[:10, :10])
    np.testing.assert_array_equal(first.image[10:], noisy_colour[10:])


def test_a_small_picture_goes_through_in_one_tile(noisy_colour):
    (only,) = in_tiles(blur, noisy_colour, overlap=4)
    assert only.progress == 1


def test_a_picture_that_is_dropped_is_worked_no_further(noisy_colour):
    seen = []
    frames = in_tiles(lambda tile: seen.append(tile) or tile, noisy_colour, overlap=0, side=10)
    next(frames)
    frames.close()
    assert len(seen) == 1


def test_a_filter_that_enlarges_takes_the_place_of_what_it_is_laid_onto(noisy_colour):
    def double(image):
        return blur(image).repeat(2, axis=0).repeat(2, axis=1)

    height, width, channels = noisy_colour.shape
    under = np.zeros((2 * height, 2 * width, channels), np.float32)
    first, *_, last = in_tiles(double, noisy_colour, overlap=4, side=10, onto=under)
    np.testing.assert_array_equal(first.image[:20, :20], double(noisy_colour)[:20, :20])
    assert not first.image[20:].any() and not under.any()
    np.testing.assert_array_equal(last.image, double(noisy_colour))
