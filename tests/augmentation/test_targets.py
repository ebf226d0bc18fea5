"""Boxes, masks and key points go where the picture goes."""

import numpy as np
import pytest

from core.augmentation import GROUPS
from core.augmentation.drawing import MOVES
from core.augmentation.pipeline import Pipeline, Stage, previews
from core.augmentation.targets import Targets
from core.fields import find_method
from core.sentence import InputError

SIDE = 64
AREA = np.s_[20:36, 24:44]  # rows and columns of a white block


def only(name, **settings):
    return Pipeline((Stage.of(find_method(f"augmentation.{name}"), **settings),))


def block():
    image = np.zeros((SIDE, SIDE, 1), np.float32)
    mask = np.zeros((SIDE, SIDE), np.uint8)
    image[AREA], mask[AREA] = 1, 1
    box, centre = np.float32([[24, 20, 44, 36]]), np.float32([[34, 28]])
    return image, Targets(box, ("block",), mask, centre)


def assert_together(augmented):
    mask, picture = augmented.targets.mask == 1, augmented.image[..., 0] > 0.5
    assert (mask & picture).sum() >= 0.85 * (mask | picture).sum()
    rows, columns = np.nonzero(mask)
    left, top, right, bottom = augmented.targets.boxes[0]
    assert left <= columns.min() + 3 and right >= columns.max() - 2  # elastic bends its sides
    assert top <= rows.min() + 3 and bottom >= rows.max() - 2
    x, y = augmented.targets.points[0].astype(int)
    assert y < 0 or mask[y, x]  # above the picture there is no mask


def test_a_quarter_turn_turns_all_of_them():
    image = np.random.default_rng(0).integers(0, 256, (8, 8, 3)).astype(np.float32) / 255
    mask = np.arange(64, dtype=np.uint8).reshape(8, 8)
    targets = Targets(np.float32([[1, 2, 4, 7]]), ("a",), mask, np.float32([[1, 2]]))
    seen = set()
    for made in previews(image, only("quarter_turn"), range(8), targets):
        turns = round(made.drawn[0].values["angle"] / 90)
        seen.add(turns)
        np.testing.assert_array_equal(made.image, np.rot90(image, turns))
        np.testing.assert_array_equal(made.targets.mask, np.rot90(mask, turns))
        point, corner = np.float32([1, 2]), np.float32([4, 7])
        for _ in range(turns):  # against the clock: what was right comes up
            point, corner = (np.float32([p[1], 8 - p[0]]) for p in (point, corner))
        box = [*np.minimum(point, corner), *np.maximum(point, corner)]
        np.testing.assert_allclose(made.targets.points[0], point, atol=1e-4)
        np.testing.assert_allclose(made.targets.boxes[0], box, atol=1e-4)
    assert len(seen) >= 3


@pytest.mark.parametrize("method", GROUPS["Geometry"], ids=lambda m: m.id)
def test_targets_stay_with_what_they_mark(method):
    image, targets = block()
    for made in previews(image, Pipeline((Stage.of(method),)), range(6), targets):
        assert_together(made)


@pytest.mark.parametrize("name", ["rand_augment", "trivial_augment", "auto_augment"])
def test_targets_follow_the_moves_of_a_policy(name):
    image, targets = block()
    moved = 0
    for made in previews(image, only(name), range(40), targets):
        operations = str(made.drawn[0].values.get("operations", "none"))
        names = {one.split()[0] for one in operations.split(", ")}
        if names <= set(MOVES) and len(made.targets.boxes):
            assert_together(made)
            moved += 1
    assert moved


def test_a_box_that_left_the_picture_is_gone_and_a_point_lies_outside():
    image, targets = block()
    made = previews(image, only("translate", distance=1), range(20), targets)
    gone = [one.targets for one in made if not len(one.targets.boxes)]
    assert gone and all(one.classes == () for one in gone)
    assert all(((one.points < 0) | (one.points > SIDE)).any() for one in gone)


def test_a_mask_of_another_size_is_refused():
    with pytest.raises(InputError, match="mask has 3 × 2 pixels and its picture 64 × 64"):
        only("flip").augment(block()[0], Targets(mask=np.zeros((2, 3), np.uint8)))
