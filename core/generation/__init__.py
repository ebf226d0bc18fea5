"""Pictures from nothing but noise: models that learned from others what pictures are like."""

from core.field import Field
from core.generation.flow import flow
from core.generation.gan import gan
from core.generation.latent import arithmetic, directions, interpolate, traverse
from core.generation.mapping import latent_map
from core.generation.reconstruct import reconstruct
from core.generation.trained import trained
from core.generation.trainings import TRAININGS
from core.generation.vae import beta_vae, vae
from core.generation.words import words
from core.method import Method
from core.nn.pins import shipped

__all__ = ["FIELD", "METHODS", "TRAININGS"]

CODED = shipped("gan_fashion", "vae_fashion", "beta_vae_fashion")
METHODS = (
    Method("GAN", gan, weights=shipped("gan_fashion")),
    Method("VAE", vae, weights=shipped("vae_fashion")),
    Method("β-VAE", beta_vae, weights=shipped("beta_vae_fashion")),
    Method("Flow", flow, {"steps": 3}, {"steps": 30}, weights=shipped("flow_fashion")),
    Method("Words to emoji", words, weights=shipped("words_emoji")),
    Method(
        "Between two samples",
        interpolate,
        weights=shipped("gan_fashion", "vae_fashion", "beta_vae_fashion", "flow_fashion"),
    ),
    Method("Directions", directions, weights=CODED),
    Method("One number at a time", traverse, weights=shipped("vae_fashion", "beta_vae_fashion")),
    Method("Map of two numbers", latent_map, weights=shipped("vae_map_fashion")),
    Method("Arithmetic", arithmetic, weights=CODED),
    Method(
        "Your picture's code",
        reconstruct,
        weights=shipped("vae_fashion", "beta_vae_fashion", "vae_map_fashion", "gan_fashion"),
    ),
    Method("Trained here", trained),
)

FIELD = Field(
    "generation",
    "Generation",
    METHODS,
    makes="drawing",
    is_filmed=True,
    lessons=("generation", "measuring", "misuse"),
)
