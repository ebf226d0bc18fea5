"""Fashion-MNIST and MNIST, from where torchvision has them and in its layout.

The files are read without it: importing it takes longer than reading them.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from core.data.collection import Collection
from core.data.download import Report, download
from core.sentence import InputError
from core.settings import settings

Known = Literal["fashion", "digits"]
Part = Literal["train", "test"]
NAMES: dict[Known, str] = {"fashion": "FashionMNIST", "digits": "MNIST"}  # torchvision's classes
FILES = {  # bytes of each when unpacked
    "train-images-idx3-ubyte": 47_040_016,
    "train-labels-idx1-ubyte": 60_008,
    "t10k-images-idx3-ubyte": 7_840_016,
    "t10k-labels-idx1-ubyte": 10_008,
}
CLASSES: dict[Known, tuple[str, ...]] = {
    "fashion": ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
                "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"),
    "digits": tuple("0123456789"),
}  # fmt: skip
UNSIGNED_BYTES = 0x800  # of the magic number
_one_at_a_time = Lock()  # thirty who ask at once are served by one download


def read_known(name: Known, part: Part, report: Report | None = None) -> Collection:
    """Read a well-known set of 28 × 28 grey pictures in ten classes, light on black.

    It is looked for in the folder of the settings, then in the user's cache, and downloaded
    where it lies in neither.

    Args:
        name: fashion is Fashion-MNIST, digits is MNIST.
        part: train has 60,000 pictures, test 10,000.
        report: Is told the share in [0, 1] while it downloads; what it raises ends that.

    Returns:
        All pictures, kept for the next who asks.

    Raises:
        InputError: The set is not here and cannot be downloaded, or its files are damaged.
    """
    if (root := _root(name)) is None:
        with _one_at_a_time:
            root = _root(name) or _fetch(name, report or (lambda share: None))
    return _read(root, name, part)


def is_here(name: Known) -> bool:
    """Return whether a set can be read without a download."""
    return _root(name) is not None


def _folders() -> list[Path]:
    from platformdirs import user_cache_path

    own = [Path(settings.data).expanduser()] if settings.data else []
    return [*own, user_cache_path("pixel-atelier") / "data"]


def _raw(root: Path, name: Known) -> Path:
    return root / NAMES[name] / "raw"


def _root(name: Known) -> Path | None:
    """Return the first folder that holds the whole set."""
    for root in _folders():
        if all((_raw(root, name) / file).is_file() for file in FILES):
            return root
    return None


def _offer(name: Known) -> Any:
    """Return torchvision's class of a set: its mirrors, and its files with their digests."""
    import torchvision.datasets

    return getattr(torchvision.datasets, NAMES[name])


def _fetch(name: Known, report: Callable[[float], None]) -> Path:
    """Download a set into the first folder that can be written to."""
    offer, done, whole = _offer(name), 0, sum(FILES.values())
    root = _writable(name)
    for packed, digest in offer.resources:
        file = packed.removesuffix(".gz")
        size, start = FILES[file], done

        def tell(share: float, start: int = start, size: int = size) -> None:
            report((start + share * size) / whole)

        if not (_raw(root, name) / file).is_file():
            addresses = [mirror + packed for mirror in offer.mirrors]
            try:
                download(addresses, digest, _raw(root, name) / file, size, tell)
            except OSError:
                raise _not_here(name, root) from None
        done += size
    report(1.0)
    return root


def _writable(name: Known) -> Path:
    for root in _folders():
        try:
            _raw(root, name).mkdir(parents=True, exist_ok=True)
            (probe := _raw(root, name) / ".writable").touch()
            probe.unlink()
        except OSError:
            continue
        return root
    raise _not_here(name, _folders()[0])


def _not_here(name: Known, root: Path) -> InputError:
    return InputError(
        "{name} could not be downloaded to {folder}; the drawn pictures need no download.",
        name=NAMES[name],
        folder=_raw(root, name),
    )


@lru_cache(maxsize=4)
def _read(root: Path, name: Known, part: Part) -> Collection:
    start = _raw(root, name) / ("train" if part == "train" else "t10k")
    try:
        pictures = _array(Path(f"{start}-images-idx3-ubyte"), dimensions=3)
        labels = _array(Path(f"{start}-labels-idx1-ubyte"), dimensions=1)
        if len(pictures) != len(labels) or labels.max() >= len(CLASSES[name]):
            raise ValueError
    except (ValueError, OSError):
        raise InputError(
            "The files of {name} in {folder} are damaged; remove them and ask again.",
            name=NAMES[name],
            folder=start.parent,
        ) from None
    return Collection(NAMES[name], pictures[..., None], labels.astype(np.int64), CLASSES[name])


def _array(path: Path, *, dimensions: int) -> NDArray[np.uint8]:
    """Read a file of bytes in the idx format: a magic number, the shape, the values.

    Raises:
        ValueError: It is none, or is cut off.

    Source:
        Y. LeCun, C. Cortes, C. J. C. Burges, The MNIST Database of Handwritten Digits (1998).
    """
    data = np.fromfile(path, np.uint8)
    head = 4 * (1 + dimensions)
    magic, *shape = data[:head].view(">i4").tolist()
    if magic != UNSIGNED_BYTES + dimensions:
        raise ValueError
    return data[head:].reshape(shape)
