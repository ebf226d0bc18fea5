"""What the cell of single samples shows, as HTML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.generation.clothing import GARMENTS, TITLES
from core.generation.learned import learned
from core.generation.looking import Neighbours, Opinion, Reference, named_like
from core.generation.samples import UNKNOWN, Samples
from demos.panels.grown import inline
from demos.panels.text import big_figures
from demos.words import joined, say


@dataclass(frozen=True, eq=False)
class Looked:
    """What is known of the samples of a result."""

    recipe: str
    method: str
    settings: Mapping[str, Any]
    samples: Samples
    opinion: Opinion | None = None
    neighbours: Neighbours | None = None
    real: Reference | None = None

    @property
    def is_of_words(self) -> bool:
        """Whether the samples are emoji."""
        return self.samples.source == "emoji"


def tiles_html(looked: Looked, place: int, language: str) -> str:
    """Return a button with picture and verdicts for each sample."""
    tiles = "".join(_tile(looked, n, n == place, language) for n in range(len(looked.samples)))
    return f"<div class='gallery samples'>{tiles}</div>"


def _tile(looked: Looked, place: int, is_pressed: bool, language: str) -> str:
    label = int(looked.samples.labels[place])
    asked = "" if label == UNKNOWN else say(TITLES[GARMENTS[label]], language)
    name = say("Sample {number}", language, number=place + 1)
    lines = "".join(f"<small>{escape(line)}</small>" for line in _lines(looked, place, language))
    return (
        f"<button type='button' data-place='{place}' aria-pressed='{str(is_pressed).lower()}'"
        f" aria-label='{escape(joined([name, asked], language))}'>"
        f"{_picture(looked.samples.pictures[place])}<span>{escape(asked or str(place + 1))}</span>"
        f"{lines}</button>"
    )


def _lines(looked: Looked, place: int, language: str) -> Iterator[str]:
    opinion = looked.opinion
    if opinion is not None and len(opinion.kinds):
        yield say(
            "seen as {kind}, {share:.0%}", language, share=float(opinion.sureness[place]),
            kind=say(TITLES[GARMENTS[opinion.kinds[place]]], language),
        )  # fmt: skip
    if opinion is not None and len(opinion.belief):
        yield say("judge: {share:.0%} real", language, share=float(opinion.belief[place]))
    if looked.neighbours is not None:
        apart = float(looked.neighbours.distances[place, 0])
        yield say("nearest at {distance:.0f}", language, distance=apart)


def summary(looked: Looked, language: str) -> str:
    """Return the figures of all samples together, beside those of real pictures."""
    figures, told = [], []
    for name, value, unit, real in _figures(looked, language):
        before = "" if real is None else say("real pictures: {value}", language, value=real)
        figures.append((name, value, unit, before))
    if looked.neighbours is not None:
        template = (
            "Distances are roots of the mean square difference, of 255. Soft pictures lie nearer "
            "to everything."
        )
        told.append(say(template, language))
    if looked.real is not None:
        template = (
            "Real pictures: as many of the same kinds from the test part, which no network here "
            "has learned from."
        )
        told.append(say(template, language))
    if looked.opinion is not None and len(looked.opinion.belief):
        template = "The judge is the GAN’s discriminator, which knows its own generator only."
        told.append(say(template, language))
    return big_figures(figures, joined(told, language)) if figures else ""


def _figures(looked: Looked, language: str) -> Iterator[tuple[str, str, str, str | None]]:
    opinion, real, labels = looked.opinion, looked.real, looked.samples.labels
    if opinion is not None:
        agreed = opinion.agreement(labels)
        if agreed is not None:
            other = None if real is None else real.opinion.agreement(labels)
            beside = None if other is None else f"{other:.0%}"
            yield say("Seen as asked", language), f"{100 * agreed:.0f}", "%", beside
        if len(opinion.belief):
            beside = None if real is None else f"{float(real.opinion.belief.mean()):.0%}"
            mean = f"{100 * float(opinion.belief.mean()):.0f}"
            yield say("Judge’s belief, mean", language), mean, "%", beside
    if looked.neighbours is not None:
        beside = None if real is None else f"{float(np.median(real.distances)):.1f}"
        middle = f"{float(np.median(looked.neighbours.distances[:, 0])):.1f}"
        yield say("Nearest learned picture, median", language), middle, "", beside


def near_html(looked: Looked, place: int, language: str) -> str:
    """Return a sample beside its nearest pictures."""
    if looked.neighbours is None or place >= len(looked.samples):
        return ""
    near = looked.neighbours
    head = say("Sample {number} and the learned pictures nearest to it", language, number=place + 1)
    name = say("Sample {number}", language, number=place + 1)
    own = _figure(looked.samples.pictures[place], name, is_own=True)
    names = [n if looked.is_of_words else say(n, language) for n in near.names[place]]
    others = "".join(
        _figure(picture / np.float32(255), name, f"{distance:.1f}")
        for picture, name, distance in zip(
            near.pictures[place], names, near.distances[place], strict=True
        )
    )
    shown = (
        f"<h3 class='small-head'>{escape(head)}</h3><div class='gallery near'>{own}{others}</div>"
    )
    return shown + (_alike(looked, language) if looked.is_of_words else "")


def _alike(looked: Looked, language: str) -> str:
    """Return the learned emoji by the names that are most like what was asked."""
    known, text = learned(), str(looked.settings["text"])
    if known.knows(text):
        said = say("An emoji of exactly these words was learned from: {text}.", language, text=text)
    else:
        said = say("No emoji of exactly these words was learned from: {text}.", language, text=text)
    head = say("Learned emoji whose names share most words with it", language)
    figures = "".join(
        _figure(known.pictures[place] / np.float32(255), known.names[place])
        for place in named_like(looked.settings)
    )
    return (
        f"<h3 class='small-head'>{escape(head)}</h3><p class='message'>{escape(said)}</p>"
        f"<div class='gallery near'>{figures}</div>"
    )


def _figure(
    picture: NDArray[np.float32], name: str, value: str = "", *, is_own: bool = False
) -> str:
    small = f"<small>{escape(value)}</small>" if value else ""
    caption = f"<figcaption>{escape(name)}{small}</figcaption>"
    return f"<figure{' class=own' * is_own}>{_picture(picture)}{caption}</figure>"


def _picture(picture: NDArray[np.float32]) -> str:
    height, width, _ = picture.shape
    return f"<img src='{inline(picture)}' width='{width}' height='{height}' alt=''>"
