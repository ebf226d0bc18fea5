"""Start Pixel Atelier in the browser: `uv run app.py`, or on a Space as it stands."""

import os

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # before gradio is imported

from demos.site import launch

if __name__ == "__main__":
    launch()
