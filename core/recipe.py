"""Recipes: a picture and the steps that work on it, as data that runs and prints itself.

As text a recipe reads like what it does:

    sample("camera") | degradation.gaussian_noise(sigma=25, seed=3) | denoising.bm3d(sigma=25)

Every setting is written out, so that a recipe still means the same when defaults change.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.chain import Chain, Given, Step, step_of, write_settings
from core.heads import OPACITY, Pictures, Sample, Upload, quoted
from core.image import Image
from core.method import Frame, Method, final
from core.sentence import InputError

__all__ = [
    "Chain",
    "Pictures",
    "Recipe",
    "Sample",
    "Step",
    "Upload",
    "quoted",
    "step_of",
    "write_settings",
]


@dataclass(frozen=True)
class Recipe(Chain):
    """A chain that is whole: a picture, or a method that needs none, and then step by step."""

    head: Sample | Upload | None
    steps: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        """Refuse recipes that cannot run.

        Raises:
            InputError: A method that works on a picture has none, or one that makes a
                picture comes after another.
        """
        if self.head is None and self.steps:
            self._check_order(self.steps[:1], False)
        super().__post_init__()

    def then(self, method: Method, settings: Mapping[str, Any]) -> "Recipe":
        """Return the recipe with one more step, its settings checked and completed."""
        return replace(self, steps=(*self.steps, step_of(method, settings)))

    def before(self) -> "Recipe":
        """Return the recipe without its last step."""
        return replace(self, steps=self.steps[:-1])

    def truth(self) -> "Recipe | None":
        """Return the recipe of the undamaged picture, where the recipe damages one itself.

        Where a damage loses a rim, the undamaged picture loses it too.
        """
        damages = [s for s in self.steps if s.method.field.damages]
        if not damages:
            return None
        first = self.steps.index(damages[0])
        rims = [step.method.rim(step.settings) for step in damages]
        losses = [Step(*rim) for rim in rims if rim is not None]
        return replace(self, steps=(*self.steps[:first], *losses))

    def check_at_hand(self, pictures: Pictures) -> None:
        """See to it that the recipe can start.

        Raises:
            InputError: It needs an uploaded picture that is not among those given.
        """
        if isinstance(self.head, Upload):
            self.head.open(pictures)
        for step in self.all_steps():
            for name, chain in step.chains():
                for upload in chain.uploads():
                    if upload.sha256 not in pictures:
                        raise InputError(
                            "This recipe needs your picture “{name}” as {setting}: drop it into "
                            "the well of that name, please.",
                            name=upload.name,
                            setting=name,
                        )

    def run(self, pictures: Pictures | None = None) -> Image:
        """Return the picture that the recipe makes."""
        return final(self.frames(pictures))

    def frames(self, pictures: Pictures | None = None) -> Iterator[Frame]:
        """Yield the frames of the last step, after the steps before it have run.

        Raises:
            InputError: An uploaded picture is not among those given, or a method refuses.
        """
        held = pictures or {}
        if not self.steps:
            assert self.head is not None
            yield Frame(self.head.open(held), 1.0)
            return
        *earlier, last = self.steps
        images = () if self.head is None else (self.head.open(held),)
        for step in earlier:
            images = (step.run(self.given(images, held)),)
        given = self.given(images, held)
        yield from last.ready(given).frames(*last.entering(given))

    def given(self, images: tuple[Image, ...], pictures: Pictures) -> Given:
        """Return what a step of the recipe may look at.

        The opacity is the head's while the picture keeps its size.
        """
        opacity = None
        if isinstance(self.head, Upload) and images:
            found = pictures.get(OPACITY + self.head.sha256)
            if found is not None and found.shape[:2] == images[0].shape[:2]:
                opacity = found
        return Given(images, pictures, opacity)
