"""Batches of a training: every picture its own draw, labels mixed as their pictures are."""

import torch

from core.augmentation.batches import augment_batch
from core.augmentation.pipeline import Pipeline, Stage
from core.fields import find_method


def only(name, **settings):
    return Pipeline((Stage.of(find_method(f"augmentation.{name}"), **settings),))


def test_every_picture_of_a_batch_has_a_draw_of_its_own():
    picture = torch.randint(0, 256, (1, 1, 12, 12), generator=torch.Generator().manual_seed(0))
    batch = picture.to(torch.uint8).expand(8, -1, -1, -1)
    made, shares = augment_batch(only("rotate"), batch, torch.arange(8), 10, seed=1)
    assert len({tuple(one.flatten().tolist()) for one in made}) == 8
    assert torch.equal(shares.argmax(1), torch.arange(8)) and shares.shape == (8, 10)
    again, _ = augment_batch(only("rotate"), batch, torch.arange(8), 10, seed=1)
    assert torch.equal(made, again)


def test_labels_are_mixed_in_the_shares_of_their_pictures():
    labels = torch.arange(6) % 3
    levels = torch.tensor([0, 100, 250])
    batch = levels[labels].to(torch.uint8)[:, None, None, None].expand(-1, 1, 16, 16)
    for name in ("mixup", "cutmix"):
        made, shares = augment_batch(only(name), batch, labels, 3, seed=4)
        expected = shares @ levels.float() / 255
        torch.testing.assert_close(made.mean((1, 2, 3)), expected, atol=0.6 / 255, rtol=0)
        assert (shares > 0).sum(1).max() == 2
