from typing import Annotated, Literal

import numpy as np
import pytest

from core.method import RARE, Frame, Method, Range, Seed, Weights
from core.sentence import InputError

GREY = np.full((2, 3, 1), 0.5, np.float32)


def brighten(
    image,
    *,
    amount: Annotated[float, Range(0, 1, 0.1)] = 0.2,
    times: Annotated[int, Range(1, 5), RARE] = 1,
    side: Literal["left", "right"] = "left",
    seed: Seed = 0,
):
    r"""Add light.

    Evenly.

    Formula:
        y = x + a

    Args:
        image: Picture.
        amount: How much.
        times: How often.
        side: Where.
        seed: Chance.

    Source:
        Anyone (2000).
    """
    return image + np.float32(amount) * times


def brighten_slowly(image, *, steps: Annotated[int, Range(1, 9)] = 2):
    """Add light step by step."""
    for step in range(1, steps + 1):
        yield Frame(image + np.float32(0.1) * step, step / steps)


METHOD = Method("Brighten", brighten, {"amount": 0.1}, {"amount": 0.9}, minimum=2)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"amount": 2}, "amount must lie in [0, 1], got 2."),
        ({"amount": "much"}, "amount must lie in [0, 1], got 'much'."),
        ({"amount": float("nan")}, "amount must lie in [0, 1], got nan."),
        ({"times": 1.5}, "times must be a whole number in [1, 5], got 1.5."),
        ({"side": "top"}, "side must be one of left, right, got 'top'."),
        ({"seed": -1}, "seed must be a whole number in [0, 2147483647], got -1."),
    ],
)
def test_a_refusal_says_name_rule_and_value(settings, sentence):
    with pytest.raises(InputError) as refusal:
        METHOD(GREY, **settings)
    assert str(refusal.value) == sentence


def test_an_unknown_setting_is_refused_with_the_names_of_the_known_ones():
    with pytest.raises(InputError, match="no setting colour; it has amount, times, side, seed"):
        METHOD(GREY, colour=1)


def test_a_picture_below_the_minimum_is_refused_with_both_sizes():
    with pytest.raises(InputError, match="Brighten needs at least 2 × 2 pixels, got 3 × 1"):
        METHOD(GREY[:1])


@pytest.mark.parametrize("image", [GREY[..., 0], GREY.astype(np.float64), GREY * np.nan, GREY[:0]])
def test_what_is_no_image_is_refused(image):
    with pytest.raises(InputError):
        METHOD(image)


def test_a_function_gives_one_frame_and_a_generator_all_of_its_own():
    assert [frame.progress for frame in METHOD.frames(GREY)] == [1.0]
    slowly = Method("Slowly", brighten_slowly)
    assert [frame.progress for frame in slowly.frames(GREY)] == [0.5, 1.0]
    np.testing.assert_allclose(slowly(GREY), 0.7, atol=1e-6)


def test_parameters_come_from_signature_and_docstring():
    amount, times, side, seed = METHOD.parameters
    assert (amount.name, amount.type, amount.default, amount.help) == (
        *("amount", float, 0.2, "How much."),
    )
    assert amount.range == Range(0, 1, 0.1) and side.choices == ("left", "right")
    assert times.is_rare and seed.is_seed and not amount.is_rare and not amount.is_seed


def test_presets_hold_every_setting():
    assert list(METHOD.presets) == ["gentle", "balanced", "strong"]
    assert METHOD.presets["strong"] == {"amount": 0.9, "times": 1, "side": "left", "seed": 0}
    assert Method("Bare", brighten_slowly).presets == {}


def test_the_docstring_is_read_in_its_parts():
    text = METHOD.docstring
    assert (text.summary, text.description) == ("Add light.", "Evenly.")
    assert (text.formula, text.source) == ("y = x + a", "Anyone (2000).")


def test_the_address_is_field_and_id():
    from core.denoising import METHODS

    assert "denoising.median" in {method.address for method in METHODS}


def test_weights_are_written_as_the_method_pins_them():
    def learned(image, *, weights: Weights = ""):
        return image

    def pin(given):
        if given not in ("", "abc"):
            raise InputError("not these")
        return "abc"

    method = Method("Learned", learned, weights=pin)
    assert method.is_learned and not METHOD.is_learned
    assert method.check({}) == method.check({"weights": "abc"}) == {"weights": "abc"}
    with pytest.raises(InputError, match="not these"):
        method.check({"weights": "abd"})
