import pytest
from torch import nn

from core.denoising.tasks import TASKS
from core.nn.explaining.names import name_of
from core.sentence import Sentence
from demos.words import catalogue
from tests.nn.explaining.networks import small_unet

OWN = nn.Sequential(nn.Conv2d(1, 1, 1), nn.ReLU(), nn.Conv2d(1, 1, 1), nn.BatchNorm2d(1))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("head", "head convolution"),
        ("encoders.0.1.first", "encoder 1, block 2, first convolution"),
        ("encoders.1.0", "encoder 2, block 1"),
        ("middle", "middle"),
        ("downs.1", "way down 2, convolution"),
        ("ups.0", "way up 1, transposed convolution"),
    ],
)
def test_a_layer_is_called_by_its_place(path, name):
    assert str(name_of(small_unet(), path)) == name


@pytest.mark.parametrize(
    ("path", "name"),
    [("0", "convolution 1"), ("1", "ReLU 1"), ("2", "convolution 2"), ("3", "normalisation 1")],
)
def test_layers_in_a_row_are_counted_by_kind(path, name):
    assert str(name_of(OWN, path)) == name


def parts(sentence):
    yield sentence.template
    for value in sentence.values.values():
        if isinstance(value, Sentence):
            yield from parts(value)


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_every_layer_of_our_networks_has_a_name_in_chinese(task):
    network = task.shipped(task.build())
    layers = [p for p, m in network.named_modules() if p and not isinstance(m, nn.Identity)]
    said = {template for path in layers for template in parts(name_of(network, path))}
    assert said <= set(catalogue("zh-CN")), said - set(catalogue("zh-CN"))
