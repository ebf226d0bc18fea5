"""What a recipe may start from: a picture of the installation, or one of the user's."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from core.image import Image, Opened, sample
from core.sentence import InputError

Pictures = Mapping[str, Image]  # uploaded pictures by pixel_hash, and how opaque they are
OPACITY = "opacity of "  # before the hash, of a picture that is transparent in places


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


def at_hand(sha256: str, opened: Opened) -> dict[str, Image]:
    """Return what an uploaded picture adds to those at hand."""
    held = {sha256: opened.image}
    return held if opened.opacity is None else {**held, OPACITY + sha256: opened.opacity}


def quoted(text: str) -> str:
    """Return the text between double quotes, as Python and JSON both read it."""
    literal = json.dumps(text, ensure_ascii=False)
    return literal.encode("utf-8", "backslashreplace").decode()  # file names may not be Unicode
