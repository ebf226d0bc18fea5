"""What counts as enough after a minute."""

from core.generation.minute import Verdict


def test_samples_are_enough_if_the_classifier_is_as_sure_of_them_and_sees_eight_classes():
    good = Verdict(confidence=0.8, real=0.9, classes=8, right=0.7)
    assert good.is_enough and good.ratio == 0.8 / 0.9
    assert not Verdict(confidence=0.7, real=0.9, classes=10, right=0.9).is_enough
    assert not Verdict(confidence=0.9, real=0.9, classes=7, right=0.9).is_enough
