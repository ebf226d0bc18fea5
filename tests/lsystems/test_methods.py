import numpy as np
import pytest

from core.image import check_image
from core.lsystems import METHODS
from core.lsystems.presets import PRESETS
from core.sentence import InputError

GROW, PRESET, MEADOW = METHODS
SMALL = {"size": 64}
FEW = {"trees": 1, "flowers": 3, "grass": 20, **SMALL}

every_method = pytest.mark.parametrize("method", METHODS, ids=lambda m: m.id)


@every_method
def test_progress_rises_to_one_and_every_frame_is_a_picture(method):
    frames = list(method.frames(**(FEW if method is MEADOW else SMALL)))
    progress = [frame.progress for frame in frames]
    assert progress == sorted(progress) and progress[-1] == 1 and not method.takes_image
    assert all(check_image(frame.image).shape == (64, 64, 3) for frame in frames)


@every_method
def test_the_same_settings_give_the_same_picture_bit_for_bit(method):
    settings = FEW if method is MEADOW else SMALL
    np.testing.assert_array_equal(method(**settings), method(**settings))


@every_method
def test_the_docstring_has_an_idea_a_formula_and_a_source(method):
    text = method.docstring
    assert text.summary and text.description and text.formula and "1990" in text.source
    assert all(parameter.help.endswith(".") for parameter in method.parameters)


def test_the_frames_are_the_orders_with_their_sizes():
    frames = list(GROW.frames(rules="F = F+F--F+F", angle=60, order=3, **SMALL))
    assert [frame.scores["segments"] for frame in frames] == [1, 4, 16, 64]


def test_a_preset_takes_its_own_order_unless_told():
    own = list(PRESET.frames(name="plant_d", **SMALL))
    told = list(PRESET.frames(name="plant_d", order=2, **SMALL))
    assert len(own) == PRESETS["plant_d"].order + 1 and len(told) == 3


def test_another_seed_is_another_plant_and_another_meadow():
    rules = {"rules": PRESETS["stochastic_weed"].rules, "order": 4}
    assert (GROW(seed=1, **rules, **SMALL) != GROW(seed=2, **rules, **SMALL)).any()
    assert (MEADOW(seed=1, **FEW) != MEADOW(seed=2, **FEW)).any()


def test_a_mistake_in_the_rules_is_said():
    with pytest.raises(InputError, match="Line 1, column 7"):
        GROW(rules="F -> F[+F")


def test_what_would_not_end_is_refused_with_the_order_that_fits():
    with pytest.raises(InputError, match="up to order 9 it fits"):
        GROW(rules="F = FFFFF", order=40)


def test_an_empty_meadow_is_its_ground():
    (last,) = list(MEADOW.frames(trees=0, flowers=0, grass=0, **SMALL))[-1:]
    assert last.image[0].mean() > last.image[-1].mean() and last.progress == 1


def test_bending_pulls_branches_down():
    straight, bent = (
        GROW(rules="A -> F[&A][^A]/A", order=6, bend=bend, **SMALL) for bend in (0, 0.5)
    )
    assert (straight != bent).any()


def test_presets_are_offered_by_their_titles():
    titles = next(p for p in PRESET.parameters if p.name == "name").titles
    assert titles == {name: preset.title for name, preset in PRESETS.items()}


@pytest.mark.parametrize(
    ("method", "settings", "largest"),
    [
        (GROW, {"rules": "F = FFFFF", "order": 9}, 7),  # 5^7 = 78,125 symbols
        (GROW, {"rules": "F = FF", "order": 4}, 4),
        (GROW, {"rules": "F = FF", "order": 0}, 2),
        (PRESET, {"name": "hilbert"}, PRESETS["hilbert"].order),
    ],
)
def test_a_sweep_of_orders_ends_with_the_own_one_or_the_last_quick_one(method, settings, largest):
    reach = method.reach(method.check(settings))["order"]
    assert (reach.low, reach.high) == (1, largest)
