"""How a recipe names the weights it ran with: by their hash, or by a repository of the Hub."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.nn import cards
from core.sentence import InputError

DIGITS = 8  # of each file's SHA-256; the card holds all of it, and loading checks it
MISSING = "0" * DIGITS  # stands for a file that is not there: only who needs it is refused
PIN = re.compile(f"[0-9a-f]{{{DIGITS}}}(-[0-9a-f]{{{DIGITS}}})*")
PART = r"[A-Za-z0-9][\w.-]{0,95}"
REPOSITORY = re.compile(f"{PART}/{PART}(@{PART})?", re.ASCII)  # owner/name, and a revision of it


@dataclass(frozen=True)
class Shipped:
    """The files of weights that a method runs; what `Method.weights` wants."""

    names: tuple[str, ...]

    def __call__(self, given: str) -> str:
        """Return what a recipe writes for the weights that were named."""
        return pin(self.names, given)

    def cards(self) -> list[cards.Card]:
        """Return the cards of those that are here."""
        return [cards.read_card(name, cards.FOLDER) for name in self.names if _is_here(name)]


def shipped(*names: str) -> Shipped:
    """Return what `Method.weights` wants of a method that runs these files."""
    return Shipped(names)


def pin(names: Sequence[str], given: str) -> str:
    """Return what a recipe writes for the weights of a method.

    Reads the cards only, so that no recipe waits for PyTorch.

    Args:
        names: Of all files that the method may run.
        given: Nothing for the files here, their hash, or a repository of the Hub.

    Raises:
        InputError: It is none of these, or the hash is of other files than those here.
    """
    if names_repository(given):
        return given
    ours = "-".join(_digits(name) if _is_here(name) else MISSING for name in names)
    if given and given != ours:
        raise _refusal(given, ours)
    return ours


def names_repository(given: str) -> bool:
    """Tell whether weights are to come from the Hub."""
    return REPOSITORY.fullmatch(given) is not None


def check_pin(name: str, given: str) -> None:
    """See to it that the weights here are those that a recipe names.

    Raises:
        InputError: They are not, or not there.
    """
    ours = _digits(name)
    if given and ours not in given.split("-"):
        raise _refusal(given, ours)


def _is_here(name: str) -> bool:
    return (cards.FOLDER / f"{name}.json").is_file()


def _digits(name: str) -> str:
    return cards.read_card(name, cards.FOLDER).sha256[:DIGITS]


def _refusal(given: str, ours: str) -> InputError:
    if PIN.fullmatch(given):
        return InputError(
            "This was made with the weights {given}; the ones here are {ours}.",
            given=given,
            ours=ours,
        )
    return InputError(
        "weights must be empty for those that come along, or owner/name of a repository of the "
        "Hub, got {value}.",
        value=repr(given)[:60],
    )
