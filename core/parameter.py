"""Settings of methods: what a signature and its annotations say of each.

Type and bounds of a setting stand in the annotation, meaning and unit in the docstring.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from inspect import Signature
from typing import Annotated, Any, Literal, get_args, get_origin

from annotated_types import Ge, GroupedMetadata, Le

from core.fits import TOLD, Fits, fits_of
from core.sentence import InputError


@dataclass(frozen=True)
class Range(GroupedMetadata):
    """The closed interval of a number, and the step of its slider."""

    low: float
    high: float
    step: float = 1

    def __iter__(self) -> Iterator[object]:
        """Yield the bounds as annotated-types, which pydantic and hypothesis know."""
        yield Ge(self.low)
        yield Le(self.high)


@dataclass(frozen=True, eq=False)
class Titles:
    """What people read for the choices of a setting, where their names are for programs."""

    of: Mapping[str, str]


RARE = "rare"  # in an annotation: the page folds the setting away
SEED = "seed"  # in an annotation: the number that draws the random values
LINES = "lines"  # in an annotation: the text of the setting may have several lines
WEIGHTS = "weights"  # in an annotation: the files of the networks that the method runs
Seed = Annotated[int, Range(0, 2**31 - 1), SEED]
Sigma = Annotated[float, Range(0, 100, 0.5), TOLD]  # standard deviation of noise, of 255
Scale = Annotated[
    int, Range(2, 4), TOLD
]  # how many times as high and as wide, or as low and as narrow
Weights = Annotated[str, WEIGHTS, RARE]  # "" for those that come along; see Method.weights


@dataclass(frozen=True)
class Parameter:
    """One setting of a method, as its signature and docstring describe it."""

    name: str
    annotation: Any
    default: Any
    help: str

    @property
    def label(self) -> str:
        """The name as people read it."""
        return self.name.replace("_", " ").capitalize()

    @property
    def type(self) -> Any:
        """float, int, bool, str, Literal or Image."""
        annotated = get_origin(self.annotation) is Annotated
        return get_args(self.annotation)[0] if annotated else self.annotation

    @property
    def marks(self) -> tuple[Any, ...]:
        """What stands beside the type: a Range, RARE, SEED, WEIGHTS."""
        return tuple(getattr(self.annotation, "__metadata__", ()))

    @property
    def range(self) -> Range | None:
        """The bounds of a number."""
        return next((mark for mark in self.marks if isinstance(mark, Range)), None)

    @property
    def choices(self) -> tuple[str, ...]:
        """The values of a Literal."""
        return get_args(self.type) if get_origin(self.type) is Literal else ()

    @property
    def titles(self) -> dict[str, str]:
        """The values of a Literal, and what people read for each."""
        named = next((mark.of for mark in self.marks if isinstance(mark, Titles)), {})
        return {choice: named.get(choice, choice) for choice in self.choices}

    @property
    def is_rare(self) -> bool:
        """Whether few people need the setting."""
        return RARE in self.marks

    @property
    def is_seed(self) -> bool:
        """Whether the setting draws the random values."""
        return SEED in self.marks

    @property
    def has_lines(self) -> bool:
        """Whether the setting is a text of several lines."""
        return LINES in self.marks

    @property
    def fits(self) -> Fits | None:
        """What the setting takes, if it is a picture."""
        return fits_of(self.marks)

    @property
    def is_needed(self) -> bool:
        """Whether the setting has to be given."""
        if self.fits is not None:
            return not self.fits.sample
        return self.default is Signature.empty

    @property
    def is_told(self) -> bool:
        """Whether the method is told what a damage has under the same name."""
        return TOLD in self.marks

    @property
    def is_weights(self) -> bool:
        """Whether the setting names the files of trained networks."""
        return WEIGHTS in self.marks


def refusal(parameter: Parameter, value: Any) -> InputError:
    """Return what to say of a value that the parameter does not take."""
    if parameter.choices:
        template = "{name} must be one of {choices}, got {value}."
    elif parameter.range is None:
        template = "{name} must be a value of type {kind}, got {value}."
    elif parameter.type is int:
        template = "{name} must be a whole number in [{low}, {high}], got {value}."
    else:
        template = "{name} must lie in [{low}, {high}], got {value}."
    return InputError(
        template,
        name=parameter.name,
        choices=", ".join(parameter.choices),
        kind=getattr(parameter.type, "__name__", "other"),
        low=getattr(parameter.range, "low", None),
        high=getattr(parameter.range, "high", None),
        value=repr(value)[:60],
    )
