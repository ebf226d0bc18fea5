"""Kernels of blur: how the light of one point is spread; each sums to 1."""

from core.field import Field
from core.fits import to_kernel
from core.kernels.bells import defocus, gaussian, point
from core.kernels.moved import camera_shake, motion, painted
from core.method import Method

__all__ = ["FIELD", "METHODS", "to_kernel"]

METHODS = (
    Method("Point", point),
    Method("Gaussian kernel", gaussian, {"spread": 0.8}, {"spread": 4.0}),
    Method("Defocus", defocus, {"radius": 1.5}, {"radius": 8.0}),
    Method("Motion", motion, {"length": 5.0}, {"length": 31.0}),
    Method("Camera shake", camera_shake),
    Method("Painted kernel", painted),
)

FIELD = Field("kernels", "Kernels", METHODS, makes="drawing")
