import numpy as np

from core.generation.mapping import decode, latent_map
from core.generation.sampling import GAP

STEP = 28 + GAP


def test_the_map_shows_what_its_places_decode_to():
    sheet = latent_map(count=3, reach=2.0)
    corner, middle = decode([(-2.0, 2.0), (0.0, 0.0)])
    np.testing.assert_allclose(sheet[:28, :28], corner, atol=1e-4)
    np.testing.assert_allclose(sheet[STEP : STEP + 28, STEP : STEP + 28], middle, atol=1e-4)
