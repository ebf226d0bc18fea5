"""What a training in the page is told: what learns, what from, and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from core.data.choice import Data
from core.method import RARE, Method, Range, Seed, Titles

if TYPE_CHECKING:
    from core.generation.models.model import Model

Kind = Annotated[
    Literal["gan", "vae", "flow"], Titles({"gan": "GAN", "vae": "VAE", "flow": "Flow"})
]
Loss = Annotated[
    Literal["non-saturating", "minimax", "wasserstein", "r1"],
    Titles(
        {
            "non-saturating": "Non-saturating",
            "minimax": "Minimax",
            "wasserstein": "WGAN-GP",
            "r1": "R1",
        }
    ),
]
Likelihood = Annotated[
    Literal["bernoulli", "gaussian"], Titles({"bernoulli": "Bernoulli", "gaussian": "Gaussian"})
]
OF_MODEL: Mapping[str, tuple[str, ...]] = {  # settings that one model alone has
    "gan": ("loss", "discriminator_steps", "generator_steps"),
    "vae": ("beta", "likelihood"),
    "flow": (),
}
MULTIPLE = 4  # of which a side must be


@dataclass(frozen=True, kw_only=True)
class Course:
    """A training from its first step to its last.

    Args:
        model: What learns.
        data: What it learns from.
        side: Pixels along either side of a picture, a multiple of 4; others are fitted.
        colour: In colour, else grey.
        classes: Whether it is told the classes of the pictures, and can be asked for one.
        seconds: How long it learns; over the last 40 % the rate falls to nothing. 0 is until
            it is stopped.
        rate: Of learning: how far a step goes; may be changed while it runs.
        batch: Pictures seen at a step; may be changed while it runs.
        stop_rule: Stop when something has gone wrong, or when nothing improves any more.
        loss: What makes the discriminator and the generator learn.
        discriminator_steps: Steps that the discriminator takes in its turn.
        generator_steps: Steps that the generator takes in its turn.
        beta: Price of a nat in the code; 1 is the VAE, more the β-VAE.
        likelihood: How a reconstruction is judged; Gaussian counts small errors of grey more.
        latent: Numbers that stand for a picture; a flow has one for every pixel.
        width: Channels of the finest level of the network.
        running_mean: Share of the running mean of the weights that a step leaves; samples are made
            with it.
        seed: Draws the first weights, the order of pictures and the noise.
    """

    model: Kind = "gan"
    data: Data = "drawn"
    side: Annotated[int, Range(16, 64, 4)] = 28
    colour: bool = False
    classes: bool = True
    seconds: Annotated[float, Range(0, 3600, 5)] = 60
    rate: Annotated[float, Range(0.00001, 0.1, 0.00001)] = 0.001
    batch: Annotated[int, Range(2, 256)] = 64
    stop_rule: bool = False
    loss: Loss = "non-saturating"
    discriminator_steps: Annotated[int, Range(1, 16)] = 1
    generator_steps: Annotated[int, Range(1, 16)] = 1
    beta: Annotated[float, Range(0, 200, 0.1)] = 1.0
    likelihood: Likelihood = "bernoulli"
    latent: Annotated[int, Range(1, 128)] = 64
    width: Annotated[int, Range(8, 128, 8)] = 64
    running_mean: Annotated[float, Range(0, 0.9999, 0.0001), RARE] = 0.995
    seed: Seed = 0

    @property
    def fitted_side(self) -> int:
        """The side that the networks can make."""
        return max(16, self.side - self.side % MULTIPLE)

    @property
    def channels(self) -> int:
        """1 for grey, 3 for colour."""
        return 3 if self.colour else 1

    def describe(self, classes: tuple[str, ...]) -> dict[str, Any]:
        """Return all that building the network again needs, as JSON can hold it.

        Args:
            classes: Of the pictures; () where there are none.
        """
        known = list(classes) if self.classes else []
        shape = {"side": self.fitted_side, "channels": self.channels, "classes": len(known)}
        network: dict[str, Any] = {"latent": self.latent, "width": self.width}
        if self.model == "gan":
            network["loss"] = self.loss
        if self.model == "vae":
            network |= {"beta": self.beta, "likelihood": self.likelihood}
        if self.model == "flow":
            network = {"widths": [self.width, 2 * self.width]}
        return {"model": self.model, "shape": shape, "network": network, "classes": known}


def build(description: Mapping[str, Any]) -> Model:
    """Return an untrained network as a course describes it."""
    from core.generation.models.flow import Flow
    from core.generation.models.gan import GAN
    from core.generation.models.model import Shape
    from core.generation.models.vae import VAE

    networks: dict[str, type[Model]] = {"gan": GAN, "vae": VAE, "flow": Flow}
    return networks[description["model"]](Shape(**description["shape"]), **description["network"])


COURSE = Method("Training in the page", Course)  # its parameters are the page's widgets


def course_of(settings: Mapping[str, Any]) -> Course:
    """Return the course of some settings, the others as they are by default.

    Raises:
        InputError: One is unknown or out of bounds.
    """
    return Course(**COURSE.check(settings))
