"""The box that pictures are dropped into; alone here, since gradio writes a stub beside it."""

from typing import Any

import gradio as gr


class UploadedImage(gr.Image):
    """A picture box that hands on the uploaded file as it is; core's doors judge it."""

    is_template = True  # drawn by gradio's own image component

    def preprocess(self, payload: Any) -> tuple[str, str] | None:  # type: ignore[override]
        """Return path and name of the file."""
        return None if payload is None else (payload.path, payload.orig_name or "picture.png")
