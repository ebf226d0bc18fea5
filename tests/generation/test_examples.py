import pytest
import torch

from core.generation import examples


@pytest.mark.parametrize(
    ("name", "weights"), [("example_dcgan", 3_574_656), ("example_vae", 652_824)]
)
def test_the_examples_are_as_large_as_the_scripts_that_they_follow(name, weights, monkeypatch):
    built = []
    build = torch.optim.Adam

    def adam(parameters, *rest):
        parameters = list(parameters)
        built.append(sum(parameter.numel() for parameter in parameters))
        return build(parameters, *rest)

    monkeypatch.setattr(examples.optim, "Adam", adam)
    sample = getattr(examples, name)(torch.zeros(4, 1, 28, 28, dtype=torch.uint8), 0)
    assert built[0] == weights
    with torch.inference_mode():
        made = sample(2)
    assert made.shape == (2, 1, 28, 28)
    assert 0 <= made.min() <= made.max() <= 1
