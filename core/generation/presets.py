"""Trainings that go well, and those that are meant to go wrong: each is one click."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.sentence import Sentence


@dataclass(frozen=True)
class Preset:
    """Settings of a course that belong together; those not named are left as they are."""

    title: Sentence
    settings: Mapping[str, Any]
    about: Sentence  # what there is to see
    fails: str = ""  # template of what its meter will say


GOOD: Mapping[str, Mapping[str, Any]] = {  # what each model learns best with in a minute
    "gan": {
        "loss": "non-saturating",
        "discriminator_steps": 1,
        "generator_steps": 1,
        "latent": 64,
        "width": 64,
        "rate": 0.001,
        "batch": 64,
    },
    "vae": {
        "beta": 1.0,
        "likelihood": "bernoulli",
        "latent": 8,
        "width": 32,
        "rate": 0.0025,
        "batch": 64,
    },
    "flow": {"width": 48, "rate": 0.002, "batch": 64},
}
