"""Little pictures of two kinds, drawn here: bars across and bars down."""

import numpy as np


def bars(count, side=16, seed=0, channels=1):
    rng = np.random.default_rng(seed)
    labels = np.arange(count) % 2
    pictures = rng.integers(0, 60, (count, side, side, channels), np.uint8)
    places = rng.integers(0, side - 3, count)
    for picture, label, place in zip(pictures, labels, places, strict=True):
        (picture if label else picture.swapaxes(0, 1))[place : place + 3] += 180
    return pictures, labels
