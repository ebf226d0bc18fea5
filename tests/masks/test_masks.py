import numpy as np
import pytest

from core import masks
from core.image import Image
from core.sentence import InputError

BLANK: Image = np.full((60, 80, 3), 0.5, np.float32)
BY_ID = {method.id: method for method in masks.METHODS}


def made(name, image=BLANK, **settings):
    return BY_ID[name](image, **settings)[..., 0]


@pytest.mark.parametrize("name", BY_ID)
def test_a_mask_is_nothing_but_ones_and_noughts(name):
    assert set(np.unique(made(name))) <= {0, 1}


@pytest.mark.parametrize("name", ["random", "text", "scratches", "blobs"])
def test_another_seed_is_another_mask_and_the_same_seed_the_same(name):
    assert np.array_equal(made(name, seed=1), made(name, seed=1))
    assert not np.array_equal(made(name, seed=1), made(name, seed=2))


def test_random_pixels_are_those_of_a_named_generator():
    expected = np.random.default_rng(7).random((60, 80)) < 0.3
    np.testing.assert_array_equal(made("random", share=0.3, seed=7), expected)


def test_stripes_run_down_and_are_turned():
    upright = made("stripes", period=10, width=3, angle=0)
    np.testing.assert_array_equal(upright, np.tile(np.arange(80) % 10 < 3, (60, 1)))
    lying = made("stripes", period=10, width=3, angle=90)
    np.testing.assert_array_equal(lying, np.tile((np.arange(60) % 10 < 3)[:, None], (1, 80)))


def test_a_grid_has_lines_both_ways():
    grid = made("grid", period=8, width=1)
    assert grid[0].all() and grid[:, 0].all() and not grid[1:8, 1:8].any()


def test_a_rectangle_covers_its_pixels_and_is_cut_at_the_border():
    mask = made("rectangle", left=70, top=50, right=90, bottom=70)
    assert mask.sum() == 100 and mask[50:, 70:].all()


def test_blobs_cover_their_share_to_the_pixel():
    assert made("blobs", share=0.15, size=5).sum() == round(0.15 * 60 * 80)


def test_scratches_are_as_wide_as_told_and_thin_out_nothing():
    thin, thick = made("scratches", width=1, seed=3), made("scratches", width=6, seed=3)
    assert thin.sum() < thick.sum() and thick[thin == 1].all()


def test_letters_lie_in_the_picture_and_grow_with_their_size():
    small, large = made("text", words="II", size=12), made("text", words="II", size=36)
    assert 0 < small.sum() < large.sum()
    edge = np.ones((60, 80), bool)
    edge[1:-1, 1:-1] = False
    assert not (small[edge]).any()


def test_a_stroke_covers_the_pixels_within_its_radius():
    rows, columns = np.indices((60, 80))
    dot = made("painted", strokes="5:30,20")
    np.testing.assert_array_equal(dot, np.hypot(columns - 30, rows - 20) <= 5)
    line = made("painted", strokes="2:10,30 50,30")
    inner = (columns >= 10) & (columns <= 50) & (abs(rows - 30) <= 2)
    assert line[inner].all() and not line[abs(rows - 30) > 2].any()
    both = made("painted", strokes="5:30,20; 2:10,30 50,30")
    np.testing.assert_array_equal(both, np.maximum(dot, line))


def test_no_strokes_mark_nothing_and_strokes_may_leave_the_picture():
    assert not made("painted", strokes="").any()
    assert made("painted", strokes="3:-5,-5 100,70").any()


@pytest.mark.parametrize("text", ["5", "5:", "x:1,2", "5:1;2", "5:1,2 3", "1:1,1e9", "-1:3,4"])
def test_strokes_written_otherwise_are_refused(text):
    with pytest.raises(InputError, match="strokes m"):
        made("painted", strokes=text)


def test_a_colour_is_found_within_its_tolerance_in_every_channel():
    image = BLANK.copy()
    image[:10] = np.float32([1, 0.02, 0])
    image[10:20] = np.float32([1, 0.2, 0])
    assert made("colour", image, colour="#ff0000", tolerance=10).sum() == 10 * 80
    assert made("colour", image, colour="ff0000", tolerance=60).sum() == 20 * 80
    with pytest.raises(InputError, match="six hexadecimal digits"):
        made("colour", colour="red")


def test_black_is_what_8_bits_would_make_black():
    image = BLANK.copy()
    image[0, :3] = np.float32([[0, 0, 0], [0.001, 0, 0], [0.003, 0, 0]])
    assert made("black", image)[0, :4].tolist() == [1, 1, 0, 0]


def test_growing_is_a_dilation_by_a_disc():
    from skimage.morphology import dilation, disk

    mask = made("text", words="ab", size=20)
    grown = made("grow", mask[..., None], radius=4)
    np.testing.assert_array_equal(grown, dilation(mask, disk(4)))
    assert not made("grow", np.zeros((9, 9, 1), np.float32)).any()


def test_inverting_twice_changes_nothing():
    mask = made("grid")[..., None]
    np.testing.assert_array_equal(made("invert", made("invert", mask)[..., None]), mask[..., 0])
