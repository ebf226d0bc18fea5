import numpy as np
import pytest
import torch

from core.classification import extractors
from core.classification.extractors import (
    INCEPTION,
    classifier_extractor,
    inception_extractor,
    own_extractor,
)
from core.classification.recognise import load_classifier
from core.classification.training import Course, predict, train_classifier
from core.sentence import InputError
from tests.classification.drawn import bars


@pytest.fixture(scope="module")
def network():
    course = Course(steps=5, batch=16, width=4)
    return train_classifier(*bars(20), classes=2, course=course)


def test_features_and_probabilities_are_the_networks_own(network):
    pictures, _ = bars(7)
    seen = classifier_extractor(network, "bars", 16).see(pictures)
    assert seen.features.shape == (7, 16) and seen.features.dtype == np.float64
    np.testing.assert_allclose(seen.probabilities, predict(network, pictures), atol=1e-6)
    logits = seen.features @ network.last.weight.double().numpy().T
    logits += network.last.bias.double().numpy()
    np.testing.assert_allclose(np.argmax(logits, 1), seen.probabilities.argmax(1))


def test_bytes_and_floats_are_seen_alike(network):
    pictures, _ = bars(5)
    extractor = classifier_extractor(network, "bars", 16)
    np.testing.assert_allclose(
        extractor.features(pictures), extractor.features(pictures / 255), atol=1e-5
    )


@pytest.mark.parametrize(("side", "channels"), [(16, 3), (17, 1)])
def test_pictures_unlike_those_learned_are_refused(network, side, channels):
    extractor = classifier_extractor(network, "bars", 16)
    with pytest.raises(InputError, match=rf"bars takes .* got {side} × {side} and {channels}"):
        extractor.see(bars(3, side, 0, channels)[0])


def test_inception_is_said_to_be_missing_where_it_is_and_not_fetched(tmp_path, monkeypatch):
    monkeypatch.setattr(torch.hub, "get_dir", lambda: str(tmp_path))
    with pytest.raises(InputError, match="Inception v3 are not on this machine"):
        inception_extractor()
    assert not list(tmp_path.iterdir())
    assert "not the network of published FIDs" in INCEPTION


def test_inception_looks_at_grey_pictures_too_and_says_whose_weights_it_has(monkeypatch):
    from torchvision.models import inception_v3

    untrained = inception_v3(init_weights=False).state_dict()
    monkeypatch.setattr(torch.hub, "load_state_dict_from_url", lambda *_, **__: untrained)
    extractors._inception.cache_clear()
    extractor = inception_extractor(download=True)
    grey = bars(2, 32)[0]
    seen, colour = extractor.see(grey), extractor.see(np.repeat(grey, 3, axis=3))
    extractors._inception.cache_clear()
    assert (seen.features.shape, seen.probabilities.shape) == ((2, 2048), (2, 1000))
    np.testing.assert_array_equal(seen.features, colour.features)
    assert "IMAGENET1K_V1" in extractor.name and extractor.kind == "inception"


@pytest.mark.parametrize("name", ["classifier_fashion", "classifier_digits"])
def test_shipped_classifiers_give_96_features_and_ten_kinds(name):
    assert load_classifier(name) is load_classifier(name)
    seen = own_extractor(name).see(np.zeros((2, 28, 28, 1), np.uint8))
    assert (seen.features.shape, seen.probabilities.shape) == ((2, 96), (2, 10))
