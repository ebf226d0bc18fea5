"""Transforms that torchvision has none of; an exported pipeline carries their source."""

import io
from typing import Any

import torch
from PIL import Image as Pillow
from torchvision import tv_tensors
from torchvision.transforms import v2
from torchvision.transforms.v2 import functional


class SaltAndPepper(v2.Transform):  # type: ignore[misc]
    """Turn a share of the values, drawn up to a density, black or white."""

    def __init__(self, density: float) -> None:
        """Take the largest share."""
        super().__init__()
        self.density = density

    def make_params(self, flat_inputs: list[Any]) -> dict[str, Any]:
        """Draw the share, and a number in [0, 1) for every value."""
        picture = next(i for i in flat_inputs if type(i) in (tv_tensors.Image, torch.Tensor))
        density = self.density * torch.rand(()).item()
        return {"density": density, "chance": torch.rand(picture.shape)}

    def transform(self, inpt: Any, params: dict[str, Any]) -> Any:
        """Spoil a picture of bytes; all else passes."""
        if type(inpt) not in (tv_tensors.Image, torch.Tensor):
            return inpt
        half = params["density"] / 2
        spoilt = inpt.masked_fill(params["chance"] < half, 0)
        return spoilt.masked_fill(params["chance"] >= 1 - half, 255)


class Jpeg(v2.Transform):  # type: ignore[misc]
    """Save as JPEG of a quality drawn from a range, and open again; v2.JPEG is deprecated."""

    def __init__(self, quality: tuple[int, int]) -> None:
        """Take the lowest and the highest quality."""
        super().__init__()
        self.quality = quality

    def make_params(self, flat_inputs: list[Any]) -> dict[str, Any]:
        """Draw the quality."""
        low, high = self.quality
        return {"quality": int(torch.randint(low, high + 1, ()))}

    def transform(self, inpt: Any, params: dict[str, Any]) -> Any:
        """Compress a picture of bytes; all else passes."""
        if type(inpt) not in (tv_tensors.Image, torch.Tensor):
            return inpt
        file = io.BytesIO()
        functional.to_pil_image(inpt).save(file, "JPEG", quality=params["quality"])
        with Pillow.open(file) as opened:
            return tv_tensors.wrap(functional.pil_to_tensor(opened), like=inpt)
