"""Which pictures a visitor may choose to learn from."""

from typing import Annotated, Literal

from core.method import Titles

TITLES = {
    "drawn": "Drawn shapes",
    "fashion": "Fashion-MNIST",
    "digits": "MNIST",
    "own": "Own pictures",
}
Data = Annotated[Literal["drawn", "fashion", "digits", "own"], Titles(TITLES)]
