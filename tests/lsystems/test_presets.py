from math import log

import numpy as np
import pytest

from core.lsystems.growth import growth
from core.lsystems.presets import KINDS, PRESETS
from core.lsystems.rewrite import rewrite

SIMILAR = [name for name, preset in PRESETS.items() if preset.copies and name != "hilbert_cube"]
every_preset = pytest.mark.parametrize("name", PRESETS)


def size(preset, order):
    low, high = preset.turtle.draw(rewrite(preset.system, order)).box()
    return float(np.linalg.norm(high - low))


def test_there_are_enough_and_each_name_and_title_stands_once():
    assert len(PRESETS) == sum(map(len, KINDS.values())) >= 40
    assert len({preset.title for preset in PRESETS.values()}) == len(PRESETS)


@every_preset
def test_a_preset_names_its_source_and_draws_something_within_bounds(name):
    preset = PRESETS[name]
    strokes = preset.turtle.draw(rewrite(preset.system, preset.order))
    assert preset.source and 0 < len(strokes) + len(strokes.fills) < 200_000
    assert np.isfinite(strokes.box()).all()


@pytest.mark.parametrize("name", SIMILAR)
def test_a_self_similar_curve_has_as_many_copies_and_shrinks_as_it_says(name):
    preset = PRESETS[name]
    pieces, ratio = preset.copies
    # Two orders at once: the dragon and its kin grow by turns along one side and the other.
    before, _, after = growth(preset.system, 16)[-3:]
    assert after.segments / before.segments == pytest.approx(pieces**2, rel=0.02)
    order = min(preset.order + 1, 9)
    assert size(preset, order) / size(preset, order - 2) == pytest.approx(ratio**2, rel=0.2)
    assert preset.dimension == pytest.approx(log(pieces) / log(ratio))
