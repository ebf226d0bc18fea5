"""What the search for rules shows: pictures over the target, rules in words, two curves."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from typing import Any

import numpy as np

from core import __version__
from core.curves import draw_race
from core.image import Image
from core.lsystems.inference.candidates import Candidate
from core.lsystems.inference.closeup import Look, overlaid
from core.lsystems.inference.hidden import Hidden
from core.lsystems.inference.spoken import spoken
from core.lsystems.inference.strings import Found
from core.lsystems.inference.target import Target, written
from core.provenance import png_bytes
from core.sentence import Sentence
from demos.panels.figures import figure_to_html
from demos.panels.publish import publish
from demos.panels.text import big_figures
from demos.words import joined, say

OTHERS = {
    "none": Sentence("No other rules make these strings."),
    "some": Sentence("Other rules make these strings too; these keep symbols where they can."),
    "unknown": Sentence("Whether other rules make these strings too is not known."),
}


@dataclass(frozen=True)
class Seen:
    """A candidate whose own drawing lies over the target."""

    candidate: Candidate
    similarity: float  # the article's, ½ for identical inks
    iou: float
    src: str  # address of the picture of both

    def tile(self, language: str) -> dict[str, Any]:
        """Return the picture as a gallery takes it."""
        found = self.candidate
        caption = say(
            "{angle:g}°, order {order} · IoU {iou:.3f}",
            language, angle=found.angle, order=found.order, iou=self.iou,
        )  # fmt: skip
        size = {"width": 256, "height": 256}
        return {"src": self.src, "label": found.text, "caption": caption, **size}


@dataclass(frozen=True)
class Inferred:
    """What a search has come to: enough to show it again in another language."""

    target: str  # address of the target's picture
    seen: tuple[Seen, ...] = ()  # the one most like the target first
    history: tuple[tuple[int, float, float], ...] = ()  # pictures, fitness, that of random search
    hidden: Hidden | None = None  # what made the target, once that may be told
    strings: Found | None = None  # what was found from strings, instead

    @property
    def settings(self) -> dict[str, Any]:
        """What the method that grows one's own rules is to be set to."""
        if self.strings is not None:
            return {"rules": self.strings.text}
        best = self.seen[0].candidate
        return {"rules": best.text, "angle": best.angle, "order": best.order}

    def words(self, language: str) -> str:
        """Return the best rules, as text and in a sentence, and how good they are."""
        if self.strings is not None:
            told = say(OTHERS[self.strings.others], language)
            return f"{_rules(self.strings.text)}<p class='how'>{escape(told)}</p>"
        if not self.seen:
            return ""
        best = self.seen[0]
        sentences = spoken(best.candidate.rules, best.candidate.angle)
        told = joined([say(sentence, language) for sentence in sentences], language)
        return f"{_rules(best.candidate.text)}<p>{escape(told)}</p>{self._figures(best, language)}"

    def _figures(self, best: Seen, language: str) -> str:
        figures = [
            (say("Similarity", language), f"{best.similarity:.3f}", "", ""),
            (say("Its double", language), f"{2 * best.similarity:.3f}", "", ""),
            ("IoU", f"{best.iou:.3f}", "", ""),
        ]
        how = say(
            "Similarity is Σ I₁I₂ / (Σ I₁² + Σ I₂²), ½ for identical pictures; IoU is taken of inks"
            " thickened by one cell; both on 256 × 256 cells.",
            language,
        )
        said = [how]
        if self.hidden is not None:
            template = "Hidden was {rules} with {angle:g}°, order {order}."
            made = {"rules": written(self.hidden.rules), "order": self.hidden.order}
            said.append(say(template, language, angle=self.hidden.angle, **made))
        return big_figures(figures, joined(said, language))

    def tiles(self, language: str) -> dict[str, Any]:
        """Return the target and what was found for it, as the gallery takes them."""
        if not self.target:
            return {"tiles": []}
        size = {"width": 256, "height": 256}
        target = {"src": self.target, "label": say("Target", language), **size}
        return {"tiles": [target, *(seen.tile(language) for seen in self.seen)]}

    def plot(self, language: str) -> str:
        """Return the curves of the search and of random search."""
        if len(self.history) < 2:
            return ""
        from matplotlib.figure import Figure

        figure = Figure(figsize=(7, 3), layout="constrained")
        axes = figure.add_subplot()
        names = (say("evolution", language), say("random search", language))
        tried, reached, chance = np.array(self.history, float).T
        draw_race(axes, tried, reached, chance, names=names)
        axes.set_xlabel(say("pictures tried", language))
        title = say(
            "After {count} pictures: evolution {reached:.3f}, random search {chance:.3f}",
            language, count=f"{int(tried[-1]):,}", reached=reached[-1], chance=chance[-1],
        )  # fmt: skip
        how = say("The mean of the doubled similarity and a soft one, on 64 × 64 cells.", language)
        return f"<h3>{escape(title)}</h3>{figure_to_html(figure)}<p class='how'>{escape(how)}</p>"


def seen(target: Target, looks: Sequence[Look]) -> tuple[Seen, ...]:
    """Return looks with their pictures published."""
    key = _key(target)
    return tuple(
        Seen(
            look.candidate,
            look.similarity,
            look.iou,
            _published(
                f"{key} {look.candidate.text} {look.candidate.angle} {look.candidate.order}",
                overlaid(target, look),
            ),
        )
        for look in looks
    )


def target_address(target: Target) -> str:
    """Publish the target's own picture, and return its address."""
    ink = np.repeat(1 - target.mask[..., None].astype(np.float32), 3, axis=2)
    return _published(_key(target), ink)


def _published(key: str, picture: Image) -> str:
    return publish(f"{key} {__version__}", "rules.png", lambda: png_bytes(picture, None))


def _key(target: Target) -> str:
    return sha256(np.packbits(target.mask).tobytes()).hexdigest()


def _rules(text: str) -> str:
    return f"<p class='string' tabindex='0'><code>{escape(text)}</code></p>"
