import numpy as np
import pytest

from core.nn.explaining.case import take_case
from core.superresolution.explain_espcn import explain_espcn, shuffled
from core.superresolution.learned import at_scale
from core.superresolution.residual import explain_residual
from core.superresolution.srcnn import explain_srcnn
from core.superresolution.tasks import NAMED
from tests.nn.shelf import put

GIVEN = {"strength": 1.0, "weights": ""}


@pytest.mark.parametrize("scale", [2, 3, 4])
def test_every_channel_holds_the_detail_of_one_place_in_a_square(shelf, man, scale):
    put(shelf, NAMED["espcn"])
    case = take_case(NAMED["espcn"], at_scale(scale), man, None, 40, 50)
    channels, detail, _ = shuffled(case, scale)
    assert channels.shape == (scale, scale, *man.shape[:2])
    for down, across in np.ndindex(scale, scale):
        np.testing.assert_array_equal(detail[down::scale, across::scale], channels[down, across])


@pytest.mark.parametrize(("scale", "place"), [(2, (0, 0)), (4, (60, 127))])
def test_the_shuffle_can_be_drawn_anywhere(shelf, face, scale, place):
    put(shelf, NAMED["espcn"])
    figure = explain_espcn(face[:61], *place, scale=scale, **GIVEN)
    figure.draw_without_rendering()
    assert len(figure.axes) == 3 + scale**2 and str(scale**2) in str(figure.finding)


@pytest.mark.parametrize("companion", [explain_srcnn, explain_residual])
def test_every_view_of_a_network_that_enlarges_can_be_drawn(shelf, face, companion):
    for name in ("srcnn", "residual"):
        put(shelf, NAMED[name])
    small, truth = face[:40, :50], face[:120]
    for view in companion.views:
        figure = companion(small, 39, 7, view=view, truth=truth, scale=2, **GIVEN)
        figure.draw_without_rendering()


def test_srcnns_filters_are_those_that_look_at_the_enlarged_picture(shelf, man):
    network = put(shelf, NAMED["srcnn"])
    figure = explain_srcnn(man[:20, :20], 5, 5, view="First filters", scale=2, **GIVEN)
    lengths = network.describe.weight.detach().square().sum((1, 2, 3)).sqrt().sort().values
    assert figure.axes[0].get_title() == f"{lengths[-1]:.2g}"
