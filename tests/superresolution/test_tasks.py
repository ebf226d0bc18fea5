import numpy as np
import pytest
import torch

from core.image import to_pillow
from core.sentence import InputError
from core.superresolution.networks.enlarging import shrunk
from core.superresolution.objectives import UNIT
from core.superresolution.tasks import NAMED, TASKS, shrinking
from tests.denoising.networks.learning import learn


def test_a_third_of_the_pictures_is_shrunk_to_each_scale():
    clean = torch.rand(7, 1, 24, 36)
    lows = shrinking(clean, torch.Generator())
    assert [low.shape for low in lows] == [(3, 1, 12, 18), (2, 1, 8, 12), (2, 1, 6, 9)]
    torch.testing.assert_close(lows[2], shrunk(clean[5:], 4))


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_every_scale_divides_the_patches_and_what_validates(task, tmp_path):
    for number, side in enumerate((130, 157)):
        grey = np.full((side, side + 3, 1), 0.5, np.float32)
        to_pillow(grey).save(tmp_path / f"{number}.png")
    assert task.patch % UNIT == 0
    clean = task.read([tmp_path], task.patch).validation()
    assert clean.shape == (1, 1, 120, 120)
    with torch.no_grad():
        assert task.build().eval()(*task.damage(clean, torch.Generator())).shape == clean.shape


def test_a_patch_that_a_scale_does_not_divide_is_refused(tmp_path):
    with pytest.raises(InputError, match="multiple of 12 pixels, got 64"):
        NAMED["espcn"].read([tmp_path], 64)


def test_looking_alike_is_learned_too():
    task = NAMED["perceptual"]
    torch.manual_seed(0)
    clean = torch.rand(3, 1, 48, 48)
    lows, network = task.damage(clean, torch.Generator()), task.build()
    first, last = learn(network, lambda: task.loss(network, clean, lows, "l1"), 6, 2e-3)
    assert last < first
