"""How the literature of each field measures: on what damage, at which levels, by which scores."""

from collections.abc import Callable
from dataclasses import dataclass

from core.field import Field
from core.image import Image
from core.recipe import Recipe
from core.sentence import InputError

UNTOUCHED = "no method"


@dataclass(frozen=True)
class Manner:
    """What a benchmark of a field takes for granted."""

    damage: str  # steps of a recipe, with a gap for the level
    gap: str  # name of the setting that the level goes into
    levels: tuple[float, ...]
    heading: str  # of a level
    baseline: str  # address of the method that all are compared with, or UNTOUCHED
    score: Callable[[Image, Image, Recipe], dict[str, float]]  # of result and truth
    told: str  # how the scores were taken

    def at(self, template: str, level: float | None) -> str:
        """Return the damage at a level, {gap} in the template being replaced."""
        return template if level is None else template.replace(f"{{{self.gap}}}", f"{level:g}")

    def is_open(self, template: str) -> bool:
        """Tell whether a template of damage leaves the level open."""
        return f"{{{self.gap}}}" in template


def _score_mended(mended: Image, clean: Image, damage: Recipe) -> dict[str, float]:
    from core.metrics import score

    return score(mended, clean)


def _score_enlarged(enlarged: Image, truth: Image, damage: Recipe) -> dict[str, float]:
    from core.feature_distance import feature_distance
    from core.metrics import comparable, score_enlarged

    scales = [int(step.settings["scale"]) for step in damage.steps if "scale" in step.settings]
    if not scales:
        raise InputError("Enlarging is measured on pictures that degradation.shrink has shrunk.")
    scores = score_enlarged(enlarged, truth, scales[0])
    return scores | {"distance": feature_distance(enlarged, comparable(truth, enlarged))}


MANNERS = {
    "mended": Manner(
        damage="degradation.gaussian_noise(sigma={sigma})",
        gap="sigma",
        levels=(15.0, 25.0, 50.0),  # standard deviations of noise, of 255
        heading="σ {level:g}",
        baseline=UNTOUCHED,
        score=_score_mended,
        told="PSNR in dB / SSIM of the results, clipped but not rounded",
    ),
    "enlarged": Manner(
        damage="degradation.shrink(scale={scale})",
        gap="scale",
        levels=(2, 3, 4),
        heading="×{level:g}",
        baseline="superresolution.bicubic",
        score=_score_enlarged,
        told="PSNR in dB / SSIM of the brightness (BT.601, studio range; grey files as they are) "
        "of the results, clipped, rounded to 8 bits and with as many pixels shaved off each "
        "border as the scale says, then the feature distance times 1000, on which smaller is "
        "better",
    ),
}


MANNERS["filled"] = Manner(
    damage="degradation.missing(mask=masks.random(share={share}))",
    gap="share",
    levels=(0.5, 0.8),
    heading="{level:.0%} missing",
    baseline="inpainting.harmonic",
    score=_score_mended,
    told="PSNR in dB / SSIM of the whole results, clipped but not rounded",
)


def manner(field: Field) -> Manner:
    """Return how a field is measured.

    Raises:
        InputError: There is no way to tell good results of the field from bad ones.
    """
    if field.measured not in MANNERS:
        raise InputError("There is no benchmark of {field}.", field=field.name)
    return MANNERS[field.measured]
