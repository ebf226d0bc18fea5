"""Recipes made into others: with other pictures, and with seeds of their own."""

import hashlib
from dataclasses import replace
from typing import Any

from core.chain import Chain, Joined
from core.heads import Sample, Upload
from core.recipe import Recipe


def put_head(recipe: Recipe, head: Sample | Upload) -> Recipe:
    """Return the recipe with another picture in place of its first part."""
    return Recipe(head, recipe.steps if recipe.head is not None else recipe.steps[1:])


def put_setting(recipe: Recipe, name: str, upload: Upload) -> Recipe:
    """Return the recipe with a picture of the user's as a setting of its last step."""
    *earlier, last = recipe.steps
    step = replace(last, settings={**last.settings, name: Chain(upload)})
    return replace(recipe, steps=(*earlier, step))


def reseed(recipe: Recipe, name: str) -> Recipe:
    """Return the recipe with seeds of its own for a name, the same ones every time.

    Augmentations one after another draw apart even where their seeds are the same: otherwise
    those turned to the left would all be the darker ones.
    """
    steps = []
    for place, step in enumerate(recipe.steps, 1):
        seeds = [p.name for p in step.method.parameters if p.is_seed]
        own = f"{name}/{place}" if step.method.field.draws_apart else name
        drawn = {seed: derive_seed(step.settings[seed], own) for seed in seeds}
        inner = {n: _reseeded(v, own) for n, v in step.settings.items() if isinstance(v, Chain)}
        steps.append(replace(step, settings={**step.settings, **drawn, **inner}))
    return replace(recipe, steps=tuple(steps))


def _reseeded(chain: Chain, name: str) -> Chain:
    """Return what a setting holds with seeds of its own; the same recipe keeps the same ones."""
    head = chain.head
    if isinstance(head, Joined):
        pair = _reseeded(head.first, name), _reseeded(head.second, name)
        head = replace(head, first=pair[0], second=pair[1])
    steps = []
    for step in chain.steps:
        new: dict[str, Any] = {}
        for parameter in step.method.parameters:
            value = step.settings[parameter.name]
            if parameter.is_seed:
                new[parameter.name] = derive_seed(value, name)
            elif isinstance(value, Chain):
                new[parameter.name] = _reseeded(value, name)
        steps.append(replace(step, settings={**step.settings, **new}))
    return Chain(head, tuple(steps))


def derive_seed(seed: int, name: str) -> int:
    """Return a seed in [0, 2³¹) that depends on both."""
    digest = hashlib.sha256(f"{seed}/{name}".encode()).digest()
    return int.from_bytes(digest[:4], "big") >> 1
