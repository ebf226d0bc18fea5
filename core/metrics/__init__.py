"""How far a result is from the truth, as the field measures it."""

from core.metrics.enlarged import comparable, score_enlarged
from core.metrics.error import mse, psnr
from core.metrics.regions import score_filled
from core.metrics.score import luma, score
from core.metrics.similarity import ssim

__all__ = ["comparable", "luma", "mse", "psnr", "score", "score_enlarged", "score_filled", "ssim"]
