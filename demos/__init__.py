"""The pages of the app; each module knows gradio and its field, and no algorithm."""

from demos import denoise, lessons

TABS = (denoise, lessons)  # in visiting order
