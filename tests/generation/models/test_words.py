import torch

from core.generation.models.model import Shape
from core.generation.models.words import LONGEST, PADDING, TextEncoder, Words, tokens_of

VOCABULARY = ("cat", "heart", "red")


def test_tokens_are_numbers_of_known_words_in_their_order():
    tokens = tokens_of([("red", "unheard", "cat"), ()], VOCABULARY)
    assert tokens.shape == (2, LONGEST)
    assert tokens[0, :3].tolist() == [3, 1, PADDING]
    assert not tokens[1].any()


def test_a_text_means_the_same_in_any_company_and_no_text_means_nothing():
    encoder = TextEncoder(len(VOCABULARY)).eval()
    alone = encoder(tokens_of([("red", "heart")], VOCABULARY))
    beside = encoder(tokens_of([("red", "heart"), ("cat",), ()], VOCABULARY))
    torch.testing.assert_close(beside[:1], alone)
    assert not beside[2].any()


def test_the_order_of_words_counts():
    encoder = TextEncoder(len(VOCABULARY)).eval()
    one, other = encoder(tokens_of([("red", "heart"), ("heart", "red")], VOCABULARY))
    assert not torch.allclose(one, other)


def test_encoder_and_flow_learn_together():
    names = tokens_of([("red", "heart"), ("cat",)], VOCABULARY)
    model = Words(Shape(side=16, channels=3), words=3, names=names, widths=(8, 8))
    model.network.leave[-1].weight.data.normal_()  # it starts at zero, which lets nothing through
    model.network.middle[0].second.weight.data.normal_()
    loss, _ = model.losses(
        torch.rand(4, 3, 16, 16), torch.tensor([0, 1, 0, 1]), torch.Generator(), 0
    )
    loss.backward()
    assert model.encoder.words.weight.grad.abs().sum() > 0
