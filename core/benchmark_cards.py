"""What a benchmark found, written on the cards of the weights that were measured."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from core.benchmark import Plan, Row
from core.machine import machine
from core.nn.cards import FOLDER, Measured, read_card, write_card


def record(name: str, plan: Plan, rows: Sequence[Row], folder: Path = FOLDER) -> None:
    """Put what the first method reached, and the others beside it, on the card of its weights.

    Args:
        name: Of the weights.
        plan: What was measured, and on what; older figures of the same are replaced.
        rows: Of the damaged picture (of what is enlarged, its bicubic enlargement), the method
            that uses the weights, and any others.
        folder: Where the card lies.

    Raises:
        InputError: There is no such card.
    """
    card = read_card(name, folder)
    levels = dict.fromkeys(row.level for row in rows)
    found = [_measured(plan, [row for row in rows if row.level == level]) for level in levels]
    replaced = {(figure.data, figure.damage) for figure in found}
    kept = [figure for figure in card.measured if (figure.data, figure.damage) not in replaced]
    write_card(card.model_copy(update={"measured": [*kept, *found]}), folder)


def _measured(plan: Plan, rows: Sequence[Row]) -> Measured:
    """Return the figures at one level."""
    scores = {row.method: row.score for row in rows if row.score is not None}
    damaged = scores.pop(plan.manner.baseline)
    (own, score), *others = scores.items()
    damage = plan.manner.at(plan.template, rows[0].level)
    return Measured(
        data=f"{plan.folder.name}, grey" if plan.grey else plan.folder.name,
        damage=damage,
        method=own,
        psnr=round(score.psnr, 2),
        ssim=round(score.ssim, 4),
        damaged_psnr=round(damaged.psnr, 2),
        beside={method: round(other.psnr, 2) for method, other in others},
        machine=machine(),
        date=date.today().isoformat(),
    )
