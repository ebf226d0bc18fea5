"""How a method of augmentation becomes a transform of torchvision.

A method only spells the call that makes its transform. The call is built here, and printed where
a pipeline is exported: both mean the same transform.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Annotated, Any, NamedTuple

from core.image import Image
from core.method import RARE, Range

Probability = Annotated[float, Range(0, 1, 0.05), RARE]
Border = Annotated[float, Range(0, 1, 0.05), RARE]  # brightness of what comes in from outside
OWN = ("SaltAndPepper", "Jpeg")  # transforms that torchvision lacks, of core.augmentation.own


class Size(NamedTuple):
    """Height and width of a picture, in pixels."""

    height: int
    width: int


@dataclass(frozen=True)
class Fill:
    """What fills the border: a brightness in pictures, nothing in masks."""

    level: int  # 0..255

    def build(self) -> Any:
        """Return it as transforms take it."""
        from torchvision.tv_tensors import Image as Picture

        return {Picture: self.level, "others": 0}

    def __str__(self) -> str:
        """Return its Python."""
        return f'{{tv_tensors.Image: {self.level}, "others": 0}}'


def fill(border: float) -> Fill | None:
    """Return what fills the border; None is black, and the quickest."""
    return Fill(round(border * 255)) if border else None


@dataclass(frozen=True)
class Call:
    """A call of torchvision.transforms.v2, to be made or printed."""

    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    listed: tuple[Any, ...] = ()  # arguments without a name

    @property
    def kind(self) -> str:
        """The name of the transform, behind the probability where it has one."""
        return self.listed[0][0].name if self.name == "RandomApply" else self.name

    def giving(self, **arguments: Any) -> "Call":
        """Return the call with other arguments, behind the probability where it has one."""
        if self.name == "RandomApply":
            return replace(self, listed=([self.listed[0][0].giving(**arguments)],))
        return replace(self, arguments={**self.arguments, **arguments})

    def build(self) -> Any:
        """Return the transform."""
        from torchvision.transforms import v2

        from core.augmentation import own

        make = getattr(own if self.name in OWN else v2, self.name)
        named = {name: _build(value) for name, value in self.arguments.items()}
        return make(*map(_build, self.listed), **named)

    def __str__(self) -> str:
        """Return its Python."""
        listed = [_write(value) for value in self.listed]
        named = [f"{name}={_write(value)}" for name, value in self.arguments.items()]
        return f"{'' if self.name in OWN else 'v2.'}{self.name}({', '.join([*listed, *named])})"


def call(name: str, **arguments: Any) -> Call:
    """Return a call with named arguments."""
    return Call(name, arguments)


def with_probability(made: Call, probability: float) -> Call:
    """Return the call of a transform that is applied with a probability."""
    if "p" in made.arguments:
        return made.giving(p=probability)
    if probability == 1:
        return made
    return Call("RandomApply", {"p": probability}, ([made],))


def augmentation(spell: Callable[..., Call]) -> Callable[..., Image]:
    """Make a method of a function that spells a transform's call.

    Args:
        spell: Takes a picture's Size, a method's settings, and gives the call. Settings named
            probability and seed are used here.
    """
    first, *others = inspect.signature(spell).parameters.values()
    defaults = {p.name: p.default for p in others}

    @wraps(spell)
    def run(image: Image, **settings: Any) -> Image:
        from core.augmentation.drawing import augment_one

        return augment_one(spell, image, {**defaults, **settings})

    image = first.replace(name="image", annotation=Image)
    named = {p.name: p.annotation for p in others}
    run.__annotations__ = {"image": Image, **named, "return": Image}
    run.__signature__ = inspect.Signature([image, *others], return_annotation=Image)  # type: ignore[attr-defined]
    return run


def spelling(run: Callable[..., Any]) -> Callable[..., Call]:
    """Return the function behind a method that gives its call."""
    return inspect.unwrap(run)


def _build(value: Any) -> Any:
    if isinstance(value, list):
        return [_build(one) for one in value]
    return value.build() if isinstance(value, Call | Fill) else value


def _write(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_write, value))}]"
    if isinstance(value, str):
        return f'"{value}"'
    return str(value)
