import numpy as np
import pytest

from core.metrics import score_filled


def test_hole_and_rim_are_measured_apart():
    truth = np.full((40, 40, 3), 0.5, np.float32)
    mask = np.zeros((40, 40, 1), np.float32)
    mask[18:22, 18:22] = 1
    result = truth + 0.1 * mask
    scores = score_filled(result, truth, mask)
    assert scores["hole"] == pytest.approx(20, abs=1e-4)
    assert scores["rim"] == np.inf
    result[15, 15] += 0.1
    assert np.isfinite(score_filled(result, truth, mask)["rim"])
    far = truth.copy()
    far[0, 0] += 0.2
    assert score_filled(far, truth, mask) == {"hole": np.inf, "rim": np.inf}


def test_an_empty_mask_has_neither():
    truth = np.zeros((5, 5, 1), np.float32)
    assert score_filled(truth, truth, truth) == {}
