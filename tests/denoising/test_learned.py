import numpy as np
import pytest
import torch

from core.denoising.adversarial import OVERLAP as ADVERSARIAL
from core.denoising.autoencoder import OVERLAP as AUTOENCODER
from core.denoising.dncnn import OVERLAP as DNCNN
from core.denoising.learned import in_colour
from core.denoising.tasks import NAMED
from core.method import Frame
from core.nn.inference import OVERLAP
from core.sentence import Sentence

NOTE = (Sentence("So it was."),)


def test_a_grey_picture_is_mended_as_one_of_three_equal_channels(ramp):
    def colour(picture):
        assert picture.shape == (24, 24, 3)
        np.testing.assert_array_equal(picture, np.broadcast_to(ramp, picture.shape))
        yield Frame(picture + np.float32([0, 0.1, 0.2]), 0.5)
        yield Frame(picture + np.float32([0, 0.3, 0.6]), 1.0, notes=NOTE)

    first, second = in_colour(colour, ramp)
    np.testing.assert_allclose(first.image, ramp + 0.1, atol=1e-6)
    np.testing.assert_allclose(second.image, ramp + 0.3, atol=1e-6)
    assert (first.progress, second.progress, second.notes) == (0.5, 1, NOTE)


def test_a_colour_picture_is_mended_as_it_is(noisy_colour):
    frame = Frame(noisy_colour, 1.0)
    assert next(in_colour(lambda picture: iter([frame]), noisy_colour)) is frame


@pytest.mark.parametrize(
    ("name", "overlap"),
    [
        ("dncnn_colour", DNCNN),
        ("autoencoder_2", AUTOENCODER),
        ("recurrent_cnn", OVERLAP),
        ("adversarial", ADVERSARIAL),
    ],
)
def test_tiles_overlap_by_all_that_matters(name, overlap):
    torch.manual_seed(0)
    network = NAMED[name].shipped(NAMED[name].build()).eval().double()
    for weight in network.parameters():  # none is nothing, as first weights may be
        torch.nn.init.normal_(weight, std=0.1)
    picture = torch.rand(1, 3, 512, 16, dtype=torch.float64, requires_grad=True)
    mended = [*network.turns(picture, 12)][-1] if name == "recurrent_cnn" else network(picture)
    mended[0, :, 256:272].sum().backward()  # every place on the network's grid
    felt = picture.grad.abs().sum((0, 1, 3)).nonzero()
    reach = max(256 - felt.min().item(), felt.max().item() - 271)
    assert overlap / 2 < reach <= overlap
