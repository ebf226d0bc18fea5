import numpy as np
import pytest

from core.denoising import METHODS

explained = [method for method in METHODS if method.explain]


@pytest.mark.parametrize("method", explained, ids=lambda method: method.id)
@pytest.mark.parametrize("channels", [1, 3])
def test_a_figure_is_transparent_and_legible(method, channels):
    image = np.random.default_rng(0).random((20, 30, channels), np.float32)
    figure = method.explain(image, 0, 29, **method.check({}))
    figure.draw_without_rendering()
    assert figure.patch.get_alpha() == 0
    texts = [figure._suptitle, *(axis.title for axis in figure.axes)]
    texts += [label for axis in figure.axes for label in axis.get_xticklabels()]
    assert min(text.get_fontsize() for text in texts) >= 8
