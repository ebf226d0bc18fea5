"""Chains: pictures and the steps that work on them, as data; what a setting may hold.

A setting that is a picture is written as a recipe in its turn:

    mask=masks.text(words="A") + upload("hole.png", sha256="…") | masks.grow(radius=3)
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.fits import Pending, join, take_away
from core.heads import Pictures, Sample, Upload, quoted
from core.image import Image, sample
from core.method import Frame, Method
from core.parameter import Parameter
from core.sentence import InputError


@dataclass(frozen=True)
class Joined:
    """Two masks as one: what either marks, or what the first marks and the second does not."""

    first: "Chain"
    sign: str  # + or -
    second: "Chain"

    def open(self, given: "Given") -> Image:
        """Return the mask.

        Raises:
            InputError: The two differ in size.
        """
        one, other = self.first.open(given), self.second.open(given)
        return join(one, other) if self.sign == "+" else take_away(one, other)

    def __str__(self) -> str:
        """Return the two with the sign between, in brackets where the text needs them."""
        second = f"({self.second})" if self.second.is_long else str(self.second)
        first = f"({self.first})" if self.first.steps and self.first.is_long else str(self.first)
        return f"{first} {self.sign} {second}"


@dataclass(frozen=True)
class Given:
    """What the steps of a chain may look at."""

    images: tuple[Image, ...]  # the picture that enters, if there is one
    pictures: Pictures
    opacity: Image | None = None  # of the picture that enters, (H, W, 1)


@dataclass(frozen=True)
class Step:
    """A method with all its settings."""

    method: Method
    settings: Mapping[str, Any]

    def frames(self, *images: Image) -> Iterator[Frame]:
        """Yield the method's frames on a picture, or on none where it needs none."""
        yield from self.method.frames(*images, **self.settings)

    def ready(self, given: Given) -> "Step":
        """Return the step with its settings made into pictures, those that are recipes."""
        opened = {n: v.open(given) for n, v in self.settings.items() if isinstance(v, Chain)}
        return replace(self, settings={**self.settings, **opened}) if opened else self

    def entering(self, given: Given) -> tuple[Image, ...]:
        """Return what the method works on, if anything.

        Raises:
            InputError: It asks how opaque the picture is, which is not known.
        """
        if not self.method.takes_image:
            return ()
        return (opacity_of(given),) if self.method.takes_opacity else given.images

    def chains(self) -> Iterator[tuple[str, "Chain"]]:
        """Yield the settings that are recipes, by name."""
        return ((n, value) for n, value in self.settings.items() if isinstance(value, Chain))

    def run(self, given: Given) -> Image:
        """Return what the method makes of what enters."""
        return self.method(*self.entering(given), **self.ready(given).settings)

    def __str__(self) -> str:
        """Return the call as recipes and code write it."""
        return f"{self.method.address}({', '.join(write_settings(self.settings))})"


@dataclass(frozen=True)
class Chain(Pending):
    """A picture, or none yet, and one step after another: what a setting may hold.

    Where it begins with a method that works on a picture, that is the one that enters the step
    whose setting it is.
    """

    head: Sample | Upload | Joined | None
    steps: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        """Refuse chains that cannot run.

        Raises:
            InputError: There is nothing in it, or a method that makes a picture comes late.
        """
        self._check_order(self.steps[1:] if self.head is None else self.steps, True)

    def _check_order(self, steps: tuple[Step, ...], has_picture: bool) -> None:
        if self.head is None and not self.steps:
            raise InputError("The recipe is empty.")
        for step in steps:
            if step.method.takes_image != has_picture:
                raise InputError(
                    "{method} cannot stand at place {place} of the recipe.",
                    method=step.method.address,
                    place=self.steps.index(step) + 1,
                )

    @property
    def is_long(self) -> bool:
        """Whether the text has more than one part."""
        return isinstance(self.head, Joined) or len(self.steps) + (self.head is not None) > 1

    @property
    def is_open(self) -> bool:
        """Whether it works on the picture that enters the step."""
        if isinstance(self.head, Joined):
            return self.head.first.is_open or self.head.second.is_open
        return self.head is None and self.steps[0].method.takes_image

    def open(self, given: Given) -> Image:
        """Return the picture that the chain makes.

        Raises:
            InputError: An uploaded picture is not at hand, or a method refuses.
        """
        images = given.images if self.head is None else (self._begin(given),)
        for step in self.steps:
            images = (step.run(replace(given, images=images)),)
        return images[0]

    def _begin(self, given: Given) -> Image:
        assert self.head is not None
        if isinstance(self.head, Joined):
            return self.head.open(given)
        return self.head.open(given.pictures)

    def parts(self) -> Iterator["Chain"]:
        """Yield this chain and all that its head and its settings hold, in reading order."""
        yield self
        if isinstance(self.head, Joined):
            yield from self.head.first.parts()
            yield from self.head.second.parts()
        for step in self.steps:
            for _, chain in step.chains():
                yield from chain.parts()

    def uploads(self) -> tuple[Upload, ...]:
        """Return the user's pictures that it needs, in reading order, each once."""
        heads = (part.head for part in self.parts() if isinstance(part.head, Upload))
        return tuple(dict.fromkeys(heads))

    def all_steps(self) -> tuple[Step, ...]:
        """Return the steps of the whole tree."""
        return tuple(step for part in self.parts() for step in part.steps)

    def __str__(self) -> str:
        """Return the recipe's text; core.recipe_text.parse reads it back."""
        head = () if self.head is None else (self.head,)
        return " | ".join(str(part) for part in (*head, *self.steps))


def open_chain(chain: Pending, given: Given) -> Image:
    """Return the picture of a setting that is a chain."""
    assert isinstance(chain, Chain)
    return chain.open(given)


def name_of(picture: "Chain | str") -> str:
    """Return what to call a picture in a setting before people: its head's name, or its text."""
    if isinstance(picture, str):
        return picture
    return picture.head.name if isinstance(picture.head, Sample | Upload) else str(picture)


def numbers_of(chain: Chain) -> dict[str, Parameter]:
    """Return the numbers in a chain's own steps that are no seeds, the first of each name."""
    found: dict[str, Parameter] = {}
    for step in reversed(chain.steps):
        found |= {p.name: p for p in step.method.parameters if p.range and not p.is_seed}
    return found


def with_number(chain: Chain, name: str, value: float) -> Chain:
    """Return the chain with another number in the first step that has one of that name."""
    steps = list(chain.steps)
    place = next(k for k, step in enumerate(steps) if name in step.settings)
    steps[place] = replace(steps[place], settings={**steps[place].settings, name: value})
    return replace(chain, steps=tuple(steps))


def step_of(method: Method, settings: Mapping[str, Any]) -> Step:
    """Return a method with all its settings, checked; samples by name become recipes.

    Raises:
        InputError: A setting is unknown, missing or out of bounds.
    """
    checked = method.check(settings)
    for parameter in method.parameters:
        value = checked[parameter.name]
        if parameter.fits is not None and isinstance(value, str):
            sample(value)  # which refuses names that there are not
            checked[parameter.name] = Chain(Sample(value))
    return Step(method, checked)


def opacity_of(given: Given) -> Image:
    """Return how opaque the picture that enters is.

    Raises:
        InputError: It is opaque all over, or no longer lies as its file had it.
    """
    if given.opacity is None:
        raise InputError(
            "The picture has no transparency to make a mask of, or steps before have moved it."
        )
    return given.opacity


def write_settings(settings: Mapping[str, Any]) -> list[str]:
    """Return each setting as `name=value`, numbers as short as they go."""
    return [f"{name}={_literal(value)}" for name, value in settings.items()]


def _literal(value: Any) -> str:
    if isinstance(value, Chain):
        return str(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return quoted(value) if isinstance(value, str) else repr(value)
