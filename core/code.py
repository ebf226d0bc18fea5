"""Recipes as the Python that makes the same picture."""

from typing import get_type_hints

from core.image import Image
from core.recipe import Recipe, Sample, Step, Upload, quoted, write_settings


def to_code(recipe: Recipe) -> str:
    """Return a Python program that leaves the recipe's picture in `result`."""
    variables = _variables(recipe)
    lines = [] if recipe.head is None else [f"{variables[0]} = {_open(recipe.head)}"]
    offset = len(lines)
    for index, step in enumerate(recipe.steps):
        given = [variables[index - 1 + offset]] if step.method.takes_image else []
        lines.append(f"{variables[index + offset]} = {_call(step, given)}")
    return "\n".join([*_imports(recipe), "", *lines, ""])


def _imports(recipe: Recipe) -> list[str]:
    fields = sorted({step.method.field_id for step in recipe.steps})
    lines = [f"from core import {', '.join(fields)}"] if fields else []
    if recipe.head is not None:
        lines.append(f"from core.image import {_opener(recipe.head)}")
    if any(map(_yields_frames, recipe.steps)):
        lines.append("from core.method import final")
    return lines


def _variables(recipe: Recipe) -> list[str]:
    """Name the picture after each part: clean, damaged, ..., result."""
    names = [] if recipe.head is None else ["picture" if recipe.truth() is None else "clean"]
    names += [f"{_participle(step)}_{i}" for i, step in enumerate(recipe.steps, 1)]
    short = [name.rpartition("_")[0] or name for name in names]
    names = [s if short.count(s) == 1 else n for s, n in zip(short, names, strict=True)]
    return [*names[:-1], "result"]


def _participle(step: Step) -> str:
    return {
        "degradation": "damaged",
        "denoising": "denoised",
        "superresolution": "enlarged",
        "augmentation": "augmented",
    }.get(step.method.field_id, "made")


def _opener(head: Sample | Upload) -> str:
    return "sample" if isinstance(head, Sample) else "read_image"


def _open(head: Sample | Upload) -> str:
    name = quoted(head.name)
    if isinstance(head, Sample):
        return f"sample({name})"
    return f"read_image({name}).image  # sha256 {head.sha256[:12]}"


def _call(step: Step, given: list[str]) -> str:
    arguments = ", ".join([*given, *write_settings(step.settings)])
    call = f"{step.method.address}({arguments})"
    return f"final({call})" if _yields_frames(step) else call


def _yields_frames(step: Step) -> bool:
    return bool(get_type_hints(step.method.run)["return"] != Image)
