"""Trainings that are meant to go wrong, each in its own way, within a minute on two cores."""

from __future__ import annotations

from collections.abc import Mapping

from core.generation import meters
from core.generation.presets import Preset
from core.sentence import Sentence

SMALL = {"data": "drawn", "side": 16, "colour": False, "width": 16, "batch": 32, "seconds": 60.0}
ALONE = {
    "loss": "non-saturating",
    "discriminator_steps": 1,
    "generator_steps": 1,
    "running_mean": 0.0,
    "rate": 0.002,
}
FAILURES: Mapping[str, Preset] = {
    "collapse": Preset(
        Sentence("Mode collapse"),
        {
            **SMALL,
            **ALONE,
            "model": "gan",
            "classes": False,
            "latent": 64,
            "loss": "r1",  # without batch normalisation, by which copies would give themselves away
            "generator_steps": 12,
            "rate": 0.001,
        },
        Sentence(
            "A generator that takes twelve steps before the discriminator takes one finds a "
            "picture that deceives, and makes nothing else."
        ),
        fails=meters.COLLAPSED.template,
    ),
    "vanished": Preset(
        Sentence("Vanished gradient"),
        {
            **SMALL,
            **ALONE,
            "model": "gan",
            "classes": False,
            "latent": 64,
            "loss": "minimax",
            "discriminator_steps": 8,
        },
        Sentence(
            "With the minimax loss a discriminator that is sure leaves the generator no slope to "
            "learn from."
        ),
        fails=meters.VANISHED.template,
    ),
    "silent": Preset(
        Sentence("Posterior collapse"),
        {**SMALL, "model": "vae", "classes": False, "beta": 50.0, "rate": 0.0025, "latent": 8},
        Sentence(
            "At 50 times the price not a nat is worth it: the codes say nothing, and the decoder "
            "makes the mean of all pictures."
        ),
        fails=meters.SILENT_CODE.template,
    ),
    "dear": Preset(
        Sentence("Too large a β"),
        {**SMALL, "model": "vae", "classes": True, "beta": 8.0, "rate": 0.0025, "latent": 8},
        Sentence("At 8 times the price only the roughest is told: details are averaged away."),
        fails=meters.TOO_DEAR.template,
    ),
}
