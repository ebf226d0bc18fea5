import numpy as np
import pytest
import torch

from core.classification.training import Course, predict, train_classifier
from core.sentence import InputError
from tests.classification.drawn import bars

COURSE = Course(steps=30, batch=16, width=4)


def train(pictures, labels, **settings):
    return train_classifier(pictures, labels, classes=2, course=COURSE, **settings)


def right(network, pictures, labels):
    return (predict(network, pictures).argmax(1) == labels).mean()


@pytest.mark.parametrize(("side", "channels"), [(16, 1), (19, 3)])
def test_bars_across_and_down_are_told_apart(side, channels):
    network = train(*bars(60, side, 0, channels))
    assert right(network, *bars(100, side, 1, channels)) > 0.95


def test_pictures_of_another_size_are_taken():
    network = train(*bars(16))
    found = predict(network, bars(3, 64)[0])
    assert found.shape == (3, 2)
    np.testing.assert_allclose(found.sum(1), 1)


def test_the_seed_decides_all_and_nothing_outside_does():
    networks = []
    for seed in (1, 1, 2):
        networks.append(train(*bars(20), seed=seed))
        torch.rand(3)
    first, again, other = (network.last.weight for network in networks)
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


def test_the_dice_of_others_are_left_as_they_are():
    torch.manual_seed(0)
    expected = torch.rand(1)
    torch.manual_seed(0)
    train(*bars(16))
    assert torch.rand(1) == expected


def test_what_augments_may_change_pictures_and_labels():
    def swap(pictures, labels, generator):
        assert pictures.shape == (16, 1, 16, 16) and 0 <= pictures.min() <= pictures.max() <= 1
        return pictures, torch.nn.functional.one_hot(1 - labels, 2).float()

    pictures, labels = bars(60)
    assert right(train(pictures, labels, augment=swap), pictures, labels) < 0.05


def test_halting_ends_it_and_reports_tell_how_far_it_is():
    shares = []
    train(*bars(16), report=lambda share, loss: shares.append(share), halt=lambda: len(shares) > 1)
    assert shares == [0, pytest.approx(1 / 3)]


@pytest.mark.parametrize("side", [15, 65])
def test_pictures_too_small_or_large_are_refused(side):
    with pytest.raises(InputError, match=f"16 to 64 pixels.*got {side} × {side}"):
        train(*bars(4, side))


def test_one_picture_is_nothing_to_learn_from():
    with pytest.raises(InputError, match="at least two"):
        train(*bars(1))
