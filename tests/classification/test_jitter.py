import numpy as np
import pytest
import torch

from core.classification.jitter import Jitter

PICTURES = torch.from_numpy(np.random.default_rng(0).random((200, 1, 16, 16), np.float32))
LABELS = torch.arange(200)


def moved(jitter):
    pictures, labels = jitter(PICTURES, LABELS, torch.Generator().manual_seed(0))
    assert torch.equal(labels, LABELS)
    return pictures


def test_no_moves_leave_pictures_as_they_are():
    torch.testing.assert_close(moved(Jitter()), PICTURES, atol=1e-5, rtol=0)


def test_half_of_the_pictures_are_mirrored():
    found = moved(Jitter(mirror=True))
    same, mirrored = (
        ((found - other).abs().amax((1, 2, 3)) < 1e-4) for other in (PICTURES, PICTURES.flip(3))
    )
    assert (same ^ mirrored).all()
    assert 70 < mirrored.sum() < 130


@pytest.mark.parametrize(("jitter", "reach"), [(Jitter(shift=0.25), 4), (Jitter(scale=0.5), 4)])
def test_moves_reach_as_far_as_they_are_told(jitter, reach):
    middle = torch.zeros(200, 1, 16, 16)
    middle[:, :, 7:9, 7:9] = 1
    found, _ = jitter(middle, LABELS, torch.Generator().manual_seed(0))
    rows = torch.nonzero(found.sum((1, 3)) > 0.1)[:, 1]
    assert 7 - reach <= rows.min() and rows.max() <= 8 + reach


def test_a_quarter_turn_at_most_keeps_what_is_in_the_middle():
    dot = torch.zeros(200, 1, 17, 17)
    dot[:, :, 8, 8] = 1
    found, _ = Jitter(turn=90)(dot, LABELS, torch.Generator().manual_seed(0))
    torch.testing.assert_close(found[:, :, 8, 8], torch.ones(200, 1), atol=1e-3, rtol=0)
