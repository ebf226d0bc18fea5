import numpy as np

from core.generation.gan import gan
from core.generation.reconstruct import reconstruct, small
from core.generation.vae import vae


def test_what_the_models_see_is_the_middle_in_grey():
    image = np.zeros((56, 84, 3), np.float32)
    image[:, 14:70] = 1
    assert small(image).shape == (28, 28, 1)
    assert small(image).min() > 0.999
    assert small(image, invert=True).max() < 0.001


def test_an_autoencoder_knows_its_own_pictures_again():
    *_, last = reconstruct(vae(clothing="trousers", count=1), model="vae")
    assert last.scores["PSNR"] > 18
    assert "Trousers" in str(last.notes)


def test_going_downhill_finds_a_code_that_is_nearer_than_the_first_guess():
    picture = gan(clothing="sneaker", count=1, seed=3)
    frames = reconstruct(picture, model="gan", steps=40)
    errors = [frame.scores["mean square error"] for frame in frames]
    assert errors[-1] < errors[0] / 2
