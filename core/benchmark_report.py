"""What a benchmark found: as a table, and as a plot of quality against time."""

import csv
from collections.abc import Sequence
from dataclasses import astuple, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.benchmark import Plan, Row, Score, Trial
from core.benchmark_manners import MANNERS, UNTOUCHED, Manner
from core.benchmark_peers import Race
from core.fields import find_field
from core.machine import machine
from core.plots import Point, quality_against_time
from core.recipe_text import parse
from core.told import told

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def caption(plan: Plan, trials: Sequence[Trial], workers: int) -> str:
    """Return what was measured, how, on which machine and when."""
    recipe = parse(f'sample("camera") | {trials[0].damage}')
    names = sorted({name for m in find_field(plan.field).methods for name in told(recipe, m)})
    knows = (
        f"Methods with a setting {' or '.join(names)} are told its true value; a" if names else "A"
    )
    count = len({trial.picture for trial in trials})
    kind = ", grey" if plan.grey else ""
    is_random = any(p.is_seed for step in recipe.steps for p in step.method.parameters)
    seeds = f", seed {plan.seed} drawn anew for each picture" if is_random else ""
    return (
        f"{plan.manner.told}, then seconds per picture; "
        f"mean over the {count} pictures of {plan.folder.name}{kind}. MB: memory that the "
        f"method took at most beyond what was held before. Damage: `{plan.template}`{seeds}. "
        f"{recipe.steps[-1].method.docstring.description} {knows}ll other settings are the "
        f"defaults. {machine()}, jobs: {workers}; {date.today().isoformat()}."
    )


def markdown(
    rows: Sequence[Row],
    caption: str,
    races: Sequence[Race] = (),
    manner: Manner = MANNERS["mended"],
) -> str:
    """Return one line for each method, and a pair of columns for each level."""
    levels = list(dict.fromkeys(row.level for row in rows))
    heads = [head for level in levels for head in (_heading(level, manner), "s", "MB")]
    lines = [_line(["method", *heads]), _line(["---", *["--:"] * len(heads)])]
    for name in dict.fromkeys(row.method for row in rows):
        found = {row.level: row for row in rows if row.method == name}
        lines.append(_line([name, *(cell for level in levels for cell in _cells(found[level]))]))
    failures = {f"{row.method}: {row.failure}" for row in rows if row.failure is not None}
    return "\n\n".join(["\n".join(lines), *sorted(failures), caption, *map(_tell, races)])


def write(
    folder: Path, rows: Sequence[Row], table: str, manner: Manner = MANNERS["mended"]
) -> None:
    """Write table.md, table.csv and plot.png into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "table.md").write_text(table + "\n", encoding="utf-8")
    with (folder / "table.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        measured = [field.name for field in fields(Score)]
        writer.writerow(["method", "level", *measured, "failure"])
        for row in rows:
            scores = astuple(row.score) if row.score else [""] * len(measured)
            level = "" if row.level is None else row.level
            writer.writerow([row.method, level, *scores, row.failure or ""])
    plot(rows, manner).savefig(folder / "plot.png", dpi=150)


def plot(rows: Sequence[Row], manner: Manner = MANNERS["mended"]) -> "Figure":
    """Return one panel for each level: quality against time, its best method in the title."""
    from matplotlib.figure import Figure

    levels = list(dict.fromkeys(row.level for row in rows))
    figure = Figure(figsize=(6 * len(levels), 5), layout="constrained")
    for axes, level in zip(figure.subplots(1, len(levels), squeeze=False)[0], levels, strict=True):
        _panel(axes, _heading(level, manner), [row for row in rows if row.level == level])
    return figure


def _panel(axes: Any, heading: str, rows: Sequence[Row]) -> None:
    axes.set(xlabel="seconds per picture", ylabel="PSNR (dB)")
    points = [
        Point(row.method.rpartition(".")[2], row.score.seconds, row.score.psnr)
        for row in rows
        if row.score is not None and row.method != UNTOUCHED
    ]
    if points:
        best = quality_against_time(axes, points)
        place = "" if rows[0].level is None else f"{heading}: "
        axes.set_title(f"{place}{best.name} is best, {best.quality:.2f} dB in {best.seconds:.2g} s")


def _heading(level: float | None, manner: Manner) -> str:
    return "result" if level is None else manner.heading.format(level=level)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(row: Row) -> tuple[str, str, str]:
    """Return quality, seconds and megabytes."""
    score = row.score
    if score is None:
        return "–", "–", "–"
    quality = f"{score.psnr:.2f} / {score.ssim:.4f}"
    if score.distance is not None:
        quality += f" / {1000 * score.distance:.1f}"
    if row.method == UNTOUCHED:
        return quality, "", ""
    return quality, f"{score.seconds:.3g}", _whole(score.megabytes)


def _whole(megabytes: float | None) -> str:
    return "–" if megabytes is None else f"{megabytes:.0f}"


def _tell(race: Race) -> str:
    ours = ", ".join(
        f"{name} {seconds:.3g} s (a factor of {race.their_seconds / seconds:.1f})"
        for name, seconds in race.ours.items()
    )
    return (
        f"On one grey picture of 512 × 512, σ 25, in one process, fastest of several runs: the "
        f"package {race.theirs} {race.their_seconds:.2f} s, {ours}."
    )
