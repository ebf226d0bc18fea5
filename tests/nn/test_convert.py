import numpy as np
import torch

from core.nn.convert import to_image, to_tensor


def test_rows_columns_and_channels_keep_their_places(rng):
    image = rng.random((5, 7, 3), np.float32)
    batch = to_tensor(image, torch.device("cpu"))
    assert batch.shape == (1, 3, 5, 7) and batch[0, 2, 4, 1] == image[4, 1, 2]
    assert batch.is_contiguous(memory_format=torch.channels_last)


def test_there_and_back_is_the_same_picture_and_another_array(rng):
    image = rng.random((5, 7, 1), np.float32)
    batch = to_tensor(image, torch.device("cpu"))
    batch += 1
    np.testing.assert_array_equal(to_image(batch - 1), image + 1 - 1)
    assert to_image(batch).dtype == np.float32 and image.max() < 1
