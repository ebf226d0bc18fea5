import numpy as np
import pytest

from core.chain import Chain, Given
from core.heads import Sample, at_hand
from core.image import pixel_hash, read_image, sample, to_pillow
from core.recipe import Recipe, Upload
from core.recipe_text import parse
from core.sentence import InputError

HEAD = 'sample("camera") | degradation.missing(mask={})'


def mask_of(text):
    """The mask that a setting's text makes of the cameraman."""
    (step,) = parse(HEAD.format(text)).steps
    return step.settings["mask"].open(Given((sample("camera"),), {}))


def test_a_chain_works_on_the_picture_that_enters_the_step():
    black = mask_of("masks.black()")
    np.testing.assert_array_equal(black[..., 0], sample("camera")[..., 0] < 0.5 / 255)


def test_plus_joins_minus_takes_away_and_the_pipe_goes_on():
    left = mask_of("masks.rectangle(left=0, top=0, right=10, bottom=10)")
    right = mask_of("masks.rectangle(left=8, top=0, right=20, bottom=10)")
    both = mask_of(
        "masks.rectangle(left=0, top=0, right=10, bottom=10) + "
        "masks.rectangle(left=8, top=0, right=20, bottom=10)"
    )
    assert both.sum() == 200 and left.sum() == 100 and right.sum() == 120
    less = mask_of(
        "masks.rectangle(left=0, top=0, right=10, bottom=10) - "
        "masks.rectangle(left=8, top=0, right=20, bottom=10)"
    )
    assert less.sum() == 80
    inverted = mask_of(
        "masks.rectangle(left=0, top=0, right=10, bottom=10) + "
        "masks.rectangle(left=8, top=0, right=20, bottom=10) | masks.invert()"
    )
    np.testing.assert_array_equal(inverted, 1 - both)


@pytest.mark.parametrize(
    "text",
    [
        "masks.random(share=0.5, seed=3)",
        'masks.text(words="A", size=48, seed=0) + masks.black() - masks.grid(period=32, width=3)',
        "masks.black() - (masks.black() + masks.grid(period=32, width=3))",
        "masks.black() - (masks.black() | masks.invert())",
        "masks.black() + masks.black() | masks.grow(radius=3) | masks.invert()",
        'sample("moon") | masks.invert()',
    ],
)
def test_the_text_of_a_setting_is_read_back_as_it_was(text):
    assert str(parse(HEAD.format(text))) == HEAD.format(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3", "neither a picture"),
        ("masks.nothing()", "There is no method nothing"),
        ("nowhere.black()", "There is no field nowhere"),
        ('sample("me")', "There is no sample me"),
        ("masks.black() | kernels.motion()", "cannot stand at place 2"),
        (" + ".join(["masks.black()"] * 10_000), "at most 20000 are allowed"),
        (" + ".join(["masks.black()"] * 17), "at most 16 are allowed"),
        ('__import__("os")', "neither a picture"),
        (f'upload("x.png", sha256="{"0" * 64}")', "drop it in"),
        (HEAD.format(HEAD.format(HEAD.format("masks.black()"))), "nested 2 deep"),
    ],
)
def test_strangers_settings_are_refused_in_one_sentence(text, said):
    with pytest.raises(InputError, match=said) as caught:
        parse(HEAD.format(text)).check_at_hand({})
    assert str(caught.value).endswith((".", "please.")) and "\n" not in str(caught.value)


def test_what_works_on_a_picture_cannot_be_joined_as_a_kernel():
    with pytest.raises(InputError, match="Only masks are joined"):
        parse('sample("camera") | degradation.blur(kernel=kernels.motion() + kernels.motion())')


def test_uploads_stand_in_reading_order_each_once():
    first, second = "a" * 64, "b" * 64
    recipe = parse(
        f'upload("a.png", sha256="{first}") | degradation.missing(mask='
        f'upload("b.png", sha256="{second}") + upload("a.png", sha256="{first}"))'
    )
    assert [upload.sha256 for upload in recipe.uploads()] == [first, second]


def test_an_old_link_that_names_a_sample_is_read_as_that_sample():
    recipe = parse('sample("cat") | augmentation.mixup(other="coffee", seed=2)')
    assert recipe.steps[0].settings["other"] == Chain(Sample("coffee"))
    assert 'other=sample("coffee")' in str(recipe)


def test_transparency_is_a_mask_while_the_picture_lies_as_its_file_has_it(tmp_path):
    picture = to_pillow(np.full((20, 30, 3), 0.5, np.float32)).convert("RGBA")
    picture.paste((0, 0, 0, 0), (5, 6, 15, 16))
    picture.save(tmp_path / "hole.png")
    opened = read_image(tmp_path / "hole.png")
    head = Upload("hole.png", pixel_hash(opened.image))
    held = at_hand(head.sha256, opened)
    recipe = Recipe(head, parse(HEAD.format("masks.alpha()")).steps)
    made = recipe.run(held)
    assert (made == 0).all(axis=2).sum() == 100 and (made[6:16, 5:15] == 0).all()
    smaller = parse(
        f"{head} | degradation.shrink(scale=2) | degradation.missing(mask=masks.alpha())"
    )
    with pytest.raises(InputError, match="no transparency"):
        smaller.run(held)
    with pytest.raises(InputError, match="no transparency"):
        parse(HEAD.format("masks.alpha()")).run()


def test_the_truth_loses_the_rim_that_a_blur_loses():
    recipe = parse(
        'sample("camera") | degradation.blur(kernel=kernels.motion(length=9, angle=0)) | '
        "degradation.gaussian_noise(sigma=5)"
    )
    truth = recipe.truth().run()
    assert truth.shape == recipe.run().shape == (504, 504, 1)
    np.testing.assert_array_equal(truth, sample("camera")[4:-4, 4:-4])
    kept = parse('sample("camera") | degradation.blur(kernel=kernels.motion(), border="reflect")')
    assert str(kept.truth()) == 'sample("camera")'
