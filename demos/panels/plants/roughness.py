"""The dimension of a drawing: counted on a picture, and the exact one where it is known."""

from dataclasses import replace

import numpy as np

from core.image import Image
from core.lsystems.dimension import count_boxes
from core.lsystems.drawing import draw, fitted
from core.lsystems.growth import growth
from core.lsystems.specimen import Specimen
from core.lsystems.strokes import Strokes
from core.sentence import InputError
from demos.panels.text import big_figures, message
from demos.words import joined, say

SIDE = 1024  # pixels of the drawing that is measured
THIN = 0.5  # of its lines, in 1/500 of the side: one pixel
MOST = 60_000  # symbols of a string that is drawn once more to be measured


def roughness(chosen: Specimen, image: Image | None, language: str) -> str:
    """Return both dimensions as large figures, and how the one was measured.

    Args:
        chosen: What is drawn.
        image: The drawing as the page shows it, for one that takes long to draw.
        language: Of the words.
    """
    last = growth(chosen.system, chosen.order)[-1]
    segment = 0.0  # pixels
    if last.modules <= MOST:
        turtle = replace(chosen.turtle, width=min(THIN, chosen.turtle.width))
        strokes = replace(chosen, turtle=turtle).strokes()
        image = draw(strokes, size=SIDE)
        segment = _typical(strokes) * fitted(strokes, SIDE).scale
    if image is None:
        return ""
    try:
        boxes = count_boxes(image, segment)
    except InputError as error:
        return message(say(error.sentence, language))
    figures = [(say("Dimension, by boxes", language), f"{boxes.dimension:.2f}", "", "")]
    how = say(
        "Counted on a drawing of {side} pixels along a side, with boxes of {low} to {high}, none"
        " smaller than most segments: the slope of log count against log 1 / side.",
        language,
        side=image.shape[0],
        low=boxes.sizes[0],
        high=boxes.sizes[-1],
    )
    if chosen.dimension is not None:
        name = say("Dimension, exact", language)
        figures.append((name, f"{chosen.dimension:.4f}", "", ""))
        exact = say("The exact one is log copies / log ratio.", language)
        how = joined([how, exact], language)
    return big_figures(figures, how)


def _typical(strokes: Strokes) -> float:
    """Return the middle one of the segments' lengths."""
    lengths = np.linalg.norm((strokes.ends - strokes.starts)[:, :2], axis=1)
    return float(np.median(lengths)) if len(lengths) else 0.0
