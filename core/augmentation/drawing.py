"""One augmentation of one picture: what is drawn, and what that does to the picture."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import torch
from torchvision import tv_tensors
from torchvision.transforms import v2
from torchvision.transforms.v2 import functional

from core.augmentation.drawn_values import values_of
from core.augmentation.pairs import PAIRS
from core.augmentation.seeded import Seeded
from core.augmentation.transform import Call, Size, with_probability
from core.image import Image, sample

POLICIES = ("RandAugment", "TrivialAugmentWide", "AutoAugment", "AugMix")
UNTOLD = "coffee"  # sample that is mixed in where no picture is given
MOVES = ("ShearX", "ShearY", "TranslateX", "TranslateY", "Rotate")  # operations of policies
Tensors = dict[str, Any]  # "picture", and boxes, mask and points where there are


def to_picture(image: Image) -> Any:
    """Return the picture in bytes, (C, H, W), as trainings read it."""
    levels = np.rint(np.clip(image, 0, 1) * 255).astype(np.uint8)
    return tv_tensors.Image(torch.from_numpy(np.ascontiguousarray(levels.transpose(2, 0, 1))))


def from_picture(picture: Any) -> Image:
    """Return the picture of bytes as an Image."""
    levels = np.ascontiguousarray(picture.numpy().transpose(1, 2, 0))
    return levels.astype(np.float32) / np.float32(255)


def augment_one(spell: Callable[..., Call], image: Image, settings: Mapping[str, Any]) -> Image:
    """Return the augmented picture."""
    tensors, _ = draw(spell, {"picture": to_picture(image)}, settings)
    return from_picture(tensors["picture"])


def draw(
    spell: Callable[..., Call], tensors: Tensors, settings: Mapping[str, Any]
) -> tuple[Tensors, dict[str, Any] | None]:
    """Return the augmented tensors, and what was drawn; None if it was not applied."""
    size = Size(*tensors["picture"].shape[-2:])
    made = spell(size, **settings)
    with Seeded(settings["seed"]):
        if made.name in PAIRS:
            return _mix(made, tensors, settings)
        transform = with_probability(made, settings["probability"]).build()
        seen: list[dict[str, Any]] = []
        watched = [_watch(leaf, seen) for leaf in _leaves(transform)]
        if made.name in POLICIES:
            tensors = _follow(watched[0], transform, tensors, seen)
        elif made.name == "RandomErasing":  # it warns of targets, which it lets pass
            tensors = {**tensors, "picture": transform(tensors["picture"])}
        else:
            tensors = transform(tensors)
    return tensors, values_of(seen, size) if seen else None


def _leaves(transform: Any) -> list[Any]:
    inner = getattr(transform, "transforms", None)
    return [transform] if inner is None else [leaf for one in inner for leaf in _leaves(one)]


def _watch(leaf: Any, seen: list[dict[str, Any]]) -> Any:
    """Note what the transform draws, of which it tells only itself."""
    if type(leaf).__name__ in POLICIES:
        original = leaf._apply_image_or_video_transform

        def apply(image: Any, name: str, magnitude: float, *rest: Any, **more: Any) -> Any:
            seen.append({"name": name, "magnitude": magnitude})
            return original(image, name, magnitude, *rest, **more)

        leaf._apply_image_or_video_transform = apply
    else:
        make_params = leaf.make_params

        def make(flat_inputs: list[Any]) -> dict[str, Any]:
            seen.append(make_params(flat_inputs))
            return seen[-1]

        leaf.make_params = make
    return leaf


def _follow(policy: Any, transform: Any, tensors: Tensors, seen: list[dict[str, Any]]) -> Tensors:
    """Move targets by what a policy did to their picture, since policies take pictures alone."""
    moved = {**tensors, "picture": transform(tensors["picture"])}
    if isinstance(policy, v2.AugMix):
        return moved
    apply = type(policy)._apply_image_or_video_transform
    for one in seen:
        if one["name"] in MOVES:
            for name in moved.keys() - {"picture"}:
                moved[name] = apply(
                    policy, moved[name], one["name"], one["magnitude"], "bilinear", policy._fill
                )
    return moved


def _mix(
    made: Call, tensors: Tensors, settings: Mapping[str, Any]
) -> tuple[Tensors, dict[str, Any] | None]:
    if settings["probability"] < 1 and torch.rand(1) >= settings["probability"]:
        return tensors, None
    picture = tensors["picture"]
    other = _fitted(settings["other"], tuple(picture.shape))
    seen: list[dict[str, Any]] = []
    transform = _watch(made.build(), seen)
    mixed, _ = transform(torch.stack([picture.float(), other]), torch.tensor([0, 1]))
    levels = tv_tensors.Image(mixed[0].round().to(torch.uint8))
    return {**tensors, "picture": levels}, values_of(seen, Size(*picture.shape[-2:]))


def _fitted(other: Image | str | None, shape: tuple[int, int, int]) -> Any:
    """Return a picture, or the named sample, in levels from 0 to 255 and a shape, (C, H, W)."""
    given = sample(other or UNTOLD) if other is None or isinstance(other, str) else other
    picture = to_picture(given).as_subclass(torch.Tensor).float()
    picture = functional.resize(picture, list(shape[1:]), antialias=True)
    if shape[0] == 1 and len(picture) == 3:
        picture = functional.rgb_to_grayscale(picture)
    return picture.round().expand(shape)
