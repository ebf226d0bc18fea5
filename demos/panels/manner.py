"""How a page shows and judges its results: as mended pictures, unless its field says otherwise."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from core.denoising.noise_level import estimate_sigma
from core.image import Image
from core.recipe import Recipe
from core.sentence import InputError, Sentence
from demos.panels.bench import NO_DAMAGE, Bench
from demos.panels.scores import decibels, figures_of, likeness, scored
from demos.panels.shown import address, magnified
from demos.panels.work import Result
from demos.words import say

Views = list[dict[str, str]]
MOST_CROPPED = 4  # pixels at the bottom and the right that shrinking may have cut off, and more


@dataclass(frozen=True)
class Judged:
    """A result, what it was made from and, where that is known, what it should be."""

    recipe: Recipe
    before: Image
    result: Result
    truth: Image | None
    guides: Mapping[str, Image] = field(default_factory=dict)  # pictures that were settings

    @property
    def image(self) -> Image:
        """The result's picture."""
        return self.result.image


@dataclass(frozen=True)
class Column:
    """A measure as a table shows it."""

    measure: str
    title: Sentence
    show: Callable[[float], str]


class Manner:
    """What is measured of a mended picture, and what is shown beside it."""

    has_channels = True  # whether scores can be taken on colour or on luma
    measures_more = False  # whether more can be measured below the scores
    known: tuple[Column, ...] = (
        Column("psnr", Sentence("PSNR, dB"), decibels),
        Column("ssim", Sentence("SSIM"), likeness),
    )
    unknown: tuple[Column, ...] = (Column("left", Sentence("noise left, σ"), "{:.1f}".format),)
    compared = Sentence("Each with its own settings as they stand above, its noise level too.")

    def fitting(self, truth: Image | None, result: Image) -> Image | None:
        """Return the truth as far as the result shows it, or nothing where they do not match."""
        from core.metrics import comparable

        if truth is None:
            return None
        cropped = comparable(truth, result)
        over = max(a - b for a, b in zip(truth.shape, result.shape, strict=True))
        return cropped if cropped.shape == result.shape and over < MOST_CROPPED else None

    def scores(self, judged: Judged) -> dict[str, float] | None:
        """Return the scores, where the truth is known."""
        return scored(judged.image, judged.truth)

    def measures(self, judged: Judged) -> dict[str, float]:
        """Return what a table tells of a result."""
        if (scores := self.scores(judged)) is not None:
            return scores
        with suppress(InputError):  # too small a picture to tell
            return {"left": estimate_sigma(judged.image)}
        return {}

    def figures(self, judged: Judged, channels: str, language: str) -> str:
        """Return the large figures of a result."""
        return figures_of(
            judged.recipe, judged.before, judged.result, judged.truth, channels, language
        )

    def pictures(self, judged: Judged, language: str) -> Mapping[str, Any]:
        """Return what the viewer shows."""
        recipe = judged.recipe
        height, width, _ = judged.image.shape
        title = say(recipe.steps[-1].method.title, language)
        return {
            "before": {
                "src": address(judged.before, recipe.before()),
                "label": say("before", language),
            },
            "after": {"src": address(judged.image, recipe), "label": title},
            "views": self.views(judged, language),
            "width": width,
            "height": height,
            "alt": str(recipe),
        }

    def views(self, judged: Judged, language: str) -> Views:
        """Return the further views of a result."""
        removed, reach = magnified(judged.before - judged.image)
        note = say(
            "Mid-grey is nothing; black and white are ±{reach:.0f} of 255.", language, reach=reach
        )
        view = {
            "label": say("What was removed", language),
            "src": address(removed, judged.recipe, "removed"),
            "note": note,
        }
        return [view, *self.error(judged, language)]

    def error(self, judged: Judged, language: str) -> Views:
        """Return the view of the error, where the truth is known."""
        if judged.truth is None:
            return []
        error, reach = magnified(judged.image - judged.truth)
        note = say(
            "Mid-grey is right; black and white are ±{reach:.0f} of 255.", language, reach=reach
        )
        src = address(error, judged.recipe, "error")
        return [{"label": say("Error", language), "src": src, "note": note}]

    def scale(self, recipe: Recipe) -> int:
        """Return how many times as high and as wide a result is as the picture before."""
        return 1

    def receive(
        self, bench: Bench, image: Image, values: Mapping[Any, Any], language: str
    ) -> tuple[dict[Any, Any], str]:
        """Return the updates that an uploaded picture asks for, and what to say about it."""
        updates = bench.choose_damage(NO_DAMAGE)
        with suppress(InputError):  # too small a picture to tell
            sigma = estimate_sigma(image)
            updates |= bench.set_sigma(sigma)
            return updates, say("Its noise is about σ {sigma:.1f} of 255.", language, sigma=sigma)
        return updates, ""


MENDING = Manner()
