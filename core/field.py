"""Fields: methods that do the same job, and all that others ask of a field, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from core.method import Method

# of a picture: one of the same size, a larger or a smaller one, how strongly each place shows
# something, or a drawing that is compared with no picture
Makes = Literal["same", "enlarged", "reduced", "map", "drawing"]
_KNOWN: dict[str, Field] = {}  # by name


@dataclass(frozen=True, eq=False)
class Field:
    """A job, and the methods that do it; its folder in core exports one as FIELD."""

    name: str  # of its folder
    title: str
    methods: tuple[Method, ...] = ()
    makes: Makes = "same"  # unless a method says otherwise
    participle: str = "made"  # what code calls its results
    damages: bool = False  # what it makes is to be mended
    draws_apart: bool = False  # its steps draw apart from one another where their seeds are alike
    is_filmed: bool = False  # its methods show how a picture grows
    measured: str = ""  # the manner of its benchmark; none where there is no telling good from bad
    lessons: tuple[str, ...] = ()  # the first is the one that its page opens
    learned_lesson: str = ""  # that the page opens for methods that run a network

    def __post_init__(self) -> None:
        """Let methods find their field."""
        _KNOWN[self.name] = self

    def lesson_of(self, method: Method) -> str:
        """Return the lesson to read more in, or nothing where there is none."""
        if method.is_learned and self.learned_lesson:
            return self.learned_lesson
        return self.lessons[0] if self.lessons else ""


NONE = Field("", "")


def field_of(name: str) -> Field:
    """Return the field of that name; a plain one for folders that are none."""
    return _KNOWN.get(name, NONE)
