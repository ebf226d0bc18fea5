"""Many small pictures of one size, with their classes where they have some."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.data.fitting import LARGEST, SMALLEST, fitted
from core.sentence import InputError, Sentence


@dataclass(frozen=True, eq=False)
class Collection:
    """Pictures to learn from. The arrays are shared: nobody writes into them."""

    name: str
    pictures: NDArray[np.uint8]  # (N, H, W, C), C is 1 or 3, black 0, white 255
    labels: NDArray[np.int64] | None  # (N,), places in classes
    classes: tuple[str, ...]  # () where there are no labels
    note: Sentence | None = None  # what was done to them on the way

    def __len__(self) -> int:
        """Return the number of pictures."""
        return len(self.pictures)

    @property
    def side(self) -> int:
        """Pixels along the shorter side."""
        return min(self.pictures.shape[1:3])

    @property
    def channels(self) -> int:
        """1 for grey, 3 for colour."""
        return self.pictures.shape[3]

    def unit(self) -> NDArray[np.float32]:
        """Return the pictures with black at 0 and white at 1, (N, H, W, C)."""
        return self.pictures.astype(np.float32) / np.float32(255)

    def take(self, places: Iterable[int]) -> "Collection":
        """Return some of the pictures, in the order asked for."""
        chosen = np.fromiter(places, np.int64)
        labels = None if self.labels is None else self.labels[chosen]
        return replace(self, pictures=self.pictures[chosen], labels=labels)

    def few(self, per_class: int, *, seed: int = 0) -> "Collection":
        """Return as many of each class, drawn at random, all classes mixed.

        Raises:
            InputError: There are no classes, or one has fewer pictures.
        """
        if self.labels is None:
            raise InputError("The pictures have no classes.")
        order = np.random.default_rng(seed).permutation(len(self))
        labels = self.labels[order]
        places = [order[labels == label][:per_class] for label in range(len(self.classes))]
        for name, found in zip(self.classes, places, strict=True):
            if len(found) < per_class:
                raise InputError(
                    "The class {name} has {count} pictures; {needed} are asked for.",
                    name=name,
                    count=len(found),
                    needed=per_class,
                )
        return self.take(np.stack(places, axis=1).ravel())


def fit(collection: Collection, side: int, channels: int) -> Collection:
    """Cut the pictures to squares in the middle and give them another size, grey or colour.

    Args:
        collection: Pictures of any size.
        side: Pixels along a side of the result, in [16, 64].
        channels: 1 for grey, 3 for colour.

    Returns:
        The same collection if nothing is to be done, else one whose note says what was.

    Raises:
        InputError: The side lies beyond.
    """
    check_side(side)
    height, width = collection.pictures.shape[1:3]
    if (height, width, collection.channels) == (side, side, channels):
        return collection
    cut = height != width
    note = replace(NOTES[cut, channels == 3], values={"side": side})
    return replace(collection, pictures=fitted(collection.pictures, side, channels), note=note)


def check_side(side: int) -> None:
    """Raise InputError if no network here learns pictures of this size."""
    if not SMALLEST <= side <= LARGEST:
        raise InputError(
            "The side must lie in [{low}, {high}] pixels, got {side}.",
            low=SMALLEST,
            high=LARGEST,
            side=side,
        )


NOTES = {  # by whether they were cut, and whether they are in colour
    (False, False): Sentence("Fitted to {side} × {side} pixels, grey."),
    (False, True): Sentence("Fitted to {side} × {side} pixels, in colour."),
    (True, False): Sentence("Cut to squares, then fitted to {side} × {side} pixels, grey."),
    (True, True): Sentence("Cut to squares, then fitted to {side} × {side} pixels, in colour."),
}
