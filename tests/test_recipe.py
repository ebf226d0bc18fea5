from unittest import mock

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings

from core.code import to_code
from core.fields import find_method
from core.image import Opened, sample
from core.recipe import Recipe, Sample, Step, Upload
from core.recipe_text import from_link, parse, to_query
from core.sentence import InputError
from tests.strategies import METHODS, PICTURE, PICTURES, UPLOAD, damage_and

NOISE = "degradation.gaussian_noise(sigma=25, seed=3)"
FLAT = "denoising.total_variation(strength=0.1, iterations=20)"
NOISY = parse(f'sample("camera") | {NOISE} | {FLAT}')


def execute(code):
    names = {}
    with mock.patch("core.image.read_image", lambda name: Opened(PICTURE)):
        exec(compile(code, "<cell>", "exec"), names)
    return names["result"]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.address)
def test_every_recipe_survives_link_code_and_execution(method):
    @hypothesis_settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
    @given(damage_and(method))
    def survives(recipe):
        received = from_link(f"http://127.0.0.1:7860/?__theme=dark&{to_query(recipe)}")
        assert received == recipe
        executed = execute(to_code(received))
        np.testing.assert_array_equal(executed, recipe.run(PICTURES))

    survives()


def test_a_recipe_runs_its_steps_in_order():
    noisy = find_method("degradation.gaussian_noise")(sample("camera"), sigma=25, seed=3)
    flat = find_method("denoising.total_variation")(noisy, strength=0.1, iterations=20)
    np.testing.assert_array_equal(NOISY.run(), flat)


def test_a_head_alone_is_its_picture():
    np.testing.assert_array_equal(parse('sample("coins")').run(), sample("coins"))


def test_the_same_recipe_gives_the_same_pixels():
    np.testing.assert_array_equal(NOISY.run(), NOISY.run())


def test_frames_are_those_of_the_last_step_and_end_in_the_result():
    frames = list(NOISY.frames())
    assert frames[-1].progress == 1
    np.testing.assert_array_equal(frames[-1].image, NOISY.run())


def test_an_upload_is_found_by_its_pixels():
    renamed = Upload("copy.png", UPLOAD.sha256)
    np.testing.assert_array_equal(Recipe(renamed).run(PICTURES), PICTURE)


def test_a_missing_upload_is_asked_for_by_its_name():
    with pytest.raises(InputError, match="my “photo”"):
        Recipe(UPLOAD).run()


def test_then_completes_the_settings_and_before_takes_the_step_away():
    longer = Recipe(Sample("camera")).then(find_method("denoising.total_variation"), {})
    (step,) = longer.steps
    assert set(step.settings) == {parameter.name for parameter in step.method.parameters}
    assert longer.before() == Recipe(Sample("camera"))


def test_then_refuses_what_the_method_refuses():
    with pytest.raises(InputError, match="strength must lie in"):
        Recipe(UPLOAD).then(find_method("denoising.total_variation"), {"strength": 9})


def test_the_truth_is_the_picture_before_the_damage():
    assert NOISY.truth() == Recipe(Sample("camera"))
    assert parse(f'sample("camera") | {FLAT}').truth() is None


def test_a_method_that_needs_a_picture_cannot_begin():
    step = Step(find_method("denoising.total_variation"), {})
    with pytest.raises(InputError, match="place 1"):
        Recipe(None, (step,))


def test_an_empty_recipe_is_refused():
    with pytest.raises(InputError, match="empty"):
        Recipe(None)
