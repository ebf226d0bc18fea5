"""How filled pictures are shown and judged: in the hole, at its rim, and as a whole."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from core.image import Image
from core.machine import cores
from core.metrics import score, score_filled
from core.sentence import Sentence
from demos.panels.bench import NO_DAMAGE, Bench
from demos.panels.manner import Column, Judged, Manner, Views
from demos.panels.scores import decibels, likeness
from demos.panels.shown import address
from demos.panels.text import big_figures
from demos.words import joined, say

LARGE = 0.02  # of the picture; a hole that large has many right answers


class Filling(Manner):
    """What is measured of a filled picture, and what is shown beside it."""

    has_channels = False
    known = (
        Column("hole", Sentence("in the hole, dB"), decibels),
        Column("psnr", Sentence("PSNR, dB"), decibels),
        Column("ssim", Sentence("SSIM"), likeness),
    )
    unknown = ()
    compared = Sentence("Each with its own settings as they stand above, all with the same mask.")

    def scores(self, judged: Judged) -> dict[str, float] | None:
        """Return the scores, where the truth is known."""
        if judged.truth is None or judged.truth.shape != judged.image.shape:
            return None
        regions = score_filled(judged.image, judged.truth, judged.guides["mask"])
        return {**score(judged.image, judged.truth), **regions}

    def measures(self, judged: Judged) -> dict[str, float]:
        """Return what a table tells of a result."""
        return self.scores(judged) or {}

    def figures(self, judged: Judged, channels: str, language: str) -> str:
        """Return the large figures of a result."""
        share = float(judged.guides["mask"].mean())
        machine = say("on {count} processor cores", language, count=cores())
        missing = say("{share:.1%} missing", language, share=share)
        figures = [(say("Time", language), f"{judged.result.seconds:.2f}", "s", machine)]
        found = self.scores(judged)
        if found is None:
            how = say("The undamaged picture is not known, so there is no score.", language)
            return big_figures([*figures, (say("Missing", language), f"{share:.1%}", "", "")], how)
        rim = decibels(found["rim"]) if "rim" in found else "–"
        scored = [
            (say("In the hole", language), decibels(found.get("hole", np.inf)), "dB", missing),
            (say("Rim", language), rim, "dB", say("8 pixels around it", language)),
            (say("Whole picture", language), decibels(found["psnr"]), "dB", ""),
        ]
        return big_figures([*scored, *figures], self._told(share, language))

    @staticmethod
    def _told(share: float, language: str) -> str:
        how = say(
            "PSNR against the undamaged picture, clipped but not rounded; ∞ at the rim says that "
            "known pixels were kept bit for bit.",
            language,
        )
        if share < LARGE:
            return how
        more = say(
            "In a large hole many fillings are as plausible as the truth: there PSNR prefers grey "
            "mush to a good guess. Look at the picture.",
            language,
        )
        return joined([how, more], language)

    def views(self, judged: Judged, language: str) -> Views:
        """Return the further views of a result: what was put there alone, and the error."""
        alone: Image = np.where(judged.guides["mask"] > 0, judged.image, np.float32(0.5))
        view = {
            "label": say("What was put there", language),
            "src": address(alone.astype(np.float32), judged.recipe, "put"),
            "note": say("Grey is what was known.", language),
        }
        return [view, *self.error(judged, language)]

    def receive(
        self, bench: Bench, image: Image, values: Mapping[Any, Any], language: str
    ) -> tuple[dict[Any, Any], str]:
        """Return the updates that an uploaded picture asks for, and what to say about it."""
        said = say("Now say in the well Mask what is missing in it.", language)
        return bench.choose_damage(NO_DAMAGE), said
