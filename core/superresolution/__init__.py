"""Making pictures larger, from the simplest idea to the strongest, the slowest at the end."""

from core.field import Field
from core.method import Method
from core.nn.pins import shipped
from core.superresolution.back_projection import back_projection
from core.superresolution.bicubic import bicubic
from core.superresolution.bilinear import bilinear
from core.superresolution.espcn import espcn
from core.superresolution.explain_espcn import explain_espcn
from core.superresolution.lanczos import lanczos
from core.superresolution.nearest import nearest
from core.superresolution.perceptual import explain_perceptual, perceptual
from core.superresolution.residual import explain_residual, residual
from core.superresolution.self_similarity import self_similarity
from core.superresolution.srcnn import explain_srcnn, srcnn
from core.superresolution.tasks import TASKS

__all__ = ["FIELD", "METHODS", "TASKS"]

METHODS = (
    Method("Nearest neighbour", nearest),
    Method("Bilinear", bilinear),
    Method("Bicubic", bicubic),
    Method("Lanczos", lanczos),
    Method("Back projection", back_projection, {"iterations": 3}, {"iterations": 30}),
    Method("SRCNN", srcnn, weights=shipped("srcnn"), explain=explain_srcnn),
    Method("ESPCN", espcn, weights=shipped("espcn"), explain=explain_espcn),
    Method("Residual network", residual, weights=shipped("residual"), explain=explain_residual),
    Method(
        "Perceptual network",
        perceptual,
        weights=shipped("perceptual"),
        explain=explain_perceptual,
    ),
    Method("Self-similarity", self_similarity, {"steps": 300}, {"steps": 2000}, minimum=8),
)

FIELD = Field(
    "superresolution",
    "Super-resolution",
    METHODS,
    makes="enlarged",
    participle="enlarged",
    measured="enlarged",
    lessons=("superresolution",),
)
