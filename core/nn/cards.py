"""Cards: what each shipped file of weights was made from, how, and how good it is."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from core.sentence import InputError

if TYPE_CHECKING:
    from torch import Tensor

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "weights"


class Measured(BaseModel):
    """One figure that a benchmark found."""

    data: str  # such as set12
    damage: str  # steps of a recipe
    method: str  # address of the method that ran the weights
    psnr: float  # dB, mean over the pictures
    ssim: float | None = None  # where it was taken
    damaged_psnr: float  # dB, before; of what is enlarged, by bicubic
    beside: dict[str, float]  # dB that other methods reached in the same run, by address
    machine: str
    date: str


class Stretch(BaseModel):
    """A training that came before, whose weights this one began with."""

    command: str
    data: list[str]
    steps: int
    seconds: float
    sha256: str  # of the weights it ended in
    date: str


class Card(BaseModel):
    """The facts about a file of weights; lies beside it as JSON."""

    model_config = ConfigDict(extra="forbid")

    name: str
    network: str  # its class
    parameters: int
    kind: str  # format of the stored numbers, such as float16
    sha256: str  # of the file
    data: list[str]  # folders trained on
    pictures: int
    command: str  # that makes it again
    steps: int
    seconds: float  # of training, that of the stretches before not included
    before: list[Stretch] = []  # what the weights had been through when this training began
    # dB, on pictures of the same folders that were kept aside; of an automaton, against its target;
    # none where nothing is mended
    validation_psnr: float | None = None
    machine: str
    date: str
    torch: str
    licence: str = "Apache-2.0"
    measured: list[Measured] = []
    errors: dict[str, float] = {}  # mean square ones of what an automaton grew, by moment
    figures: dict[str, float] = {}  # other ones; the key says what, of what, and the unit

    @property
    def all_steps(self) -> int:
        """Steps of training, those of the stretches before included."""
        return self.steps + sum(stretch.steps for stretch in self.before)

    @property
    def all_seconds(self) -> float:
        """Seconds of training, those of the stretches before included."""
        return self.seconds + sum(stretch.seconds for stretch in self.before)


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return sha256(path.read_bytes()).hexdigest()


@cache
def read_card(name: str, folder: Path = FOLDER) -> Card:
    """Read the card of some weights.

    Raises:
        InputError: It is missing or not a card.
    """
    path = folder / f"{name}.json"
    try:
        return Card.model_validate_json(path.read_bytes())
    except OSError:
        raise InputError("The card {name} is missing from the weights.", name=path.name) from None
    except ValueError:
        raise InputError("The card {name} of the weights is damaged.", name=path.name) from None


def read_weights(name: str, folder: Path = FOLDER) -> dict[str, Tensor]:
    """Read a file of weights, after its hash has been found to be the card's.

    Raises:
        InputError: It or its card is missing, or it was altered.
    """
    from safetensors.torch import load

    path = folder / f"{name}.safetensors"
    card = read_card(name, folder)
    try:
        data = path.read_bytes()
    except OSError:
        raise InputError("The weights {name} are missing.", name=path.name) from None
    if sha256(data).hexdigest() != card.sha256:
        raise InputError("The weights {name} are not those of their card.", name=path.name)
    return load(data)


def write_card(card: Card, folder: Path = FOLDER) -> None:
    """Write the card beside its weights."""
    path = folder / f"{card.name}.json"
    path.write_text(card.model_dump_json(indent=2) + "\n", encoding="utf-8")
    read_card.cache_clear()
