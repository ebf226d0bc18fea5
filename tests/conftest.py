"""Small pictures that many tests use."""

import numpy as np
import pytest

from core.image import Image, sample


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(0)


@pytest.fixture
def noisy_colour(rng) -> Image:
    """37 × 41 pixels of plain noise around grey, with values beyond black and white."""
    return rng.normal(0.5, 0.4, (37, 41, 3)).astype(np.float32)


@pytest.fixture
def ramp() -> Image:
    """A plane that rises to the right and downwards, 24 × 24, all values different."""
    rows, columns = np.indices((24, 24))
    return ((rows + 25 * columns)[..., None] / 600).astype(np.float32)


@pytest.fixture(scope="session")
def face() -> Image:
    """A piece of a real photograph in colour, 128 × 128."""
    return sample("astronaut")[40:168, 160:288]


@pytest.fixture(scope="session")
def man() -> Image:
    """A piece of a real grey photograph, 128 × 128."""
    return sample("camera")[60:188, 160:288]
