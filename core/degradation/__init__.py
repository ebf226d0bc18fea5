"""Damage with a seed, so that what is mended can be measured."""

from core.degradation.blur import blur, trim
from core.degradation.gaussian_blur import gaussian_blur
from core.degradation.gaussian_noise import gaussian_noise
from core.degradation.holes import holes
from core.degradation.jpeg import jpeg
from core.degradation.missing import missing
from core.degradation.poisson_noise import poisson_noise
from core.degradation.quantisation import quantisation
from core.degradation.salt_and_pepper import salt_and_pepper
from core.degradation.shrink import shrink
from core.degradation.speckle import speckle
from core.field import Field
from core.method import Method

TRIM = Method("Trimming", trim, makes_own="reduced")
METHODS = (
    Method("Gaussian noise", gaussian_noise, {"sigma": 15}, {"sigma": 50}),
    Method("Poisson noise", poisson_noise, {"peak": 100}, {"peak": 5}),
    Method("Salt and pepper", salt_and_pepper, {"density": 0.02}, {"density": 0.4}),
    Method("Speckle", speckle, {"strength": 0.1}, {"strength": 1.0}),
    Method("Quantisation", quantisation, {"levels": 32}, {"levels": 3}),
    Method("JPEG compression", jpeg, {"quality": 50}, {"quality": 5}),
    Method("Gaussian blur", gaussian_blur, {"spread": 0.8}, {"spread": 3.0}),
    Method(
        "Holes",
        holes,
        {"share": 0.05, "size": 6},
        {"share": 0.4, "size": 20},
        tells={"mask": "masks.black()"},
    ),
)
SHRINKING = (
    Method("Shrinking", shrink, minimum=2, makes_own="reduced"),
)  # what changes a picture's size
# what is told by a picture of its own
GUIDED = (
    Method("Missing pixels", missing),
    Method(
        "Blur",
        blur,
        rim=lambda s: (TRIM, {"kernel": s["kernel"]}) if s["border"] == "valid" else None,
    ),
    TRIM,
)

FIELD = Field(
    "degradation",
    "Degradation",
    (*METHODS, *SHRINKING, *GUIDED),
    participle="damaged",
    damages=True,
)
