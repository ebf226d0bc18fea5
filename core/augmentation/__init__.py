"""Augmentation: other pictures that still mean the same, for a training to see."""

from core.augmentation.colour import (
    brightness,
    colour_jitter,
    contrast,
    hue,
    saturation,
)
from core.augmentation.geometric import (
    crop,
    flip,
    quarter_turn,
    rotate,
    scale,
    translate,
)
from core.augmentation.pairs import cutmix, mixup
from core.augmentation.policies import aug_mix, auto_augment, rand_augment, trivial_augment
from core.augmentation.quality import (
    blur,
    erasing,
    gaussian_noise,
    jpeg,
    salt_and_pepper,
    sharpen,
)
from core.augmentation.tones import equalise, grey, posterise, solarise
from core.augmentation.warps import elastic, perspective, shear
from core.field import Field
from core.method import Method

GROUPS = {  # what people call a kind of augmentation, and its methods
    "Geometry": (
        Method("Rotation", rotate, {"degrees": 5}, {"degrees": 45}),
        Method("Quarter turns", quarter_turn),
        Method("Mirroring", flip),
        Method("Cropping", crop, {"smallest": 0.8}, {"smallest": 0.1}),
        Method("Translation", translate, {"distance": 0.05}, {"distance": 0.3}),
        Method("Scaling", scale, {"amount": 0.1}, {"amount": 0.5}),
        Method("Shear", shear, {"degrees": 5}, {"degrees": 30}),
        Method("Perspective", perspective, {"strength": 0.1}, {"strength": 0.7}, minimum=2),
        Method("Elastic deformation", elastic, {"strength": 20}, {"strength": 120}),
    ),
    "Colour": (
        Method("Brightness", brightness, {"amount": 0.1}, {"amount": 0.8}),
        Method("Contrast", contrast, {"amount": 0.1}, {"amount": 0.8}),
        Method("Saturation", saturation, {"amount": 0.2}, {"amount": 1.0}),
        Method("Hue", hue, {"amount": 0.03}, {"amount": 0.5}),
        Method("Colour jitter", colour_jitter),
        Method("Grey", grey),
        Method("Posterisation", posterise, {"bits": 6}, {"bits": 2}),
        Method("Solarisation", solarise, {"threshold": 0.8}, {"threshold": 0.2}),
        Method("Histogram equalisation", equalise),
    ),
    "Quality": (
        Method("Blur", blur, {"spread": 1.0}, {"spread": 6.0}),
        Method("Sharpening", sharpen, {"strength": 0.5}, {"strength": 5.0}),
        Method("Noise", gaussian_noise, {"sigma": 5}, {"sigma": 50}),
        Method("Salt and pepper", salt_and_pepper, {"density": 0.02}, {"density": 0.4}),
        Method("Erasing", erasing, {"largest": 0.1}, {"largest": 0.6}),
        Method("JPEG compression", jpeg, {"quality": 50}, {"quality": 5}),
    ),
    "Policies": (
        Method("RandAugment", rand_augment, {"magnitude": 3}, {"magnitude": 20}),
        Method("TrivialAugment", trivial_augment),
        Method("AutoAugment", auto_augment),
        Method("AugMix", aug_mix, {"severity": 1}, {"severity": 9}),
    ),
    "Pairs": (
        Method("MixUp", mixup, {"alpha": 0.2}, {"alpha": 4.0}),
        Method("CutMix", cutmix, {"alpha": 0.2}, {"alpha": 4.0}),
    ),
}
METHODS = tuple(method for group in GROUPS.values() for method in group)

FIELD = Field(
    "augmentation",
    "Augmentation",
    METHODS,
    participle="augmented",
    draws_apart=True,
    lessons=("augmentation",),
)
