"""Plots for reading at a glance."""

from typing import Any

INK, ACCENT = "#78716c", "#5b61d6"


def quality_against_time(points: list[tuple[str, float, float]], axes: tuple[str, str]) -> Any:
    """Return a figure with a named point per method, seconds on a logarithmic axis.

    Args:
        points: Name, seconds and quality of each.
        axes: Titles of the two axes.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 4.2), layout="constrained")
    plot = figure.add_subplot()
    best = max(points, key=lambda point: point[2])
    for point in points:
        name, seconds, quality = point
        colour = ACCENT if point is best else INK
        plot.plot(seconds, quality, "o", color=colour, markersize=7)
        plot.annotate(
            name, (seconds, quality), (6, 5), textcoords="offset points", color=colour, fontsize=10
        )
    plot.set_xscale("log")
    plot.margins(x=0.25, y=0.12)
    plot.set_xlabel(axes[0], color=INK)
    plot.set_ylabel(axes[1], color=INK)
    plot.tick_params(which="both", colors=INK)
    plot.spines[["top", "right"]].set_visible(False)
    plot.spines[["left", "bottom"]].set_color(INK)
    return figure
