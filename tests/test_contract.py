"""What every method of every field promises; a new method is tested by being listed."""

from typing import get_type_hints

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.fields import FIELDS
from core.image import Image, check_image
from core.method import Method
from core.nn.pins import PIN
from core.sentence import InputError
from tests.strategies import shape_of_result, values

METHODS = [method for methods in FIELDS.values() for method in methods]
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
            method(picture(*shape))
    else:
        assert check_image(method(picture(*shape))).shape == shape_of_result(method, shape)


@every_worker
def test_the_same_settings_give_the_same_picture_bit_for_bit(method):
    image = large_enough(method)
    np.testing.assert_array_equal(method(image), method(image))


@every_worker
def test_the_input_stays_as_it_was(method):
    image = large_enough(method)
    before = image.copy()
    method(image)
    np.testing.assert_array_equal(image, before)


@every_worker
def test_a_flat_picture_passes_without_a_warning(method):
    flat = np.full_like(large_enough(method), 0.5)
    check_image(method(flat))


@every_worker
def test_progress_rises_to_one_and_no_frame_changes_afterwards(method):
    looks = [(frame, frame.image.copy()) for frame in method.frames(large_enough(method))]
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
    expected = shape_of_result(method, image.shape, **chosen)
    assert check_image(method(image, **chosen)).shape == expected


@every_method
def test_every_setting_says_what_it_means(method):
    assert all(parameter.help.endswith(".") for parameter in method.parameters)


@every_method
def test_the_defaults_and_presets_are_allowed(method):
    weights = {p.name for p in method.parameters if p.is_weights}  # empty stands for their hash
    defaults = {p.name: p.default for p in method.parameters}
    for named in (defaults, *method.presets.values()):
        kept = {name: value for name, value in named.items() if name not in weights}
        assert method.check(named).items() >= kept.items()
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
                method.check({parameter.name: parameter.range.high + parameter.range.step})


@every_method
def test_the_docstring_has_an_idea_a_formula_and_a_source(method):
    text = method.docstring
    assert text.summary.endswith(".") and text.description.endswith(".")
    assert text.formula and text.formula.count("{") == text.formula.count("}")
    assert any(character.isdigit() for character in text.source), "a source names its year"


@every_method
def test_a_title_and_an_id_stand_once_in_a_field(method):
    fellows = FIELDS[method.field_id]
    assert [other.id for other in fellows].count(method.id) == 1
    assert [other.title for other in fellows].count(method.title) == 1


@every_method
def test_an_explanation_takes_the_settings_of_its_method(method):
    if method.explain and not method.views:  # one with views takes whatever its network needs
        hints = get_type_hints(method.explain, localns={"Figure": object})
        taken = set(hints) - {"image", "row", "column", "return"}
        assert taken == {parameter.name for parameter in method.parameters}
