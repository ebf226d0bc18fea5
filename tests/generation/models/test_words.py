import torch

from core.generation.models.model import Shape
from core.generation.models.words import LONGEST, MEANING, PADDING, TextEncoder, Words, tokens_of

VOCABULARY = ("cat", "heart", "red")


def test_tokens_are_numbers_of_known_words_in_their_order():
    tokens = tokens_of([("red", "unheard", "cat"), ()], VOCABULARY)
    assert tokens.shape == (2, LONGEST)
    assert tokens[0, :3].tolist() == [3, 1, PADDING]
    assert not tokens[1].any()


def test_a_text_means_the_same_in_any_company_and_no_text_means_nothing():
    encoder = TextEncoder(len(VOCABULARY), 4).eval()
    alone = encoder(tokens_of([("red", "heart")], VOCABULARY))
    beside = encoder(tokens_of([("red", "heart"), ("cat",), ()], VOCABULARY))
    torch.testing.assert_close(beside[:1], alone)
    assert not beside[2].any()


def test_a_text_points_where_its_words_point_together_and_says_it_as_loud_as_one():
    encoder = TextEncoder(len(VOCABULARY), 4)
    cat, red, both = encoder.mean(tokens_of([("cat",), ("red",), ("red", "cat")], VOCABULARY))
    for text in (cat, red, both):
        torch.testing.assert_close(text.norm(), torch.tensor(MEANING**0.5))
    known = encoder.words.weight[1] + encoder.words.weight[3]
    torch.testing.assert_close(both / both.norm(), known / known.norm())


def test_encoder_and_flow_learn_together():
    names = tokens_of([("red", "heart"), ("cat",)], VOCABULARY)
    model = Words(Shape(side=16, channels=3), words=3, names=names, widths=(8, 8))
    model.network.leave[-1].weight.data.normal_()  # it starts at zero, which lets nothing through
    model.network.middle[0].second.weight.data.normal_()
    loss, _ = model.losses(
        torch.rand(4, 3, 16, 16), torch.tensor([0, 1, 0, 1]), torch.Generator(), 0
    )
    loss.backward()
    assert model.encoder.sketch.weight.grad.abs().sum() > 0
    assert model.encoder.words.weight.grad.abs().sum() > 0
