"""A training in the page as its page sees it, without PyTorch."""

import os
from pathlib import Path


def paint(hand):
    """Report samples and numbers until it is stopped, then leave weights made beforehand."""
    import numpy as np

    step, arrays = 0, {"grid": np.full((60, 16, 16, 1), 99, np.uint8), "labels": np.arange(60) % 10}
    try:
        while True:
            hand.check()
            step += 1
            if hand.due(0.05):
                hand.report(step, 0.5, {"D(real)": 0.6, "D(fake)": 0.4, "diversity": 0.9}, arrays)
    finally:
        content = Path(os.environ["PAINTED_WEIGHTS"]).read_bytes()
        (hand.folder / "weights.safetensors").write_bytes(content)
