"""What was drawn, as a few names and numbers that people read."""

from typing import Any

import numpy as np

from core.augmentation.transform import Size

NAMES = {  # torchvision's name: ours
    "angle": "angle",
    "scale": "scale",
    "brightness_factor": "brightness",
    "contrast_factor": "contrast",
    "saturation_factor": "saturation",
    "hue_factor": "hue",
    "quality": "quality",
    "density": "density",
    "lam": "share",
    "lam_adjusted": "share",
    "top": "top",
    "left": "left",
    "height": "height",
    "width": "width",
    "i": "top",
    "j": "left",
    "h": "height",
    "w": "width",
}
PAIRED = {  # of two numbers
    "translate": ("right", "down"),
    "shear": ("shear_x", "shear_y"),
}
NEUTRAL = {"angle": 0, "scale": 1, "translate": (0, 0), "shear": (0, 0)}  # of an affine map
DIGITS = 4


def values_of(seen: list[dict[str, Any]], size: Size) -> dict[str, Any]:
    """Return names and numbers for what transforms drew.

    Angles are in degrees, against the clock; lengths and positions in pixels; brightness,
    contrast, saturation and scale are factors; hue is a share of the wheel.
    """
    if seen and "magnitude" in seen[0]:
        return {"operations": ", ".join(operation(**one) for one in seen)}
    made: dict[str, Any] = {}
    for params in seen:
        affine = NEUTRAL.keys() <= params.keys()
        for name, value in params.items():
            if value is not None and not (affine and _is_neutral(name, value)):
                made |= _read(name, value, size)
    return made


def operation(name: str, magnitude: float) -> str:
    """Return an operation of a policy with its magnitude."""
    return f"{name} {magnitude:.2f}".rstrip("0").rstrip(".") if magnitude else name


def _is_neutral(name: str, value: Any) -> bool:
    plain = tuple(value) if isinstance(value, list | tuple) else value
    return bool(plain == NEUTRAL.get(name))


def _read(name: str, value: Any, size: Size) -> dict[str, Any]:
    if name in NAMES:
        return {NAMES[name]: _short(value)}
    if name in PAIRED:
        return {own: _short(one) for own, one in zip(PAIRED[name], value, strict=True)}
    if name == "sigma":
        return {"spread": _short(value[0])}
    if name == "coefficients":
        return {"corner_shift": _short(_corner_shift(value, size))}
    if name == "displacement":  # of the grid from -1 to 1
        sides = value.new_tensor([size.width, size.height])
        return {"largest_shift": _short((value * sides / 2).norm(dim=-1).max().item())}
    return {}


def _short(value: float) -> float | int:
    return value if isinstance(value, int) else float(f"{value:.{DIGITS}g}")


def _corner_shift(coefficients: list[float], size: Size) -> float:
    """Return how far the corner that moves most moves, in pixels."""
    back = np.append(coefficients, 1).reshape(3, 3)  # from the result to the picture
    right, bottom = size.width - 1, size.height - 1
    corners = np.array([(0, 0, 1), (right, 0, 1), (0, bottom, 1), (right, bottom, 1)]).T
    moved = np.linalg.solve(back, corners)
    shifts = moved[:2] / moved[2] - corners[:2]
    return float(np.hypot(*shifts).max())
