"""The pages of the app; each module knows gradio and its field, and no algorithm."""

from demos import automata, denoise, lessons, lsystems, superresolution

TABS = (denoise, superresolution, automata, lsystems, lessons)  # in visiting order
