import pytest
import torch
from torch import nn

from core.generation.models.flow import Flow
from core.generation.models.model import Shape

SMALL = Shape(side=16, channels=1, classes=2)


class Known(nn.Module):
    """A velocity field whose ways are known."""

    def __init__(self, field):
        super().__init__()
        self.field, self.calls = field, 0

    def forward(self, x, moment, asked):
        self.calls += 1
        return self.field(x, moment[:, None, None, None], asked)


def ends_of(field, start, **settings):
    flow = Flow(SMALL, widths=(8, 8))
    flow.network = Known(field)
    *_, last = flow.frames(start, settings.pop("asked", None), **settings)
    return last, flow.network.calls


def test_straight_ways_end_where_they_must_however_few_the_steps():
    goal, start = torch.rand(2, 1, 16, 16), torch.randn(2, 1, 16, 16)
    for steps in (1, 3):
        end, calls = ends_of(lambda x, t, _: goal - start, start, steps=steps)
        torch.testing.assert_close(end, goal)
        assert calls == 2 * steps - 1


def test_the_sampler_is_of_second_order():
    start = torch.full((1, 1, 16, 16), 0.2)
    errors = []
    for steps in (8, 16):
        end, _ = ends_of(lambda x, t, _: x, start, steps=steps)  # exp(t)
        errors.append(float((end - start * torch.e).abs().max()))
    assert errors[0] / errors[1] > 3  # Euler's last step leaves a little of the first order


@pytest.mark.parametrize(("guidance", "expected"), [(0.0, 0.1), (1.0, 0.3), (2.0, 0.5)])
def test_guidance_goes_from_what_was_not_asked_to_beyond_what_was(guidance, expected):
    asked = torch.tensor([[1.0, 0.0]])

    def field(x, moment, told):
        return (0.1 + 0.2 * told.sum(1))[:, None, None, None].expand_as(x)

    end, _ = ends_of(field, torch.zeros(1, 1, 16, 16), steps=2, guidance=guidance, asked=asked)
    torch.testing.assert_close(end, torch.full_like(end, expected))


def test_the_loss_of_a_network_that_knows_the_way_is_zero():
    flow = Flow(SMALL, widths=(8, 8))
    clean = torch.rand(3, 1, 16, 16)
    noise = flow.noise(3, torch.Generator().manual_seed(7))
    flow.network = Known(lambda x, t, _: clean - noise)
    loss, _ = flow.losses(clean, torch.tensor([0, 1, 0]), torch.Generator().manual_seed(8), 0)
    assert float(loss) > 0  # another noise
    known = flow.mismatch(clean, None, torch.Generator().manual_seed(7))
    assert float(known) == pytest.approx(0, abs=1e-9)
