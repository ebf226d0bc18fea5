import numpy as np
import pytest
from scipy.signal import convolve2d

from core.automata.gray_scott import (
    REGIMES,
    Reaction,
    advance_gray_scott,
    gray_scott,
    start_fields,
)
from core.automata.lenia import lenia_kernel, lenia_step, start_field
from core.method import final
from core.metrics import mse

MODES = {"torus": "wrap", "dead": "constant", "mirror": "symmetric"}


def plain(fields, reaction, border):
    """One step of Pearson's scheme, in float64."""
    u, v = fields
    around = np.pad(fields, ((0, 0), (1, 1), (1, 1)), mode=MODES[border])
    flow = around[:, 2:, 1:-1] + around[:, :-2, 1:-1] + around[:, 1:-1, 2:] + around[:, 1:-1, :-2]
    flow = flow - 4 * fields
    made = u * v * v
    return np.stack(
        [
            u + reaction.spread_u * flow[0] - made + reaction.feed * (1 - u),
            v + reaction.spread_v * flow[1] + made - (reaction.feed + reaction.kill) * v,
        ]
    )


@pytest.mark.parametrize("border", MODES)
def test_strips_give_what_the_whole_grid_gives(border):
    reaction = Reaction(*REGIMES["alpha"])
    fields = start_fields(300, "scattered", 1)[:, :, :70]
    expected = fields.astype(np.float64)
    for _ in range(19):
        expected = plain(expected, reaction, border)
    made = advance_gray_scott(fields, 19, reaction, border)
    np.testing.assert_allclose(made, expected, atol=1e-5)


@pytest.mark.parametrize("border", ["torus", "mirror"])
def test_without_feed_and_drain_no_substance_is_lost(border):
    fields = start_fields(64, "scattered", 0)
    later = advance_gray_scott(fields, 200, Reaction(0, 0), border)
    assert later.sum() == pytest.approx(fields.sum(), rel=1e-5)
    assert later[1].sum() > fields[1].sum()  # V makes more of itself


def test_v_alone_decays_at_the_rate_of_feed_and_kill():
    fields = np.zeros((2, 16, 16), np.float32)
    fields[1] = 0.5
    later = advance_gray_scott(fields, 50, Reaction(0, 0.06))
    np.testing.assert_allclose(later[1], 0.5 * 0.94**50, rtol=1e-4)


@pytest.mark.parametrize("regime", ["epsilon", "eta", "kappa", "mu"])
def test_a_regime_keeps_v_in_patterns_not_spread_evenly(regime):
    made = final(gray_scott(regime=regime, size=96, steps=2500, every=2500, palette="night"))
    assert made.std() > 0.1


def test_beyond_the_regimes_v_dies_out():
    made = gray_scott(regime="own", feed=0.05, kill=0.1, size=64, steps=500, every=500)
    *_, last = made
    assert last.scores["mean of V"] < 1e-4


def test_the_kernel_is_a_ring_that_sums_to_one():
    kernel = np.fft.fftshift(lenia_kernel((64, 64), 13))
    assert kernel.sum() == pytest.approx(1, abs=1e-5)
    assert kernel[32, 32] == 0 and kernel[32, 32 + 13] == 0
    assert kernel[32].argmax() in (32 - 6, 32 - 7)  # strongest at half the radius


def test_a_step_of_lenia_is_what_a_plain_convolution_gives(rng):
    field = rng.random((40, 40)).astype(np.float32)
    kernel = np.fft.fftshift(lenia_kernel((40, 40), 9))[11:30, 11:30]
    around = convolve2d(field, kernel, mode="same", boundary="wrap")
    growth = 2 * np.exp(-((around - 0.3) ** 2) / (2 * 0.05**2)) - 1
    made = lenia_step((40, 40), radius=9, centre=0.3, width=0.05, rate=10)(field)
    np.testing.assert_allclose(made, np.clip(field + growth / 10, 0, 1), atol=1e-4)


def test_an_orbium_survives_500_steps_and_keeps_its_mass_as_it_glides():
    step = lenia_step((96, 96), radius=13, centre=0.15, width=0.015, rate=10)
    field = start_field("orbium", (96, 96), 13, 0, 0)
    masses, places = [], []
    for _ in range(500):
        field = step(field)
        masses.append(field.sum())
        places.append(np.unravel_index(field.argmax(), field.shape))
    assert np.ptp(masses[100:]) < 0.1 * np.mean(masses[100:])
    assert len(set(places)) > 100 and (field > 0).mean() < 0.1


def test_an_orbium_dies_where_growth_asks_for_too_much():
    step = lenia_step((96, 96), radius=13, centre=0.3, width=0.015, rate=10)
    field = start_field("orbium", (96, 96), 13, 0, 0)
    for _ in range(100):
        field = step(field)
    assert not field.any()


def test_the_same_seed_gives_the_same_picture():
    first, again = (final(gray_scott(size=32, steps=50, seed=4)) for _ in range(2))
    assert mse(first, again) == 0
