"""Fréchet distance between two sets of features, each taken for a Gaussian cloud."""

import numpy as np
from numpy.typing import NDArray

from core.metrics.bootstrap import RESAMPLES, interval, weights

Values = NDArray[np.float64]


def frechet_distance(real: Values, made: Values) -> float:
    r"""Return the squared Fréchet distance between two sets of features; 0 for the same set.

    It grows as pictures get fewer: two halves of one set are not at distance 0, since the
    covariances of few pictures are not yet those of many. So it can be compared only
    at the same number of pictures, and with the same features.

    Args:
        real: Features, (N, D).
        made: Features, (M, D).

    Formula:
        d^2 = |\mu_r - \mu_m|^2
        + \text{tr}\left(\Sigma_r + \Sigma_m - 2 (\Sigma_r \Sigma_m)^{1/2}\right)

    Source:
        M. Heusel, H. Ramsauer, T. Unterthiner, B. Nessler and S. Hochreiter, GANs Trained by a
        Two Time-Scale Update Rule Converge to a Local Nash Equilibrium, NeurIPS (2017); its FID
        is this with one particular Inception network, which is not used here.
    """
    return gaussian_distance(*moments(real), *moments(made))


def gaussian_distance(
    mean: Values, covariance: Values, other_mean: Values, other_covariance: Values
) -> float:
    """Return the squared Fréchet distance of two Gaussians.

    Args:
        mean: (D,).
        covariance: (D, D).
        other_mean: (D,).
        other_covariance: (D, D).

    Source:
        D. C. Dowson and B. V. Landau, The Fréchet Distance between Multivariate Normal
        Distributions, J. Multivar. Anal. 12 (1982) 450-455.
    """
    root = _root(covariance)
    # the product of two covariances has the eigenvalues of this symmetric matrix
    spread = np.linalg.eigvalsh(root @ other_covariance @ root)
    shared = np.sqrt(np.maximum(spread, 0)).sum()
    apart = np.square(mean - other_mean).sum()
    total = apart + np.trace(covariance) + np.trace(other_covariance) - 2 * shared
    return max(0.0, float(total))  # rounding may leave it below


def moments(features: Values, weight: Values | None = None) -> tuple[Values, Values]:
    """Return mean (D,) and covariance (D, D) of features (N, D).

    Args:
        features: A row for each picture.
        weight: How often each counts, (N,); once each unless told.
    """
    counts = np.ones(len(features)) if weight is None else weight
    total = counts.sum()
    mean = counts @ features / total
    scaled = (features - mean) * np.sqrt(counts / (total - 1))[:, None]
    return mean, scaled.T @ scaled


def frechet_interval(
    real: Values, made: Values, resamples: int = RESAMPLES, seed: int = 0
) -> tuple[float, float]:
    """Return the 95 % interval of the distance, both sets drawn anew.

    Args:
        real: Features, (N, D).
        made: Features, (M, D).
        resamples: How many times.
        seed: Draws them.
    """
    draws = zip(
        weights(len(real), resamples, seed), weights(len(made), resamples, seed + 1), strict=True
    )
    found = [gaussian_distance(*moments(real, a), *moments(made, b)) for a, b in draws]
    return interval(frechet_distance(real, made), np.array(found), least=0.0)


def _root(matrix: Values) -> Values:
    """Return the square root of a covariance, itself symmetric."""
    values, vectors = np.linalg.eigh(matrix)
    return (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T
