"""Packages of others, measured beside our methods and raced against them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from core.fields import find_method
from core.image import Image
from core.sentence import InputError


@dataclass(frozen=True)
class Peer:
    """A package that mends Gaussian noise."""

    name: str
    rival: str  # our method's address
    run: Callable[[Image, float], Image]  # of the picture and the noise's sigma, of 255


@dataclass(frozen=True)
class Race:
    """Seconds of a package and of ours on one picture."""

    theirs: str
    their_seconds: float
    ours: Mapping[str, float]


def find_peer(name: str) -> Peer:
    """Return the package of that name.

    Raises:
        InputError: It is unknown or not installed.
    """
    from importlib.util import find_spec

    peers = {"bm3d": Peer("bm3d", "denoising.bm3d", run_bm3d)}
    if name not in peers:
        names = ", ".join(peers)
        raise InputError("There is no peer {name}; there are {names}.", name=name, names=names)
    if find_spec(name) is None:
        raise InputError("The package {name} is not installed.", name=name)
    find_method(peers[name].rival)
    return peers[name]


def run_bm3d(damaged: Image, sigma: float) -> Image:
    """Mend a picture by the package bm3d."""
    from bm3d import bm3d, bm3d_rgb

    is_grey = damaged.shape[2] == 1
    mended = bm3d(damaged[..., 0], sigma / 255) if is_grey else bm3d_rgb(damaged, sigma / 255)
    return np.asarray(mended, np.float32).reshape(damaged.shape)
