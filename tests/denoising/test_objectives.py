import math

import pytest
import torch

from core.denoising.objectives import entropy, some_grey
from core.denoising.tasks import NAMED
from tests.denoising.networks.learning import learn


def damaged_and_clean(task):
    torch.manual_seed(0)
    clean = torch.rand(4, task.channels, 16, 16)
    return task.damage(clean, torch.Generator().manual_seed(0)), clean


@pytest.mark.parametrize(
    "name",
    ["dncnn_grey", "autoencoder_8", "autoencoder_variational", "recurrent_cnn", "adversarial"],
)
def test_a_few_steps_make_the_loss_smaller(name):
    task = NAMED[name]
    inputs, clean = damaged_and_clean(task)
    network = task.build().train()
    first, last = learn(network, lambda: task.loss(network, clean, inputs, "l1"), 6, 2e-3)
    assert last < first


def test_what_is_shipped_takes_pictures_alone_and_holds_less():
    for name, part in (("dncnn_colour", "norms"), ("adversarial", "critic")):
        whole = NAMED[name].build()
        kept = NAMED[name].shipped(whole).eval()
        assert len(kept.state_dict()) < len(whole.state_dict())
        assert not any(key.startswith(part) for key in kept.state_dict())
        assert kept(torch.rand(1, 3, 16, 16)).shape == (1, 3, 16, 16)


def test_later_turns_count_more():
    task, clean = NAMED["recurrent_cnn"], torch.zeros(4, 3, 4, 4)
    wrong = [torch.ones(4, 3, 4, 4), torch.zeros(4, 3, 4, 4)]
    first = task.loss(lambda _: torch.stack(wrong), clean, (clean,), "l1")
    second = task.loss(lambda _: torch.stack(wrong[::-1]), clean, (clean,), "l1")
    assert (first.item(), second.item()) == pytest.approx((1 / 3, 2 / 3))


def test_the_divergence_counts_where_the_task_weighs_it():
    task, (inputs, clean) = NAMED["autoencoder_variational"], (None, torch.rand(3, 3, 16, 16))
    inputs = (clean,)
    answer = (clean + 0.5, torch.tensor(10.0))
    loss = task.loss(lambda _: answer, clean, inputs, "l1")
    assert loss.item() == pytest.approx(0.5 + 10 * task.kl)


def test_one_patch_in_four_is_learned_in_grey():
    clean = torch.rand(8, 3, 4, 4)
    grey, same = some_grey(clean, clean)
    torch.testing.assert_close(grey, same)
    assert all((picture == picture[:1]).all() for picture in grey[:2])
    torch.testing.assert_close(grey[:2, 0], clean[:2, 0])
    torch.testing.assert_close(grey[2:], clean[2:])


def test_entropy_is_that_of_the_logistic_probability():
    logits = torch.tensor([[0.0, 2.0, -3.0]])
    chances = torch.sigmoid(logits)
    assert entropy(logits, True).item() == pytest.approx(-chances.log().mean().item())
    assert entropy(logits, False).item() == pytest.approx(-(1 - chances).log().mean().item())
    assert entropy(torch.zeros(1), True).item() == pytest.approx(math.log(2))
