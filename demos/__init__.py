"""The pages of the app; each module knows gradio and its field, and no algorithm."""

from demos import (
    augmentation,
    automata,
    denoise,
    generation,
    inpainting,
    lessons,
    lsystems,
    superresolution,
)

TABS = (  # in visiting order
    denoise,
    superresolution,
    inpainting,
    augmentation,
    generation,
    automata,
    lsystems,
    lessons,
)
