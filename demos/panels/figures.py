"""Matplotlib figures as SVG inside the page, so that they take its fonts and its ink."""

import io
import re
import warnings
from html import escape
from typing import Any

from demos.words import say

INKS = {"#78716c": "var(--body-text-color-subdued)", "#4347b8": "var(--accent)"}
PIXELS = 105  # on the screen for an inch, at most: text is to stay smaller than the page's own


def explanation_to_html(figure: Any, language: str) -> str:
    """Return an explaining figure in the visitor's language, its finding as a heading."""
    from matplotlib.text import Text

    figure.suptitle("").set_in_layout(False)
    for text in figure.findobj(Text):
        text.set_text(say(getattr(text, "sentence", text.get_text()), language))
    widest = PIXELS * figure.get_figwidth()
    finding = escape(say(figure.finding, language))
    return f"<h3>{finding}</h3>" + figure_to_html(figure, widest=widest)


def figure_to_html(figure: Any, *, widest: float | None = None) -> str:
    """Return a figure as an SVG element with real text.

    Args:
        figure: A matplotlib figure.
        widest: Pixels that it takes at most; else it is as wide as its place.
    """
    import matplotlib

    matplotlib.rcParams["svg.fonttype"] = "none"
    # Chinese is laid out by the browser, whose fonts matplotlib does not know.
    warnings.filterwarnings("ignore", message="Glyph .* missing from")
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", transparent=True, bbox_inches="tight", pad_inches=0.05)
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r'(<svg[^>]*?) width="[^"]*"', r"\1", svg, count=1)
    svg = re.sub(r'(<svg[^>]*?) height="[^"]*"', r"\1", svg, count=1)
    for drawn, ours in INKS.items():
        svg = svg.replace(drawn, ours)
    width = f' style="max-width: {widest:.0f}px"' if widest else ""
    return f'<figure class="drawn"{width}>{svg}</figure>'
