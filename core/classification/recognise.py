"""The classifiers that come along, ready to be asked."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Literal

from core.nn import cards
from core.sentence import InputError

if TYPE_CHECKING:
    from core.classification.network import Classifier

Name = Literal["classifier_fashion", "classifier_digits"]
_reading = Lock()


def load_classifier(name: Name) -> Classifier:
    """Return a trained classifier of grey pictures of 28 × 28 pixels, for all to share.

    It works in float32 on the CPU, so that figures are the same everywhere, and is read once,
    after its hash has been found to be its card's.

    Raises:
        InputError: The weights or their card are missing, altered, or do not fit.
    """
    with _reading:
        return _read(name)


@lru_cache(maxsize=2)
def _read(name: Name) -> Classifier:
    from safetensors import SafetensorError

    from core.classification.network import Classifier
    from core.classification.training import THOROUGH

    network = Classifier(width=THOROUGH.width)
    try:
        network.load_state_dict(cards.read_weights(name, cards.FOLDER))
    except (RuntimeError, SafetensorError):
        raise InputError("The weights {name} do not fit their network.", name=name) from None
    return network.eval().requires_grad_(False)
