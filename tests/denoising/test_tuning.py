import numpy as np
import pytest

from core.degradation import gaussian_noise
from core.denoising import METHODS
from core.denoising.tuning import oracle, tunable, tune
from core.sentence import InputError

BY_ID = {method.id: method for method in METHODS}


@pytest.mark.parametrize("name", ["gaussian", "total_variation", "wavelet", "perona_malik"])
@pytest.mark.parametrize("sigma", [15, 50])
def test_the_advice_lands_within_a_third_of_a_decibel_of_the_oracle(man, name, sigma):
    noisy = gaussian_noise(man, sigma=sigma)
    trials = list(tune(BY_ID[name], noisy))
    best = min(range(len(trials)), key=lambda place: trials[place].loss)
    real = list(oracle(BY_ID[name], noisy, man, trials))
    assert real[best] > max(real) - 0.3


def test_the_losses_rank_the_settings_nearly_as_the_truth_does(man):
    from scipy.stats import spearmanr

    noisy = gaussian_noise(man, sigma=25)
    trials = list(tune(BY_ID["total_variation"], noisy))
    real = list(oracle(BY_ID["total_variation"], noisy, man, trials))
    assert spearmanr([trial.loss for trial in trials], real).statistic < -0.9


def test_the_least_loss_is_the_error_plus_the_variance_of_the_noise(man):
    noisy = gaussian_noise(man, sigma=50)
    least = min(trial.loss for trial in tune(BY_ID["total_variation"], noisy))
    assert 50**2 < least < 50**2 + 500


def test_tuning_starts_from_the_given_settings_and_turns_only_strengths(man):
    given = {"sigma": 10.0, "strength": 0.7, "reach": 2, "patch": 1}
    trials = list(tune(BY_ID["non_local_means"], gaussian_noise(man[:40, :40]), given))
    assert given in [dict(trial.settings) for trial in trials]
    assert {(trial.settings["reach"], trial.settings["patch"]) for trial in trials} == {(2, 1)}
    assert len({tuple(trial.settings.values()) for trial in trials}) == len(trials)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.id)
def test_every_method_with_a_strength_has_one_or_two_settings_to_tune(method):
    assert (0 if method.is_learned else 1) <= len(tunable(method)) <= 2


def test_a_method_without_a_number_to_turn_is_refused(man):
    with pytest.raises(InputError, match="Error-correcting autoencoder has no setting to tune"):
        next(tune(BY_ID["autoencoder"], man))


def test_progress_rises_to_one(man):
    progress = [trial.progress for trial in tune(BY_ID["bilateral"], man[:32, :32])]
    assert progress == sorted(progress) and progress[0] > 0 and progress[-1] <= 1


def test_a_picture_too_small_is_refused():
    with pytest.raises(InputError, match="at least 16 × 16 pixels, got 500 × 1"):
        next(tune(BY_ID["mean"], np.zeros((1, 500, 1), np.float32)))
