"""Recipes: a picture and the steps that work on it, as data that runs and prints itself.

As text a recipe reads like what it does:

    sample("camera") | degradation.gaussian_noise(sigma=25, seed=3) | denoising.bm3d(sigma=25)

Every setting is written out, so that a recipe still means the same when defaults change.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.image import Image, sample
from core.method import Frame, Method, final
from core.sentence import InputError

Pictures = Mapping[str, Image]  # uploaded pictures by pixel_hash


@dataclass(frozen=True)
class Sample:
    """A picture of the installation, by name."""

    name: str

    def open(self, pictures: Pictures) -> Image:
        """Return the picture."""
        return sample(self.name)

    def __str__(self) -> str:
        """Return the text of the recipe's head."""
        return f"sample({quoted(self.name)})"


@dataclass(frozen=True)
class Upload:
    """A picture of the user's, by file name and pixel_hash."""

    name: str
    sha256: str

    def open(self, pictures: Pictures) -> Image:
        """Return the picture from those at hand.

        Raises:
            InputError: It is not among them.
        """
        if self.sha256 not in pictures:
            raise InputError(
                "This recipe starts from your picture “{name}”: drop it in, please.", name=self.name
            )
        return pictures[self.sha256]

    def __str__(self) -> str:
        """Return the text of the recipe's head."""
        return f'upload({quoted(self.name)}, sha256="{self.sha256}")'


@dataclass(frozen=True)
class Step:
    """A method with all its settings."""

    method: Method
    settings: Mapping[str, Any]

    def frames(self, *images: Image) -> Iterator[Frame]:
        """Yield the method's frames on a picture, or on none where it needs none."""
        yield from self.method.frames(*images, **self.settings)

    def __str__(self) -> str:
        """Return the call as recipes and code write it."""
        return f"{self.method.address}({', '.join(write_settings(self.settings))})"


@dataclass(frozen=True)
class Recipe:
    """A chain: a picture, or a method that needs none, and then one step after another."""

    head: Sample | Upload | None
    steps: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        """Refuse chains that cannot run.

        Raises:
            InputError: A method that works on a picture has none, or one that makes a
                picture comes after another.
        """
        if self.head is None and not self.steps:
            raise InputError("The recipe is empty.")
        for index, step in enumerate(self.steps):
            has_picture = self.head is not None or index > 0
            if step.method.takes_image != has_picture:
                raise InputError(
                    "{method} cannot stand at place {place} of the recipe.",
                    method=step.method.address,
                    place=index + 1,
                )

    def then(self, method: Method, settings: Mapping[str, Any]) -> "Recipe":
        """Return the recipe with one more step, its settings checked and completed."""
        return replace(self, steps=(*self.steps, Step(method, method.check(settings))))

    def before(self) -> "Recipe":
        """Return the recipe without its last step."""
        return replace(self, steps=self.steps[:-1])

    def truth(self) -> "Recipe | None":
        """Return the recipe of the undamaged picture, where the recipe damages one itself."""
        fields = [step.method.field_id for step in self.steps]
        if "degradation" not in fields:
            return None
        return replace(self, steps=self.steps[: fields.index("degradation")])

    def check_at_hand(self, pictures: Pictures) -> None:
        """See to it that the recipe can start.

        Raises:
            InputError: It starts from an uploaded picture that is not among those given.
        """
        if isinstance(self.head, Upload):
            self.head.open(pictures)

    def run(self, pictures: Pictures | None = None) -> Image:
        """Return the picture that the recipe makes."""
        return final(self.frames(pictures))

    def frames(self, pictures: Pictures | None = None) -> Iterator[Frame]:
        """Yield the frames of the last step, after the steps before it have run.

        Raises:
            InputError: An uploaded picture is not among those given, or a method refuses.
        """
        if not self.steps:
            assert self.head is not None
            yield Frame(self.head.open(pictures or {}), 1.0)
            return
        *earlier, last = self.steps
        images = () if self.head is None else (self.head.open(pictures or {}),)
        for step in earlier:
            images = (step.method(*images, **step.settings),)
        yield from last.frames(*images)

    def __str__(self) -> str:
        """Return the recipe's text; core.recipe_text.parse reads it back."""
        head = () if self.head is None else (self.head,)
        return " | ".join(str(part) for part in (*head, *self.steps))


def write_settings(settings: Mapping[str, Any]) -> list[str]:
    """Return each setting as `name=value`, numbers as short as they go."""
    return [f"{name}={_literal(value)}" for name, value in settings.items()]


def _literal(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return quoted(value) if isinstance(value, str) else repr(value)


def quoted(text: str) -> str:
    """Return the text between double quotes, as Python and JSON both read it."""
    literal = json.dumps(text, ensure_ascii=False)
    return literal.encode("utf-8", "backslashreplace").decode()  # file names may not be Unicode
