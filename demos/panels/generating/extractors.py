"""By whose features pictures are compared: the choice and what it stands for."""

from core.classification.extractors import inception_extractor, own_extractor
from core.metrics.generative import Extractor
from core.sentence import Sentence

OWN = "own"
INCEPTIONS = {  # whether it may be downloaded is part of the choice
    "inception": str(Sentence("torchvision’s Inception v3, if its weights are here")),
    "inception_fetched": str(Sentence("the same, downloaded if need be (104 MB)")),
}


def extractor_named(name: str) -> Extractor:
    """Return the network that a choice stands for.

    Raises:
        InputError: Its weights are not here.
    """
    if name in INCEPTIONS:
        return inception_extractor(download=name == "inception_fetched")
    return own_extractor("classifier_fashion")
