"""A training as the page shows it: how it stands, its figures, its curves, its samples."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from core.generation.course import COURSE, Course, course_of
from core.generation.sampling import columns_of, sheet
from core.plots import ACCENT, INK
from core.sentence import Sentence
from core.workers import Report, Status, job_queue
from demos.panels.figures import figure_to_html
from demos.panels.grown import inline
from demos.panels.text import big_figures, message, progress_bar
from demos.words import joined, say

WIDE, HIGH = 7, 1.45  # inches, of one plot
Number = tuple[Sentence, str, str, float]  # what it is called, its format, its unit, units in one

NUMBERS: Mapping[str, Number] = {
    "D(real)": (Sentence("D(real)"), ".2f", "", 1),
    "D(fake)": (Sentence("D(fake)"), ".2f", "", 1),
    "critic(real)": (Sentence("critic(real)"), ".2f", "", 1),
    "critic(fake)": (Sentence("critic(fake)"), ".2f", "", 1),
    "signal": (Sentence("Slope left"), ".0f", "%", 100),
    "ELBO": (Sentence("ELBO"), ".1f", "nat", 1),
    "reconstruction": (Sentence("Reconstruction"), ".1f", "nat", 1),
    "divergence": (Sentence("Divergence"), ".1f", "nat", 1),
    "active dimensions": (Sentence("Active numbers"), ".0f", "", 1),
    "velocity error": (Sentence("Velocity error"), ".3f", "", 1),
    "diversity": (Sentence("Diversity"), ".0f", "%", 100),
    "distance": (Sentence("Distance to the data"), ".3f", "", 1),
    "generator loss": (Sentence("Generator’s loss"), ".2f", "", 1),
    "discriminator loss": (Sentence("Discriminator’s loss"), ".2f", "", 1),
    "pictures per second": (Sentence("Pictures per second"), ",.0f", "", 1),
}
FIGURES: Mapping[str, Sequence[str]] = {  # of each model, those that are there
    "gan": ("D(real)", "D(fake)", "critic(real)", "critic(fake)", "signal"),
    "vae": ("ELBO", "reconstruction", "divergence", "active dimensions"),
    "flow": ("velocity error", "distance"),
}
PLOTS: Mapping[str, Sequence[tuple[str, ...]]] = {  # what stands in one plot
    "gan": (
        ("D(real)", "D(fake)"),
        ("critic(real)", "critic(fake)"),
        ("generator loss", "discriminator loss"),
        ("diversity",),
    ),
    "vae": (("reconstruction",), ("divergence",), ("diversity",)),
    "flow": (("velocity error",), ("distance",), ("diversity",)),
}
MEANINGS: Mapping[str, Sentence] = {
    "diversity": Sentence(
        "Diversity is how far two samples of a class lie apart, as a share of how far two real "
        "pictures do."
    ),
    "signal": Sentence(
        "Slope left is the share of the discriminator’s slope that reaches the generator."
    ),
    "active dimensions": Sentence("A number is active that holds more than 0.05 nats."),
    "distance": Sentence("The distance is the energy distance of the pixels."),
}


def title_of(settings: Mapping[str, Any], language: str) -> str:
    """Say in a line what is trained on what."""
    course = course_of(settings)
    titles = {p.name: p.titles for p in COURSE.parameters}
    side = course.fitted_side
    parts = [
        say(titles["model"][course.model], language),
        say(titles["data"][course.data], language),
        f"{side} × {side}",
        say("colour" if course.colour else "grey", language),
    ]
    return " · ".join(parts)


def status_line(status: Status, reports: Sequence[Report], language: str) -> str:
    """Say how a training stands."""
    course = course_of(status.settings)
    values: dict[str, object] = {"step": status.step, "seconds": status.seconds}
    match status.state:
        case "waiting":
            said = say("Place {place} in the queue.", language, place=status.position)
            return progress_bar(said, 0)
        case "running" if status.step == 0:
            note = reports[-1].note if reports else None
            return progress_bar(say(note or Sentence("Preparing …"), language), status.share)
        case "running" if course.seconds:
            left = (1 - status.share) * course.seconds
            said = say("Step {step}, {left:.0f} s left", language, step=status.step, left=left)
            return progress_bar(said, status.share)
        case "running":
            return progress_bar(say("Step {step} after {seconds:.0f} s", language, **values), 0)
        case "failed":
            return message(say(status.failure or Sentence("Stopped."), language), "error")
    said = say(STATES[status.state].template, language, **values)
    why = say(status.failure, language) if status.failure else ""
    return message(joined([why, said], language))


STATES: Mapping[str, Sentence] = {
    "paused": Sentence("Paused at step {step}."),
    "finished": Sentence("Finished: {step} steps in {seconds:.0f} s."),
    "stopped": Sentence("Stopped at step {step}; Continue goes on from here."),
    "interrupted": Sentence(
        "The server stopped meanwhile; Continue takes it up where it was last put down."
    ),
}


def doubt_of(reports: Sequence[Report], language: str) -> str:
    """Say what is wrong, or what was done to the pictures."""
    started = [report for report in reports if report.step > 0]
    doubt = started[-1].note if started else None
    if doubt is not None:
        return message(say(doubt, language), "error")
    first = reports[0].note if reports and reports[0].step == 0 and started else None
    return message(say(first, language)) if first is not None else ""


def figures_of(course: Course, numbers: Mapping[str, float], language: str) -> str:
    """Return the numbers at a glance."""
    names = [*FIGURES[course.model], "diversity", "pictures per second"]
    names = [name for name in names if name in numbers]
    of = say("of {count}", language, count=course.latent)
    rows = [
        _figure(name, numbers[name], of if name == "active dimensions" else "", language)
        for name in names
    ]
    meanings = [say(MEANINGS[name], language) for name in names if name in MEANINGS]
    return big_figures(rows, joined(meanings, language))


def _figure(name: str, value: float, beside: str, language: str) -> tuple[str, str, str, str]:
    title, how, unit, units = NUMBERS[name]
    return say(title, language), format(units * value, how), unit, beside


@lru_cache(maxsize=32)
def plots_of(job: str, step: int, language: str) -> str:
    """Return the curves of a training up to a step; whoever looks at the same one shares them."""
    from matplotlib.figure import Figure

    course = course_of(job_queue().status(job).settings)
    reports = [report for report in job_queue().reports(job) if 0 < report.step <= step]
    known = set().union(*(report.numbers for report in reports))
    shown = [names for names in PLOTS[course.model] if set(names) & known]
    if len(reports) < 2 or not shown:
        return ""
    figure = Figure(figsize=(WIDE, HIGH * len(shown)), layout="constrained")
    places = figure.subplots(len(shown), 1, sharex=True, squeeze=False)[:, 0]
    for axes, names in zip(places, shown, strict=True):
        _draw(axes, reports, names, language)
    places[-1].set_xlabel(say("step", language), color=INK)
    return figure_to_html(figure)


def _draw(axes: Any, reports: Sequence[Report], names: Sequence[str], language: str) -> None:
    """Draw one or two quantities, the first coloured, each named above in its colour."""
    for place, (name, colour) in enumerate(zip(names, (ACCENT, INK), strict=False)):
        title, _, unit, units = NUMBERS[name]
        rows = [(r.step, units * r.numbers[name]) for r in reports if name in r.numbers]
        steps, values = np.array(rows).T
        axes.plot(steps, values, color=colour, linewidth=1.4)
        axes.plot(steps[-1:], values[-1:], "o", color=colour, markersize=4)
        axes.annotate(
            " ".join(filter(None, [say(title, language), unit and f"({unit})"])),
            (1 - 0.3 * place, 1), xytext=(0, 2), xycoords="axes fraction",
            textcoords="offset points", ha="right", va="bottom", color=colour, fontsize=9,
        )  # fmt: skip
    axes.margins(y=0.2)
    axes.tick_params(colors=INK, labelsize=8)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(INK)


def samples_of(job: str, language: str, title: str) -> dict[str, Any] | None:
    """Return the last samples as a viewer takes them, nothing before there are some."""
    arrays = job_queue().latest(job)
    if "grid" not in arrays:
        return None
    classes = int(arrays["labels"].max()) + 1
    whole = sheet(arrays["grid"].astype(np.float32) / 255, columns_of(classes))
    after = {"src": inline(whole), "label": say("Samples of the same noise", language)}
    height, width = whole.shape[:2]
    return {"after": after, "width": width, "height": height, "alt": title}
