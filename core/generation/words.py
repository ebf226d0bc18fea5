"""Emoji from words."""

from __future__ import annotations

from collections.abc import Iterator

from core.generation import shelf
from core.generation.flow import Guidance, Steps
from core.generation.sampling import Count, as_pictures, first_noise, sheet
from core.generation.words_data import tokens_of_text
from core.method import Frame, Seed, Weights
from core.sentence import Sentence


def words(
    *,
    text: str = "red heart",
    count: Count = 9,
    seed: Seed = 0,
    steps: Steps = 16,
    guidance: Guidance = 3.0,
    weights: Weights = "",
) -> Iterator[Frame]:
    r"""Draw an emoji from words, by a flow that is told what they mean.

    Flow and text encoder learned together, from emoji and their names alone: there is no
    pretrained language model, and it knows none but the words of these names. What they mean
    is added up and becomes a coarse sketch, which the flow sees beside the noise; new
    sentences of known words are its chance to invent.

    Formula:
        \frac{dx}{dt} = v_\theta(x, t, \varnothing)
        + w \left(v_\theta(x, t, e) - v_\theta(x, t, \varnothing)\right),
        \quad e = W_\phi \frac{\sum_i m_i}{|\sum_i m_i|}

    Args:
        text: What is drawn, in English words such as cat face with tears of joy.
        count: How many pictures.
        seed: Draws the noise of the first picture; the others have the next seeds.
        steps: Of the sampler (Heun's method); each asks the network twice, the last once.
        guidance: How strongly the words are followed; 1 is what was learned, more exaggerates.
        weights: Which trained network to use.

    Yields:
        The sheet after every step, pictures of 32 × 32 pixels in colour.

    Source:
        Y. Lipman et al., Flow Matching for Generative Modeling, ICLR 2023, arXiv:2210.02747;
        J. Ho and T. Salimans, Classifier-Free Diffusion Guidance, 2022, arXiv:2207.12598.
    """
    tokens, unknown = tokens_of_text(text)
    import torch

    notes = _notes(unknown)
    model = shelf.words(weights)
    noise = first_noise(model, count, seed)
    with torch.inference_mode():
        asked = model.encoder(tokens).expand(count, -1, -1, -1)
        yield Frame(sheet(as_pictures(noise)), 0.0, notes=notes)
        looks = model.frames(noise, asked, steps=steps, guidance=guidance)
        for step, made in enumerate(looks, 1):
            yield Frame(sheet(as_pictures(made)), step / steps, notes=notes)


def _notes(unknown: list[str]) -> tuple[Sentence, ...]:
    if not unknown:
        return ()
    said = {"words": ", ".join(unknown)}
    return (Sentence("These words stand in no emoji’s name and are left out: {words}.", said),)
