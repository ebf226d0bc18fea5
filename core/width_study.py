"""What a bottleneck costs: the autoencoder's quality against its width, beside the median's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from core.batch_plan import PICTURES
from core.degradation.gaussian_noise import gaussian_noise
from core.degradation.salt_and_pepper import salt_and_pepper
from core.denoising import METHODS
from core.image import Image, read_image
from core.jobs import Outcome
from core.machine import machine
from core.metrics import psnr
from core.nn.cards import FOLDER, Measured, read_card, write_card
from core.plots import ACCENT, INK
from core.rewriting import derive_seed
from core.sentence import InputError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SHARE = 0.3  # of the values, lost
SIGMA = 25  # of Gaussian noise, of 255


def _mask(clean: Image, seed: int) -> Image:
    """Lose values to black, each on its own."""
    chance = np.random.default_rng(seed).random(clean.shape)
    return np.where(chance < SHARE, np.float32(0), clean)


DAMAGES: dict[str, Callable[[Image, int], Image]] = {  # what the autoencoder has learned to mend
    "no damage": lambda clean, seed: clean,
    f"salt and pepper, {SHARE:.0%}": lambda c, seed: salt_and_pepper(c, density=SHARE, seed=seed),
    f"masking, {SHARE:.0%}": _mask,
    f"Gaussian noise, σ {SIGMA}": lambda c, seed: gaussian_noise(c, sigma=SIGMA, seed=seed),
}
STEPS = {  # the damage as the cards of other networks write it
    f"salt and pepper, {SHARE:.0%}": f"degradation.salt_and_pepper(density={SHARE})",
    f"masking, {SHARE:.0%}": f"masking(share={SHARE})",
    f"Gaussian noise, σ {SIGMA}": f"degradation.gaussian_noise(sigma={SIGMA})",
}
BY_ID = {method.id: method for method in METHODS}
WIDTHS = next(p.choices for p in BY_ID["autoencoder"].parameters if p.name == "width")
RADII = {"median 3 × 3": 1, "median 5 × 5": 2}
UNTOUCHED = "untouched"

Scores = Mapping[str, float]  # who mended: PSNR in dB


@dataclass(frozen=True)
class Trial:
    """One damaged picture, to be mended by all."""

    picture: Path
    damage: str
    seed: int


def trials(folder: Path, seed: int = 0) -> list[Trial]:
    """Return every picture of a folder with every damage.

    Raises:
        InputError: There is no picture.
    """
    found = sorted(p for p in folder.glob("*") if p.suffix.lower() in (".png", *PICTURES))
    if not found:
        raise InputError("There are no pictures in {name}.", name=folder)
    return [Trial(picture, damage, seed) for damage in DAMAGES for picture in found]


def measure(trial: Trial) -> Scores:
    """Damage the picture, let all mend it, and compare; results clipped, not rounded."""
    clean = read_image(trial.picture).image
    seed = derive_seed(trial.seed, trial.picture.name)
    damaged = DAMAGES[trial.damage](clean, seed)
    mended = {UNTOUCHED: damaged}
    for name, radius in RADII.items():
        mended[name] = BY_ID["median"](damaged, radius=radius)
    for width in WIDTHS:
        mended[width] = BY_ID["autoencoder"](damaged, width=width)
    return {name: psnr(np.clip(image, 0, 1), clean) for name, image in mended.items()}


def average(outcomes: Sequence[Outcome[Trial, Scores]]) -> dict[str, Scores]:
    """Return the means over the pictures, by damage.

    Raises:
        InputError: A picture could not be measured.
    """
    groups: dict[str, list[Scores]] = {damage: [] for damage in DAMAGES}
    for outcome in outcomes:
        groups[outcome.item.damage].append(outcome.get())
    return {
        damage: {name: float(np.mean([one[name] for one in group])) for name in group[0]}
        for damage, group in groups.items()
    }


def markdown(scores: Mapping[str, Scores], folder: Path, count: int, seed: int) -> str:
    """Return a line for each width and for the medians, a column for each damage."""
    names = {UNTOUCHED: UNTOUCHED, **{name: name for name in RADII}}
    names |= {width: f"autoencoder, width {width}" for width in WIDTHS}
    lines = [["", *scores], ["---", *["--:"] * len(scores)]]
    lines += [[said, *(f"{s[name]:.2f}" for s in scores.values())] for name, said in names.items()]
    caption = (
        f"PSNR in dB of the results, clipped but not rounded; mean over the {count} pictures of "
        f"{folder.name}. Width: numbers kept of 8 × 8 pixels. Seed {seed}, drawn anew for each "
        f"picture. {machine()}; {date.today().isoformat()}."
    )
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + f"\n\n{caption}"


def write(folder: Path, scores: Mapping[str, Scores], table: str) -> None:
    """Write table.md and plot.png into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "table.md").write_text(table + "\n", encoding="utf-8")
    plot(scores).savefig(folder / "plot.png", dpi=150)


def record(scores: Mapping[str, Scores], data: str, folder: Path = FOLDER) -> None:
    """Put what each width reached, and the medians beside it, on the card of its weights.

    Args:
        scores: Of every damage; those without any are left away.
        data: Name of the folder of pictures.
        folder: Where the cards lie.
    """
    for width in WIDTHS:
        found = [
            Measured(
                data=data,
                damage=STEPS[damage],
                method=BY_ID["autoencoder"].address,
                psnr=round(reached[width], 2),
                damaged_psnr=round(reached[UNTOUCHED], 2),
                beside={name: round(reached[name], 2) for name in RADII},
                machine=machine(),
                date=date.today().isoformat(),
            )
            for damage, reached in scores.items()
            if damage in STEPS
        ]
        card = read_card(f"autoencoder_{width}", folder)
        write_card(card.model_copy(update={"measured": found}), folder)


def plot(scores: Mapping[str, Scores]) -> Figure:
    """Return one panel for each damage: quality against width, its finding in the title."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 7.5), layout="constrained")
    for axes, (damage, found) in zip(figure.subplots(2, 2).flat, scores.items(), strict=True):
        _panel(axes, damage, found)
    return figure


def _panel(axes: Any, damage: str, found: Scores) -> None:
    widths, curve = [int(width) for width in WIDTHS], [found[width] for width in WIDTHS]
    axes.plot(widths, curve, "o-", color=ACCENT)
    best = max(RADII, key=lambda name: found[name])
    _name(axes, "autoencoder", widths[-1], curve[-1], "right", ACCENT)
    if np.isfinite(found[best]):
        axes.axhline(found[best], color=INK, linestyle="--")
        _name(axes, best, widths[0], found[best], "left", INK)
    axes.set_xscale("log", base=2)
    axes.set_xticks(widths, labels=WIDTHS)
    axes.set(xlabel="numbers kept of 8 × 8 pixels", ylabel="PSNR (dB)")
    axes.set_title(f"{damage}: {finding(found)}", fontsize=10, color=INK)
    axes.spines[["top", "right"]].set_visible(False)


def _name(axes: Any, name: str, width: int, height: float, side: str, colour: str) -> None:
    """Write a name above a point."""
    axes.annotate(
        name, (width, height), xytext=(0, 5), textcoords="offset points", color=colour, ha=side
    )


def finding(found: Scores) -> str:
    """Say how the best width compares with the better median."""
    median, best = max(found[name] for name in RADII), max(WIDTHS, key=lambda width: found[width])
    gain = found[best] - median
    kind = "better" if gain > 0 else "worse"
    return f"width {best} is {abs(gain):.1f} dB {kind} than the median"
