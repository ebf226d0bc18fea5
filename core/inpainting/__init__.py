"""Holes filled, ordered from heat flow to copies and learned pictures."""

from core.field import Field
from core.inpainting.biharmonic import biharmonic
from core.inpainting.coherence_transport import coherence_transport
from core.inpainting.edge_enhancing import edge_enhancing
from core.inpainting.exemplar import exemplar
from core.inpainting.fast_marching import fast_marching
from core.inpainting.harmonic import harmonic
from core.inpainting.navier_stokes import navier_stokes
from core.inpainting.patch_match import patch_match
from core.inpainting.plug_and_play import plug_and_play
from core.inpainting.total_variation import total_variation
from core.method import Method

__all__ = ["FIELD", "METHODS"]

METHODS = (
    Method("Harmonic fill", harmonic),
    Method("Biharmonic fill", biharmonic),
    Method("Fast marching (Telea)", fast_marching),
    Method("Navier–Stokes", navier_stokes),
    Method("Coherence transport", coherence_transport),
    Method("Total variation", total_variation),
    Method("Edge-enhancing diffusion", edge_enhancing),
    Method("Exemplars (Criminisi)", exemplar),
    Method("PatchMatch", patch_match),
    Method("Plug and play", plug_and_play),
)
FIELD = Field(
    "inpainting",
    "Inpainting",
    METHODS,
    participle="filled",
    measured="filled",
    lessons=("inpainting",),
)
