import numpy as np
import pytest
import torch
from matplotlib.colors import to_hex
from skimage.restoration import denoise_nl_means

from core.degradation.gaussian_noise import gaussian_noise
from core.denoising.bm3d import bm3d
from core.denoising.bm3d_explain import explain_bm3d, stack_at
from core.denoising.bm3d_matching import (
    BLOCK,
    HOP,
    STEP,
    TILE,
    Layout,
    blocks_of,
    distances,
    similar_blocks,
    squared_norms,
)
from core.denoising.bm3d_transforms import (
    cosine_basis,
    group_basis,
    opponent_colours,
    wavelet_basis,
)
from core.image import sample
from core.method import Method
from core.sentence import InputError

METHOD = Method("BM3D", bm3d, explain=explain_bm3d)
CROP = np.s_[60:150, 190:280]  # head and tripod of the cameraman


def error(image, truth):
    return float(np.sqrt(np.mean(np.square(image - truth))))


@pytest.mark.parametrize("size", [1, 2, 9, 16, 32])
def test_group_basis_is_orthonormal(size):
    basis = group_basis(size)
    np.testing.assert_allclose(basis @ basis.T, np.eye(size), atol=1e-6)


def test_group_basis_of_four_is_haar():
    half, root = 1 / 2, np.sqrt(1 / 2)
    haar = [[half] * 4, [half, half, -half, -half], [root, -root, 0, 0], [0, 0, root, -root]]
    np.testing.assert_allclose(group_basis(4), haar, atol=1e-6)


def test_cosines_and_opponent_colours_keep_energy():
    for basis in (cosine_basis(8), opponent_colours()):
        np.testing.assert_allclose(basis @ basis.T, np.eye(len(basis)), atol=1e-6)


def test_wavelets_keep_the_level_of_noise_and_can_be_undone():
    basis = wavelet_basis(8)
    np.testing.assert_allclose(np.linalg.norm(basis, axis=1), 1, atol=1e-6)
    assert np.linalg.cond(basis) < 10


def test_a_flat_block_has_a_single_wavelet_coefficient():
    spectrum = wavelet_basis(8) @ np.ones(64)
    np.testing.assert_allclose(spectrum, [8] + [0] * 63, atol=1e-5)


@pytest.mark.parametrize("height, width", [(1, 1), (8, 8), (9, 40), (33, 50)])
def test_reference_blocks_cover_the_picture(height, width):
    layout = Layout(height, width, 5)
    rows, columns = ((n - 1) * STEP + BLOCK for n in layout.references)
    assert rows >= height and columns >= width
    picture = np.random.default_rng(0).random((2, height, width), np.float32)
    padded = layout.pad(picture)
    assert padded.shape[1:] == tuple(n + BLOCK - 1 for n in layout.places)
    np.testing.assert_array_equal(layout.crop(padded), picture)


def tables(layout, picture):
    blocks = blocks_of(torch.from_numpy(layout.pad(picture[None])[0]))
    norms = squared_norms(blocks) + torch.from_numpy(layout.beyond(0, len(blocks)))
    return blocks, norms


def test_distances_equal_direct_differences():
    layout = Layout(30, 45, 6)
    blocks, norms = tables(layout, np.random.default_rng(1).random((30, 45), np.float32))
    found = distances(blocks, norms, range(1, 3), layout)
    for row, column in ((0, 0), (2, 3), (3, 7)):
        down, right = row * STEP, column * STEP + HOP
        around = blocks[down : down + layout.window, right : right + layout.window]
        reference = around[layout.reach, layout.reach]
        inside = norms[down : down + layout.window, right : right + layout.window] < 1e6
        direct = (around - reference).square().sum(2) - reference.square().sum()
        assert inside.any()
        torch.testing.assert_close(found[row, column][inside], direct[inside], atol=1e-4, rtol=0)


def test_matching_finds_planted_copies_in_the_order_of_likeness():
    layout = Layout(50, 50, 16)
    generator = np.random.default_rng(2)
    picture = generator.random((50, 50), np.float32)
    block = picture[12:20, 12:20].copy()
    picture[21:29, 5:13] = block + 0.02
    picture[3:11, 22:30] = block
    blocks, norms = tables(layout, picture)
    found = similar_blocks(blocks[HOP:], norms[HOP:], TILE, range(1, 2), layout, 3)
    down, right = np.divmod(found[0].numpy(), blocks.shape[1])
    places = [*zip(down + HOP - layout.reach, right - layout.reach, strict=True)]
    assert places == [(12, 12), (3, 22), (21, 5)]


def test_explained_group_is_the_group_that_the_filter_finds():
    picture = gaussian_noise(sample("camera")[CROP], sigma=20)
    layout = Layout(*picture.shape[:2], 10)
    blocks, norms = tables(layout, picture[..., 0])
    found = similar_blocks(blocks[HOP:], norms[HOP:], TILE, range(1, 2), layout, 16)[0]
    explained = stack_at(picture, HOP + 4, HOP + 4, sigma=20, group=16, search=21)
    down, right = (explained.corners + layout.reach).T
    assert set(found.tolist()) == set(((down - HOP) * blocks.shape[1] + right).tolist())


@pytest.mark.parametrize("channels", [1, 3])
def test_noise_on_a_flat_picture_falls_tenfold(channels):
    flat = np.full((64, 64, channels), 0.4, np.float32)
    assert error(METHOD(gaussian_noise(flat, sigma=25)), flat) < 25 / 255 / 10


def test_beats_non_local_means():
    clean = sample("camera")[CROP]
    noisy = gaussian_noise(clean, sigma=25)
    means = denoise_nl_means(noisy[..., 0], sigma=25 / 255, h=0.6 * 25 / 255, fast_mode=False)
    assert error(METHOD(noisy), clean) < 0.9 * error(means[..., None], clean)


def test_the_second_stage_improves_on_the_first():
    clean = sample("camera")[CROP]
    noisy = gaussian_noise(clean, sigma=25)
    assert error(METHOD(noisy, stages=2), clean) < error(METHOD(noisy, stages=1), clean)


def test_without_noise_nothing_changes():
    picture = sample("cat")[:20, :30]
    np.testing.assert_array_equal(METHOD(picture, sigma=0), picture)


def test_grey_as_colour_stays_grey_and_equals_less_noisy_grey():
    # The mean of three channels has sigma / sqrt(3), and grey has no colour differences.
    grey = gaussian_noise(sample("camera")[100:140, 200:240], sigma=10)
    colour = METHOD(np.repeat(grey, 3, axis=2), sigma=10 * np.sqrt(3))
    np.testing.assert_allclose(colour, np.repeat(METHOD(grey, sigma=10), 3, axis=2), atol=2e-3)


def test_brightness_scales_with_noise():
    picture = gaussian_noise(sample("camera")[100:140, 200:240], sigma=20)
    half = METHOD(picture / np.float32(2), sigma=10)
    np.testing.assert_allclose(half, METHOD(picture, sigma=20) / 2, atol=1e-4)


@pytest.mark.parametrize("shape", [(1, 1, 1), (1, 500, 1), (7, 13, 3), (101, 9, 1)])
def test_any_size_keeps_its_shape(shape):
    picture = np.random.default_rng(4).random(shape, np.float32)
    result = METHOD(picture)
    assert result.shape == shape
    assert result.dtype == np.float32
    assert np.isfinite(result).all()


def test_same_input_gives_the_same_output():
    noisy = gaussian_noise(sample("coffee")[:50, :60], sigma=30)
    np.testing.assert_array_equal(METHOD(noisy), METHOD(noisy))


def test_progress_rises_to_one_and_shows_the_first_result_midway():
    noisy = gaussian_noise(sample("camera")[CROP], sigma=25)
    frames = [*METHOD.frames(noisy)]
    progress = [frame.progress for frame in frames]
    assert progress == sorted(set(progress))
    assert progress[0] == 0 and progress[-1] == 1
    np.testing.assert_array_equal(frames[0].image, noisy)
    np.testing.assert_array_equal(frames[-2].image, METHOD(noisy, stages=1))


@pytest.mark.parametrize("row, column", [(45, 45), (0, 89), (89, 0)])
def test_explanation_names_what_it_shows(row, column):
    noisy = gaussian_noise(sample("camera")[CROP], sigma=25)
    settings = {"sigma": 25, "stages": 2, "group": 16, "search": 39}
    figure = explain_bm3d(noisy, row, column, **settings)
    figure.canvas.draw()
    assert "16 similar blocks" in figure.get_suptitle()
    assert all(axis.get_title() for axis in figure.axes[:4])
    boxes = figure.axes[0].patches
    assert {to_hex(box.get_edgecolor()) for box in boxes} == {"#ffffff", "#4347b8"}
    assert len(boxes) == 2 * 16


def test_explained_spectrum_loses_what_lies_below_the_threshold():
    noisy = gaussian_noise(sample("cat")[:60, :60], sigma=25)
    group = stack_at(noisy, 30, 30, sigma=25, group=16, search=39)
    loud = np.abs(group.spectrum) > 2.7 * 25
    np.testing.assert_array_equal(group.kept, np.where(loud, group.spectrum, 0))
    assert group.lost == pytest.approx(np.mean(~loud))


def test_explanation_refuses_a_pixel_outside():
    with pytest.raises(InputError, match="row 60"):
        stack_at(sample("cat")[:60, :60], 60, 0, sigma=25, group=16, search=39)


@pytest.mark.parametrize("shape", [(1, 1, 1), (5, 40, 3)])
def test_explanation_copes_with_small_pictures(shape):
    picture = np.random.default_rng(5).random(shape, np.float32)
    settings = {"sigma": 0, "stages": 2, "group": 9, "search": 9}
    figure = explain_bm3d(picture, 0, 0, **settings)
    figure.canvas.draw()
    assert "0%" in figure.get_suptitle()
