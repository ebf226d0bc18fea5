"""What every method of every field promises; a new method is tested by being listed."""

from typing import get_type_hints

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.fields import all_methods
from core.image import Image, check_image
from core.method import Method
from core.nn.pins import PIN
from core.sentence import InputError
from tests.strategies import call, needed, opened, shape_of_result, values

METHODS = all_methods()
WORKERS = [method for method in METHODS if method.takes_image]
SHAPES = [(1, 1, 1), (1, 1, 3), (1, 500, 1), (500, 1, 3), (13, 7, 1), (13, 7, 3), (40, 33, 3)]

every_method = pytest.mark.parametrize("method", METHODS, ids=lambda m: m.address)
every_worker = pytest.mark.parametrize("method", WORKERS, ids=lambda m: m.address)


def picture(*shape: int) -> Image:
    """Plain noise with values beyond black and white."""
    return np.random.default_rng(1).normal(0.5, 0.4, shape).astype(np.float32)


def large_enough(method: Method) -> Image:
    return picture(max(13, method.minimum), max(17, method.minimum), 3)


@every_worker
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_a_result_is_an_image_of_the_right_shape_or_the_refusal_names_the_minimum(method, shape):
    if min(shape[:2]) < method.minimum:
        with pytest.raises(InputError, match=str(method.minimum)):
            call(method, picture(*shape))
    else:
        image = picture(*shape)
        expected = shape_of_result(method, shape, **needed(method, image))
        assert check_image(call(method, image)).shape == expected


@every_worker
def test_the_same_settings_give_the_same_picture_bit_for_bit(method):
    image = large_enough(method)
    np.testing.assert_array_equal(call(method, image), call(method, image))


@every_worker
def test_the_input_stays_as_it_was(method):
    image = large_enough(method)
    given = needed(method, image)
    before = [array.copy() for array in (image, *given.values())]
    method(image, **given)
    for array, kept in zip((image, *given.values()), before, strict=True):
        np.testing.assert_array_equal(array, kept)


@every_worker
def test_a_flat_picture_passes_without_a_warning(method):
    flat = np.full_like(large_enough(method), 0.5)
    check_image(call(method, flat))


@every_worker
def test_progress_rises_to_one_and_no_frame_changes_afterwards(method):
    image = large_enough(method)
    looks = [(frame, frame.image.copy()) for frame in method.frames(image, **needed(method, image))]
    progress = [frame.progress for frame, _ in looks]
    assert progress == sorted(progress) and progress[-1] == 1 and progress[0] >= 0
    for frame, seen in looks:
        np.testing.assert_array_equal(frame.image, seen)


@every_worker
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_all_settings_within_their_bounds_give_an_image(method, data):
    chosen = {p.name: data.draw(values(p), label=p.name) for p in method.parameters}
    image = large_enough(method)
    chosen = opened(chosen, image)
    expected = shape_of_result(method, image.shape, **chosen)
    assert check_image(method(image, **chosen)).shape == expected


@every_method
def test_every_setting_says_what_it_means(method):
    assert all(parameter.help.endswith(".") for parameter in method.parameters)


@every_method
def test_the_defaults_and_presets_are_allowed(method):
    weights = {p.name for p in method.parameters if p.is_weights}  # empty stands for their hash
    given = needed(method, picture(9, 9, 3))
    defaults = {p.name: p.default for p in method.parameters if p.fits is None} | given
    for named in (defaults, *method.presets.values()):
        kept = {name: value for name, value in named.items() if name not in weights}
        checked = method.check({**given, **named})
        assert {name: checked[name] for name in kept} == kept
    if not given:
        assert method.check({}) == method.check(defaults)


@every_method
def test_weights_stand_in_a_recipe_by_a_hash_that_it_takes_again(method):
    for name in (p.name for p in method.parameters if p.is_weights):
        pinned = method.check({})[name]
        assert PIN.fullmatch(pinned) and method.check({name: pinned})[name] == pinned


@every_method
def test_a_number_one_step_out_of_bounds_is_refused_by_name(method):
    for parameter in method.parameters:
        if parameter.range:
            with pytest.raises(InputError, match=f"^{parameter.name} must"):
                given = needed(method, picture(9, 9, 3))
                beyond = parameter.range.high + parameter.range.step
                method.check({**given, parameter.name: beyond})


@every_method
def test_the_docstring_has_an_idea_a_formula_and_a_source(method):
    text = method.docstring
    assert text.summary.endswith(".") and text.description.endswith(".")
    assert text.formula and text.formula.count("{") == text.formula.count("}")
    assert any(character.isdigit() for character in text.source), "a source names its year"


@every_method
def test_a_title_and_an_id_stand_once_in_a_field(method):
    fellows = method.field.methods
    assert [other.id for other in fellows].count(method.id) == 1
    assert [other.title for other in fellows].count(method.title) == 1


@every_method
def test_an_explanation_takes_the_settings_of_its_method(method):
    if method.explain and not method.views:  # one with views takes whatever its network needs
        hints = get_type_hints(method.explain, localns={"Figure": object})
        taken = set(hints) - {"image", "row", "column", "return"}
        assert taken == {parameter.name for parameter in method.parameters}
