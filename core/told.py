"""What a damage tells the methods that mend it: by one rule, on the page and in benchmarks."""

from typing import Any

from core.method import Method
from core.recipe import Recipe, Step
from core.recipe_text import read_setting


def told(recipe: Recipe, method: Method) -> dict[str, Any]:
    """Return what the damages of a recipe tell a method, the last one last.

    What a damage has under the same name as the method is told, where both mark it as such: the
    level of noise, the scale, a mask, a kernel. Holes tell where they are by a rule of their own.
    """
    damages = (step for step in recipe.steps if step.method.field.damages)
    return {name: value for step in damages for name, value in told_by(step, method).items()}


def told_by(step: Step, method: Method) -> dict[str, Any]:
    """Return what one damage tells a method."""
    known = {p.name: step.settings[p.name] for p in step.method.parameters if p.is_told}
    asked = {p.name: p for p in method.parameters if p.is_told}
    by_rule = {
        name: read_setting(text, asked[name])
        for name, text in step.method.tells.items()
        if name in asked
    }
    return by_rule | {name: value for name, value in known.items() if name in asked}
