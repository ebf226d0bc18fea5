import numpy as np
import pytest
import torch

from core.denoising import damages
from core.denoising.damages import one_of
from core.metrics import psnr

GREY = np.full((48, 48, 3), 0.5, np.float32)


def often(blow, image=GREY, times=200):
    rng = np.random.default_rng(0)
    return np.stack([blow(image, rng) for _ in range(times)])


def generator(seed=0):
    return torch.Generator().manual_seed(seed)


def test_the_generator_alone_draws_the_damage():
    damage, clean = one_of(damages.impulses, damages.blur), torch.rand(6, 3, 16, 16)
    [first], [second], [other] = (damage(clean, generator(seed)) for seed in (0, 0, 1))
    torch.testing.assert_close(first, second, rtol=0, atol=0)
    assert not torch.equal(first, other)


def test_each_picture_gets_one_of_the_blows_and_those_named_twice_more_often():
    damage = one_of(lambda image, _: image + 1, lambda image, _: image + 2, lambda im, _: im + 2)
    clean = torch.arange(600.0).view(600, 1, 1, 1) * 10
    [damaged] = damage(clean, generator())
    dealt = (damaged - clean).flatten()
    assert set(dealt.tolist()) == {1, 2}
    assert (dealt == 1).sum().item() == pytest.approx(200, abs=50)  # 4 standard deviations


@pytest.mark.parametrize("channels", [1, 3])
def test_every_blow_leaves_shape_and_format(channels):
    clean = torch.rand(4, channels, 40, 40)
    for blow in (damages.noise, damages.photons, damages.compression, damages.impulses,
                 damages.masking, damages.gaps, damages.blur):  # fmt: skip
        before = clean.clone()
        [damaged] = one_of(blow)(clean, generator())
        assert damaged.shape == clean.shape and damaged.dtype == torch.float32
        assert torch.equal(clean, before) and not torch.equal(damaged, clean)


def test_noise_is_as_often_weak_as_strong():
    levels = 255 * (often(damages.noise) - GREY).std((1, 2, 3))
    assert levels.max() < 57 and levels.min() < 3
    assert levels.mean() == pytest.approx(27.5, abs=4)


def test_photons_are_few_or_many():
    # Of n photons expected, the variance is n; 0.5 of white is peak / 2 of them.
    peaks = 0.5 / often(damages.photons).var((1, 2, 3))
    assert peaks.min() > 4 and peaks.max() < 600
    assert np.median(peaks) == pytest.approx(50, rel=0.4)


def test_compression_rounds_to_eight_bits_and_costs(man):
    compressed = often(damages.compression, man[:40, :40], 10)
    np.testing.assert_allclose(255 * compressed, np.rint(255 * compressed), atol=1e-4)
    assert all(15 < psnr(picture, man[:40, :40]) < 60 for picture in compressed)


def test_the_grid_of_blocks_lies_anywhere(man):
    def jumps(picture):
        return np.abs(np.diff(picture[..., 0], axis=0)).mean(axis=1)  # between rows

    smooth = np.linspace(0.2, 0.8, 40, dtype=np.float32)[:, None, None].repeat(40, 1)
    places = {int(jumps(picture)[8:16].argmax()) for picture in often(damages.compression, smooth)}
    assert len(places) == 8


def test_impulses_lose_values_to_black_and_white_alike(face):
    lost = np.isin(often(damages.impulses), (0, 1))
    assert lost.mean() == pytest.approx(0.25, abs=0.04) and lost.mean((1, 2, 3)).max() < 0.52
    hit = often(damages.impulses, 0.1 + 0.8 * face, 3)
    sound = (hit != 0) & (hit != 1)
    np.testing.assert_array_equal(hit[sound], np.broadcast_to(0.1 + 0.8 * face, hit.shape)[sound])


def test_masking_loses_values_to_black_each_on_its_own():
    masked = often(damages.masking)
    lost = masked == 0
    assert (masked[~lost] == 0.5).all()
    assert lost.mean() == pytest.approx(0.25, abs=0.04) and lost.mean((1, 2, 3)).max() < 0.52
    assert (lost.any(-1) != lost.all(-1)).any()


def test_gaps_are_black_in_every_channel():
    lost = often(damages.gaps) == 0
    np.testing.assert_array_equal(lost.any(-1), lost.all(-1))
    shares = lost.mean((1, 2, 3))
    assert shares.min() > 0.019 and shares.max() < 0.301  # whole pixels


def test_blur_keeps_the_mean_and_takes_detail(face):
    blurred = often(damages.blur, face, 10)
    np.testing.assert_allclose(blurred.mean((1, 2)), np.tile(face.mean((0, 1)), (10, 1)), atol=1e-3)
    scores = [psnr(picture, face) for picture in blurred]
    assert max(scores) < 40 and max(scores) - min(scores) > 3
