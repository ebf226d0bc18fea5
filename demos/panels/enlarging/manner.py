"""How enlarged pictures are shown and judged."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from core.image import Image
from core.machine import cores
from core.recipe import Recipe
from core.resampling import enlarge
from core.sentence import Sentence
from core.settings import settings
from core.superresolution.honesty import consistency, unsupported
from demos.panels.bench import NO_DAMAGE, Bench
from demos.panels.enlarging.distances import told_distance
from demos.panels.manner import Column, Judged, Manner, Views
from demos.panels.scores import Figure, decibels, likeness
from demos.panels.shown import address
from demos.panels.text import big_figures
from demos.words import joined, say


class Enlarging(Manner):
    """What is measured of an enlarged picture, and what is shown beside it."""

    has_channels = False
    measures_more = True
    known = (
        Column("psnr", Sentence("PSNR, dB"), decibels),
        Column("ssim", Sentence("SSIM"), likeness),
        Column("consistency", Sentence("consistency, dB"), decibels),
    )
    unknown = (Column("consistency", Sentence("consistency, dB"), decibels),)
    compared = Sentence(
        "Each at the same scale, with its own settings as they stand above. Consistency: the "
        "result, shrunk again, against the small picture."
    )

    def scale(self, recipe: Recipe) -> int:
        """Return how many times as high and as wide the result is."""
        return int(recipe.steps[-1].settings["scale"])

    def scores(self, judged: Judged) -> dict[str, float] | None:
        """Return the scores in the manner of the field, where the truth is known."""
        return self._scored(judged, judged.image)

    def measures(self, judged: Judged) -> dict[str, float]:
        """Return what a table tells of a result."""
        agreed = consistency(judged.image, judged.before, self.scale(judged.recipe))
        return {**(self.scores(judged) or {}), "consistency": agreed}

    def figures(self, judged: Judged, channels: str, language: str) -> str:
        """Return the large figures of a result, each beside that of bicubic."""
        scale = self.scale(judged.recipe)
        bicubic = enlarge(judged.before, scale)
        figures, how = self._against_truth(judged, bicubic, language)
        agreed, beside = (consistency(i, judged.before, scale) for i in (judged.image, bicubic))
        was = say("bicubic {value}", language, value=decibels(beside))
        figures.append((say("Consistency", language), decibels(agreed), "dB", was))
        rms = 255 * float(np.sqrt(np.square(unsupported(judged.image, scale)).mean()))
        figures.append((say("Unsupported", language), f"{rms:.1f}", "RMS", say("of 255", language)))
        distance, named = told_distance(judged.recipe, language)
        figures += distance
        machine = say("on {count} processor cores", language, count=cores())
        figures.append((say("Time", language), f"{judged.result.seconds:.2f}", "s", machine))
        told = say(
            "Consistency: the result, shrunk again by bicubic, against the small picture (PSNR). "
            "Unsupported: the part of the result that shrinking wipes out, so that the small "
            "picture says nothing about it.",
            language,
        )
        return big_figures(figures, joined([how, told, named], language))

    def views(self, judged: Judged, language: str) -> Views:
        """Return the error, where it can be known, and the map of detail without support."""
        values = unsupported(judged.image, self.scale(judged.recipe))
        reach = max(float(np.quantile(values, 0.998)), 1 / 255)
        drawn = np.clip(values / reach, 0, 1).astype(np.float32)[..., None]
        note = say(
            "Black is settled by the small picture; white is {reach:.0f} of 255 of the method's "
            "own.",
            language,
            reach=255 * reach,
        )
        view = {
            "label": say("Unsupported detail", language),
            "src": address(drawn, judged.recipe, "unsupported"),
            "note": note,
        }
        return [*self.error(judged, language), view]

    def receive(
        self, bench: Bench, image: Image, values: Mapping[Any, Any], language: str
    ) -> tuple[dict[Any, Any], str]:
        """Take the visitor's picture as it is, unless the result would be too large."""
        scale = next(iter(bench.methods.values())).widgets["scale"]
        if max(image.shape) * values[scale] <= settings.max_side:
            return bench.choose_damage(NO_DAMAGE), ""
        said = say(
            "Enlarged as it is it would have more than {limit} pixels along a side, so it is "
            "shrunk first.",
            language,
            limit=settings.max_side,
        )
        return bench.choose_damage(bench.first_damage), said

    def _scored(self, judged: Judged, image: Image) -> dict[str, float] | None:
        from core.metrics import score_enlarged

        if judged.truth is None:
            return None
        return score_enlarged(image, judged.truth, self.scale(judged.recipe))

    def _against_truth(
        self, judged: Judged, bicubic: Image, language: str
    ) -> tuple[list[Figure], str]:
        new, old = self.scores(judged), self._scored(judged, bicubic)
        if new is None or old is None:
            return [], say("The sharp picture is not known, so there is no PSNR.", language)
        was = {name: show(old[name]) for name, show in (("psnr", decibels), ("ssim", likeness))}
        beside = {
            name: say("bicubic {value}", language, value=value) for name, value in was.items()
        }
        figures = [
            ("PSNR", decibels(new["psnr"]), "dB", beside["psnr"]),
            ("SSIM", likeness(new["ssim"]), "", beside["ssim"]),
        ]
        if judged.image.shape[2] == 1:
            on = Sentence("grey values")
        else:
            on = Sentence("brightness in studio range (BT.601)")
        how = say(
            "PSNR and SSIM as in published tables: against the sharp picture, on {on}, rounded to "
            "8 bits, {scale} pixels shaved off each border; SSIM with an 11 × 11 Gaussian window, "
            "σ 1.5.",
            language,
            on=on,
            scale=self.scale(judged.recipe),
        )
        return figures, how
