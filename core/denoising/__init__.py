"""Noise removal, ordered from the simplest idea to the strongest."""

from core.denoising.adaptive_median import adaptive_median
from core.denoising.adversarial import adversarial, explain_adversarial
from core.denoising.autoencoder import AUTOENCODERS, autoencoder, explain_autoencoder
from core.denoising.bilateral import bilateral
from core.denoising.bm3d import bm3d
from core.denoising.bm3d_explain import explain_bm3d
from core.denoising.dncnn import dncnn, explain_dncnn
from core.denoising.explain_bilateral import explain_bilateral
from core.denoising.explain_non_local_means import explain_non_local_means
from core.denoising.explain_perona_malik import explain_perona_malik
from core.denoising.gaussian import gaussian
from core.denoising.mean import mean
from core.denoising.median import median
from core.denoising.non_local_means import non_local_means
from core.denoising.perona_malik import perona_malik
from core.denoising.recurrent_cnn import explain_recurrent_cnn, recurrent_cnn
from core.denoising.tasks import TASKS
from core.denoising.total_variation import total_variation
from core.denoising.trained_automaton import trained_automaton
from core.denoising.unet import WEIGHTS, explain_unet, unet
from core.denoising.wavelet import wavelet
from core.denoising.wiener import wiener
from core.field import Field
from core.method import Method
from core.nn.pins import shipped

__all__ = ["FIELD", "METHODS", "TASKS"]

METHODS = (
    Method("Mean", mean, {}, {"radius": 2}),
    Method("Median", median, {}, {"radius": 2}),
    Method("Adaptive median", adaptive_median, {"radius": 1}, {"radius": 5}),
    Method("Trained automaton", trained_automaton),
    Method("Gaussian blur", gaussian, {"strength": 0.6}, {"strength": 2.0}),
    Method(
        "Bilateral filter",
        bilateral,
        {"strength": 0.15},
        {"strength": 0.4, "distance": 2.5},
        explain=explain_bilateral,
    ),
    Method("Wiener filter", wiener, {"radius": 1}, {"radius": 4}),
    Method("Total variation", total_variation, {"strength": 0.05}, {"strength": 0.2}),
    Method("Wavelet shrinkage (BayesShrink)", wavelet),
    Method(
        "Perona–Malik diffusion",
        perona_malik,
        {"strength": 0.1},
        {"strength": 0.2, "iterations": 20},
        explain=explain_perona_malik,
    ),
    Method(
        "Non-local means",
        non_local_means,
        {"strength": 0.4},
        {"strength": 1.0},
        explain=explain_non_local_means,
    ),
    Method("BM3D", bm3d, explain=explain_bm3d),
    Method("DnCNN", dncnn, weights=shipped("dncnn_grey"), explain=explain_dncnn),
    Method(
        "Error-correcting autoencoder",
        autoencoder,
        weights=shipped(*AUTOENCODERS),
        explain=explain_autoencoder,
    ),
    Method(
        "Recurrent CNN",
        recurrent_cnn,
        weights=shipped("recurrent_cnn"),
        explain=explain_recurrent_cnn,
    ),
    Method(
        "Adversarial restorer",
        adversarial,
        weights=shipped("adversarial"),
        explain=explain_adversarial,
    ),
    Method("U-Net denoiser", unet, weights=shipped(*WEIGHTS), explain=explain_unet),
)

FIELD = Field(
    "denoising",
    "Denoising",
    METHODS,
    participle="denoised",
    measured="mended",
    lessons=("denoise", "learned"),
    learned_lesson="learned",
)
