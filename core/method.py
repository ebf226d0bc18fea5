"""Methods: typed functions that pages, command line and recipes read and call.

Type and bounds of a setting stand in the annotation, meaning and unit in the docstring; here
they become Parameters, and every call is checked against them.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as default
from functools import cached_property
from typing import Any, get_type_hints

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from core.docstring import Docstring, read_docstring
from core.field import Field, Makes, field_of
from core.fits import Pending
from core.image import Image, check_image, sample
from core.parameter import (
    LINES,
    RARE,
    Parameter,
    Range,
    Scale,
    Seed,
    Sigma,
    Titles,
    Weights,
    refusal,
)  # fmt: skip
from core.sentence import InputError, Sentence

__all__ = [
    "LINES",
    "RARE",
    "Frame",
    "Method",
    "Parameter",
    "Range",
    "Scale",
    "Seed",
    "Sigma",
    "Titles",
    "Weights",
    "final",
]


@dataclass(frozen=True)
class Frame:
    """One look at a method at work."""

    image: Image
    progress: float  # in [0, 1]
    scores: Mapping[str, float] = default(default_factory=dict)
    notes: tuple[Sentence, ...] = ()  # what the viewer should know of how it was made


def final(frames: Iterable[Frame]) -> Image:
    """Return the picture of the last frame, holding one in memory at a time."""
    for frame in frames:
        image = frame.image
    return image


@dataclass(frozen=True, eq=False)
class Method:
    """A function with a title; calling it checks the picture and the settings first."""

    title: str
    run: Callable[..., Any]
    gentle: Mapping[str, Any] = default(default_factory=dict)
    strong: Mapping[str, Any] = default(default_factory=dict)
    minimum: int = 1  # pixels along the shorter side
    # (image, row, column, **settings) -> Figure; one that has `views` also takes view, layer, truth
    explain: Callable[..., Any] | None = None
    # what the method, as a damage, tells by recipes of its own: of masks, for the settings' names
    tells: Mapping[str, str] = default(default_factory=dict)
    makes_own: Makes | None = None  # of a picture, where that is not what its field makes
    # settings -> the method and settings that lose as much of the rim, and damage nothing else
    rim: Callable[[Mapping[str, Any]], tuple["Method", Mapping[str, Any]] | None] = lambda s: None
    takes_opacity: bool = False  # works on how opaque the picture is, in its place
    weights: Callable[[str], str] = str  # what a recipe writes for the weights that were named
    # settings -> where a sweep of some of them goes, if not from end to end of their range
    reach: Callable[[Mapping[str, Any]], Mapping[str, Range]] = lambda settings: {}

    @property
    def id(self) -> str:
        """The function's name."""
        return self.run.__name__

    @property
    def field_id(self) -> str:
        """The folder of core that the function lives in."""
        return self.run.__module__.split(".")[1]

    @property
    def field(self) -> Field:
        """The field that the method belongs to."""
        return field_of(self.field_id)

    @property
    def makes(self) -> Makes:
        """What becomes of a picture."""
        return self.makes_own or self.field.makes

    @property
    def is_scored(self) -> bool:
        """Whether its results can be more or less right than those of its field's other methods.

        A map of where something is has no truth among pictures.
        """
        return self.makes == self.field.makes and self.makes != "map"

    @property
    def address(self) -> str:
        """Field and id, as recipes write them."""
        return f"{self.field_id}.{self.id}"

    @cached_property
    def docstring(self) -> Docstring:
        """The function's docstring in its parts."""
        return read_docstring(self.run)

    @cached_property
    def takes_image(self) -> bool:
        """Whether the method works on a picture, rather than making one from nothing."""
        parameters = inspect.signature(self.run).parameters.values()
        return any(p.kind is not p.KEYWORD_ONLY for p in parameters)

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """The settings, in the order of the signature."""
        hints = get_type_hints(self.run, include_extras=True)
        return tuple(
            Parameter(p.name, hints[p.name], p.default, self.docstring.arguments.get(p.name, ""))
            for p in inspect.signature(self.run).parameters.values()
            if p.kind is p.KEYWORD_ONLY
        )

    @cached_property
    def is_learned(self) -> bool:
        """Whether the method runs a trained network."""
        return any(p.is_weights for p in self.parameters)

    @cached_property
    def views(self) -> tuple[str, ...]:
        """What the explanation can show, the first unless told otherwise; most show one thing."""
        return getattr(self.explain, "views", ())

    @cached_property
    def presets(self) -> dict[str, dict[str, Any]]:
        """Named settings: gentle, balanced (the defaults) and strong, where given."""
        named = {"gentle": self.gentle, "balanced": {}, "strong": self.strong}
        defaults = {p.name: p.default for p in self.parameters if p.fits is None}
        if not (self.gentle or self.strong):
            return {}
        return {k: {**defaults, **v} for k, v in named.items() if v or k == "balanced"}

    @cached_property
    def _model(self) -> type[BaseModel]:
        plain = (p for p in self.parameters if p.fits is None)
        fields: dict[str, Any] = {
            p.name: (p.annotation, ... if p.is_needed else p.default) for p in plain
        }
        config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)
        return create_model(self.id, __config__=config, **fields)

    def check(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        """Return all settings, defaults included, each of its type and within its bounds.

        Weights stand there by their hash, so that they cannot become others unnoticed; pictures
        as they were given, or as the name of a sample, until the method runs.

        Raises:
            InputError: A setting is unknown or missing, of the wrong type or out of bounds, or the
                weights are missing or others than those named.
        """
        pictures = {p.name: p.fits for p in self.parameters if p.fits is not None}
        try:
            plain = dict(self._model(**{n: v for n, v in settings.items() if n not in pictures}))
        except ValidationError as error:
            raise self._explain_refusal(error, settings) from None
        given = {n: settings.get(n, fits.sample or None) for n, fits in pictures.items()}
        for name, value in given.items():
            self._check_given(name, value)
        order = [p.name for p in self.parameters]
        checked = {name: {**plain, **given}[name] for name in order}
        named = {p.name: self.weights(checked[p.name]) for p in self.parameters if p.is_weights}
        return checked | named

    def __call__(self, *images: Image, **settings: Any) -> Image:
        """Return the resulting picture."""
        return final(self.frames(*images, **settings))

    def frames(self, *images: Image, **settings: Any) -> Iterator[Frame]:
        """Yield the pictures on the way; the last is the result.

        Raises:
            InputError: The picture or a setting cannot be used.
        """
        checked = self.check(settings)
        for image in images:
            self._check_picture(image)
        for parameter in self.parameters:
            if parameter.fits is not None:
                value = checked[parameter.name]
                picture = sample(value) if isinstance(value, str) else value
                beside = images[0] if images else None
                checked[parameter.name] = parameter.fits.check(parameter.name, picture, beside)
        made = self.run(*images, **checked)
        if isinstance(made, np.ndarray):
            yield Frame(made, 1.0)
        else:
            yield from made

    def _check_picture(self, image: Image) -> None:
        height, width, _ = check_image(image).shape
        if min(height, width) < self.minimum:
            raise InputError(
                "{method} needs at least {minimum} × {minimum} pixels, got {width} × {height}.",
                method=self.title,
                minimum=self.minimum,
                width=width,
                height=height,
            )

    def _check_given(self, name: str, value: object) -> None:
        """Refuse what cannot be a picture.

        Raises:
            InputError: It is missing, or something else.
        """
        if value is None:
            raise InputError("{method} needs a picture as {name}.", method=self.title, name=name)
        if not isinstance(value, np.ndarray | Pending | str):
            raise InputError(
                "{name} must be a picture, got {value}.", name=name, value=repr(value)[:60]
            )

    def _explain_refusal(self, error: ValidationError, settings: Mapping[str, Any]) -> InputError:
        name = str(error.errors()[0]["loc"][0])
        known = {p.name: p for p in self.parameters}
        if name not in known:
            return InputError(
                "{method} has no setting {name}; it has {names}.",
                method=self.address,
                name=name,
                names=", ".join(known) or "none",
            )
        if name not in settings:
            return InputError("{method} needs {name}.", method=self.title, name=name)
        return refusal(known[name], settings[name])
