"""Recipes as the Python that makes the same picture."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import get_type_hints

from core.chain import Chain, Joined, Step
from core.fits import Fits
from core.heads import Sample, Upload
from core.image import Image
from core.recipe import Recipe, quoted, write_settings


def to_code(recipe: Recipe) -> str:
    """Return a Python program that leaves the recipe's picture in `result`."""
    variables = _variables(recipe)
    program = _Program(recipe)
    if recipe.head is not None:
        program.write(variables[0], _open(recipe.head), recipe.head)
    offset = len(program.lines)
    for index, step in enumerate(recipe.steps):
        entering = variables[index - 1 + offset] if index + offset else ""
        made = program.call(step, entering, entering)
        program.write(variables[index + offset], made)
    return "\n".join([*_imports(recipe, program), "", *program.lines, ""])


@dataclass
class _Program:
    """The lines so far, and what they use."""

    recipe: Recipe
    lines: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)  # names of variables
    fields: set[str] = field(default_factory=set)  # beside those of the recipe's steps

    def write(self, variable: str, expression: str, *uploads: object) -> None:
        """Add a line, with the hashes of the user's pictures in it."""
        hashes = [upload.sha256[:12] for upload in uploads if isinstance(upload, Upload)]
        comment = f"  # sha256 {', '.join(hashes)}" if hashes else ""
        self.lines.append(f"{variable} = {expression}{comment}")

    def call(self, step: Step, worked_on: str, entering: str) -> str:
        """Return the call of a step; what its settings make comes into lines before it.

        Args:
            step: What is called.
            worked_on: Expression of the picture that it works on.
            entering: Variable of the picture that chains in its settings work on.
        """
        written = []
        for parameter in step.method.parameters:
            value = step.settings[parameter.name]
            if isinstance(value, Chain):
                assert parameter.fits is not None
                name = self._variable(parameter.name)
                made = self._fitted(value, parameter.fits, entering)
                self.write(name, made, *value.uploads())
                written.append(f"{parameter.name}={name}")
            else:
                written += write_settings({parameter.name: value})
        if step.method.takes_opacity:
            worked_on = self._opacity()
        given = [worked_on] if step.method.takes_image else []
        call = f"{step.method.address}({', '.join([*given, *written])})"
        return f"final({call})" if _yields_frames(step) else call

    def _fitted(self, chain: Chain, fits: Fits, entering: str) -> str:
        """Return the expression of a setting's picture, as its method takes it."""
        made = self._chain(chain, entering)
        is_own = bool(chain.steps) and chain.steps[-1].method.field_id == fits.field
        if fits.convert is None or is_own or (isinstance(chain.head, Joined) and not chain.steps):
            return made
        self.fields.add(fits.field)
        return f"{fits.field}.{fits.convert.__name__}({made})"

    def _chain(self, chain: Chain, entering: str) -> str:
        """Return the expression of a chain, one call around another."""
        made = entering
        if isinstance(chain.head, Joined):
            self.fields.add("masks")
            sides = [self._chain(side, entering) for side in (chain.head.first, chain.head.second)]
            made = f"masks.{'join' if chain.head.sign == '+' else 'take_away'}({', '.join(sides)})"
        elif chain.head is not None:
            made = _open(chain.head)
        for step in chain.steps:
            made = self.call(step, made, entering)
        return made

    def _opacity(self) -> str:
        """Return the expression of how opaque the picture is that the recipe starts from."""
        assert isinstance(self.recipe.head, Upload)
        return _open(self.recipe.head).replace(").image", ").opacity")

    def _variable(self, name: str) -> str:
        """Return a name for a setting's picture that no other has."""
        names = (name if count == 1 else f"{name}_{count}" for count in range(1, 99))
        chosen = next(candidate for candidate in names if candidate not in self.used)
        self.used.add(chosen)
        return chosen


def _imports(recipe: Recipe, program: _Program) -> list[str]:
    steps = recipe.all_steps()
    fields = sorted({step.method.field_id for step in steps} | program.fields)
    lines = [f"from core import {', '.join(fields)}"] if fields else []
    if openers := sorted(set(_openers(recipe))):
        lines.append(f"from core.image import {', '.join(openers)}")
    if any(map(_yields_frames, steps)):
        lines.append("from core.method import final")
    return lines


def _openers(recipe: Recipe) -> Iterator[str]:
    for part in recipe.parts():
        if isinstance(part.head, Sample):
            yield "sample"
        elif isinstance(part.head, Upload):
            yield "read_image"


def _variables(recipe: Recipe) -> list[str]:
    """Name the picture after each part: clean, damaged, ..., result."""
    names = [] if recipe.head is None else ["picture" if recipe.truth() is None else "clean"]
    names += [f"{step.method.field.participle}_{i}" for i, step in enumerate(recipe.steps, 1)]
    short = [name.rpartition("_")[0] or name for name in names]
    names = [s if short.count(s) == 1 else n for s, n in zip(short, names, strict=True)]
    return [*names[:-1], "result"]


def _open(head: Sample | Upload) -> str:
    name = quoted(head.name)
    return f"sample({name})" if isinstance(head, Sample) else f"read_image({name}).image"


def _yields_frames(step: Step) -> bool:
    return bool(get_type_hints(step.method.run)["return"] != Image)
