"""Networks by whose features sets of pictures are compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from core.classification.recognise import Name, load_classifier
from core.metrics.generative import Kind, Seen, Values
from core.sentence import InputError

if TYPE_CHECKING:
    from torch import Tensor, nn

    from core.classification.network import Classifier

    # pictures (B, C, H, W) in [0, 1] -> features (B, D) and logits (B, K)
    Look = Callable[[Tensor], tuple[Tensor, Tensor]]

INCEPTION = "Inception v3, torchvision’s weights IMAGENET1K_V1: not the network of published FIDs"
INCEPTION_SIDE = 299  # pixels that pictures are brought to
IMAGENET_MEAN, IMAGENET_SPREAD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


@dataclass(frozen=True, kw_only=True)
class NetworkExtractor:
    """Looks at pictures, some at a time."""

    name: str  # which network, with which weights
    kind: Kind
    look: Look
    dimensions: int  # of the features
    channels: tuple[int, ...]  # that it takes
    sides: tuple[int, int]  # pixels along a side, at least and at most
    batch: int = 500

    def see(self, pictures: NDArray[Any]) -> Seen:
        """Return features and probabilities.

        Args:
            pictures: (N, H, W, C), 0 to 255 in uint8 or 0 to 1 in floats.

        Raises:
            InputError: They are of a size that it does not take.
        """
        import torch

        self._check(pictures)
        features, probabilities = [], []
        with torch.inference_mode():
            for part in np.split(pictures, range(self.batch, len(pictures), self.batch)):
                found, logits = self.look(_tensor(part))
                features.append(found.double().numpy())
                probabilities.append(logits.double().softmax(1).numpy())
        return Seen(np.concatenate(features), np.concatenate(probabilities))

    def features(self, pictures: NDArray[Any]) -> Values:
        """Return the features, (N, D); see `see`."""
        return self.see(pictures).features

    def probabilities(self, pictures: NDArray[Any]) -> Values:
        """Return the probability of each kind, (N, K); see `see`."""
        return self.see(pictures).probabilities

    def _check(self, pictures: NDArray[Any]) -> None:
        _, height, width, channels = pictures.shape
        least, most = self.sides
        if channels in self.channels and least <= min(height, width) <= max(height, width) <= most:
            return
        raise InputError(
            "{name} takes pictures of {least} to {most} pixels along a side and {wanted} channels, "
            "got {width} × {height} and {channels}.",
            name=self.name,
            least=least,
            most=most,
            wanted=" / ".join(map(str, self.channels)),
            width=width,
            height=height,
            channels=channels,
        )


def own_extractor(name: Name) -> NetworkExtractor:
    """Return the features of a classifier that comes along: grey pictures of 28 × 28 pixels.

    Raises:
        InputError: Its weights are missing or altered.
    """
    return classifier_extractor(load_classifier(name), name, 28)


def classifier_extractor(network: Classifier, name: str, side: int) -> NetworkExtractor:
    """Return the features of any trained classifier, for pictures of the size that it learned.

    Args:
        network: In eval mode.
        name: Of it, for people.
        side: Pixels along a side of the pictures that it learned from.
    """

    def look(pictures: Tensor) -> tuple[Tensor, Tensor]:
        features = network.features(pictures)
        return features, network.last(features)

    return NetworkExtractor(
        name=name,
        kind="classifier",
        look=look,
        dimensions=network.dimensions,
        channels=(network.channels,),
        sides=(side, side),
    )


def inception_extractor(download: bool = False) -> NetworkExtractor:
    """Return torchvision's Inception v3, for who has its weights or wants them (104 MB).

    It learned from ImageNet's photographs, and its weights are others than those behind
    published FIDs: figures by it are to be compared with one another only.

    Args:
        download: Fetch the weights where they are not in PyTorch's cache.

    Raises:
        InputError: The weights are not here, and are not to be or cannot be fetched.
    """
    network, last = _inception(download)

    def look(pictures: Tensor) -> tuple[Tensor, Tensor]:
        features = network(_for_inception(pictures))
        return features, last(features)

    return NetworkExtractor(
        name=INCEPTION,
        kind="inception",
        look=look,
        dimensions=2048,
        channels=(1, 3),
        sides=(16, 4096),
        batch=50,
    )


@lru_cache(maxsize=1)
def _inception(download: bool) -> tuple[nn.Module, nn.Module]:
    """Return the network up to its features, and its last layer."""
    import torch
    from torch.hub import get_dir, load_state_dict_from_url
    from torchvision.models import Inception_V3_Weights, inception_v3

    url = Inception_V3_Weights.IMAGENET1K_V1.url
    if not download and not (Path(get_dir()) / "checkpoints" / url.rpartition("/")[2]).is_file():
        raise InputError(
            "The weights of torchvision’s Inception v3 are not on this machine; they can be "
            "downloaded, 104 MB."
        )
    try:
        state = load_state_dict_from_url(url, progress=False, check_hash=True, map_location="cpu")
    except (OSError, RuntimeError) as error:  # no network, or another file than was meant
        raise InputError(
            "The weights of torchvision’s Inception v3 could not be fetched: {reason}",
            reason=error,
        ) from None
    network = inception_v3(transform_input=True, init_weights=False)
    network.load_state_dict(state)
    network.eval().requires_grad_(False)
    last, network.fc = network.fc, torch.nn.Identity()
    return network, last


def _for_inception(pictures: Tensor) -> Tensor:
    """Return pictures (B, 3, 299, 299) with ImageNet's mean and spread taken out."""
    import torch
    from torch.nn import functional

    colour = pictures.expand(-1, 3, -1, -1)
    size = (INCEPTION_SIDE, INCEPTION_SIDE)
    large = functional.interpolate(colour, size, mode="bilinear", antialias=True)
    mean, spread = (torch.tensor(x).view(3, 1, 1) for x in (IMAGENET_MEAN, IMAGENET_SPREAD))
    return (large - mean) / spread


def _tensor(pictures: NDArray[Any]) -> Tensor:
    """Return pictures (N, C, H, W) in [0, 1] of (N, H, W, C) in bytes or floats."""
    import torch

    tensor = torch.from_numpy(np.ascontiguousarray(pictures)).permute(0, 3, 1, 2)
    scaled = tensor.float() / 255 if pictures.dtype == np.uint8 else tensor.float().clamp(0, 1)
    return scaled.contiguous(memory_format=torch.channels_last)
