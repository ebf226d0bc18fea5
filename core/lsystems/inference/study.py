"""What is found again, measured: python -m core.lsystems.inference.study.

Systems drawn by chance are shown as pictures of 512 × 512 pixels and looked for; one counts as
recovered when IoU exceeds 0.95: both inks on 256 × 256 cells, thickened by one cell on all
sides. Seconds are the processor's, of one process; --seconds 360 stands for three minutes on
two cores.
"""

from time import process_time

from core.lsystems.inference.closeup import Look, ranked
from core.lsystems.inference.genomes import Space
from core.lsystems.inference.hidden import Hidden, hidden
from core.lsystems.inference.search import FOUND, Progress, infer, random_search
from core.lsystems.inference.target import Target

MANY = 10**9  # pictures: the seconds decide


def recover(system: Hidden, seed: int, seconds: float, rules: int) -> tuple[Look, Progress, float]:
    """Look for a hidden system.

    Returns:
        The best drawing, how the search stood, and the seconds it took.
    """
    target, start = system.target(), process_time()
    search = infer(target, budget=MANY, space=Space(rules), seed=seed, baseline=False)
    progress = next(search)
    while not progress.is_found and process_time() - start < seconds:
        progress = next(search)
    return ranked(target, progress.best)[0], progress, process_time() - start


def by_chance(target: Target, pictures: int, seed: int, rules: int) -> float:
    """Return the IoU that random search reaches with as many pictures."""
    search = random_search(target, space=Space(rules), seed=seed)
    best, tried = next(search)
    while tried < pictures:
        best, tried = next(search)
    return ranked(target, [best] if best else [])[0].iou if best else 0.0


def main(
    count: int = 20,
    first: int = 0,
    seconds: float = 360,
    rules: int = 1,
    baseline: bool = False,
) -> None:
    """Print what became of each system.

    Args:
        count: Systems.
        first: Seed of the first.
        seconds: Of the processor, for each.
        rules: 1, or 2 for an axiom X with a rule for F beside its own.
        baseline: Whether random search is run with as many pictures.
    """
    found = chance = 0
    for seed in range(first, first + count):
        system = hidden(seed, rules)
        best, progress, spent = recover(system, seed, seconds, rules)
        found += best.iou > FOUND
        line = (
            f"{seed:2} {system}: "
            f"{best.candidate.text}, {best.candidate.angle:g}°, order {best.candidate.order}: "
            f"IoU {best.iou:.3f}, {progress.tried} pictures, {spent:.0f} s"
        )
        if baseline:
            reached = by_chance(system.target(), progress.tried, seed, rules)
            chance += reached > FOUND
            line += f"; by chance {reached:.3f}"
        print(line, flush=True)
    print(f"{found} of {count} recovered" + (f", {chance} by chance" if baseline else ""))


if __name__ == "__main__":
    import typer

    typer.run(main)
