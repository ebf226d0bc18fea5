"""The warning, asked of a classifier that tells pictures by the half that is brighter."""

import numpy as np
import pytest
import torch
from scipy.stats import binomtest

from core.augmentation import METHODS
from core.augmentation.breaking import ClassVerdict, always, each_stage, find_breaking
from core.augmentation.pipeline import Pipeline, Stage
from core.data import Collection

METHOD = {method.id: method for method in METHODS}


class UpperOrLower(torch.nn.Module):
    """Class 0 is brighter above, class 1 below."""

    def forward(self, pictures):
        upper, lower = pictures.mean(3).chunk(2, 2)
        return 20 * torch.cat([upper.mean(2), lower.mean(2)], 1)


@pytest.fixture
def halves():
    pictures = np.random.default_rng(0).integers(0, 90, (40, 16, 16, 1), dtype=np.uint8)
    pictures[:20, :8] += 120
    pictures[20:, 8:] += 120
    labels = np.repeat(np.arange(2), 20)
    return Collection("halves", pictures, labels, ("upper", "lower"))


def stage(name, **settings):
    return Stage.of(METHOD[name], **settings)


def test_a_picture_upside_down_is_named_with_what_it_is_taken_for(halves):
    found = find_breaking(always(stage("flip", direction="vertical")), halves, UpperOrLower())
    assert [verdict.label for verdict in found.broken] == [0, 1]
    assert [verdict.taken for verdict in found.broken] == [1, 0]
    assert all(verdict.share == verdict.taken_share == 1 for verdict in found.broken)


def test_what_changes_no_mind_is_not_warned_of(halves):
    harmless = always(stage("flip", direction="horizontal"))
    assert not find_breaking(harmless, halves, UpperOrLower()).broken


def test_examples_are_the_pictures_before_and_after(halves):
    found = find_breaking(always(stage("flip", direction="vertical")), halves, UpperOrLower())
    example = found.verdicts[0].examples[0]
    assert np.array_equal(example.after, example.before[::-1])
    assert example.taken == 1 and example.certainty > 0.5


def test_pictures_that_the_classifier_never_knew_do_not_count(halves):
    wrong = Collection("wrong", halves.pictures, 1 - halves.labels, halves.classes)
    found = find_breaking(always(stage("flip", direction="vertical")), wrong, UpperOrLower())
    assert [verdict.known for verdict in found.verdicts] == [0, 0] and not found.broken


def test_a_stage_is_judged_where_it_is_applied_and_mixing_labels_breaks_none(halves):
    rare = stage("flip", direction="vertical", probability=0.05)
    pipeline = Pipeline((rare, stage("mixup")))
    (_, flipped), (_, mixed) = each_stage(pipeline, halves, UpperOrLower())
    assert [verdict.share for verdict in flipped.broken] == [1, 1] and mixed is None


@pytest.mark.parametrize(("changed", "known"), [(0, 60), (6, 60), (31, 57), (60, 60)])
def test_the_interval_is_wilsons(changed, known):
    verdict = ClassVerdict(0, known, changed, 1, 1.0, ())
    theirs = binomtest(changed, known).proportion_ci(method="wilson")
    assert verdict.interval == pytest.approx((theirs.low, theirs.high), abs=1e-6)
