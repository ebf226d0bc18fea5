"""How well the shipped rules grow and heal: python -m core.automata.neural.measure.

Writes the figures on their cards. For textures the error is the squared sliced Wasserstein
distance of patches, in units of the target's own spread.
"""

from collections.abc import Iterator

import numpy as np

from core.automata.neural.growing import error
from core.automata.neural.run import Layers, Organism
from core.automata.neural.target import Target
from core.automata.neural.wounds import Wound
from core.automata.tasks import GROWING, TEXTURES, NeuralTask
from core.nn.cards import read_card, write_card

SIZE = 64
SEEDS = range(4)
HEALING = 100, 300  # steps
RADIUS = 6
WOUNDS = [(32, 32), (24, 30), (40, 34), (30, 24)]  # one for each seed: row and column
TEXTURE_STEPS = (96, 300, 1000)


def grown_errors(layers: Layers, target: Target) -> dict[str, float]:
    """Return the mean square error of colours and alpha at some moments, the mean over seeds.

    Args:
        layers: The rule.
        target: What it should grow.
    """
    runs = [
        dict(_run(layers, target, seed, where)) for seed, where in zip(SEEDS, WOUNDS, strict=True)
    ]
    return {moment: float(np.mean([run[moment] for run in runs])) for moment in runs[0]}


def _run(
    layers: Layers, target: Target, seed: int, where: tuple[int, int]
) -> Iterator[tuple[str, float]]:
    organism = Organism(layers, SIZE, seed)
    age = 0
    for moment in (96, 200, 500, 1000):
        for _ in range(moment - age):
            organism.step()
        age = moment
        yield f"step {moment}", error(organism, target)
    organism.erase(Wound(age, *where, RADIUS))
    yield "wounded", error(organism, target)
    healed = 0
    for moment in HEALING:
        for _ in range(moment - healed):
            organism.step()
        healed = moment
        yield f"{moment} steps after the wound", error(organism, target)


def texture_errors(layers: Layers, task: NeuralTask) -> dict[str, float]:
    """Return how far a texture lies from its target at some moments."""
    import torch

    from core.automata.neural.texture import texture_mismatch

    target = torch.from_numpy(task.target(SIZE))[None]
    organism = Organism(layers, SIZE, 0)
    found, age = {}, 0
    for moment in TEXTURE_STEPS:
        for _ in range(moment - age):
            organism.step()
        age = moment
        state = torch.from_numpy(organism.state.copy())[None]
        found[f"step {moment}"] = float(texture_mismatch(state, target, 0))
    return found


def main() -> None:
    """Measure every rule that is here, print the figures and write them on the cards."""
    from core.nn.weights import load
    from core.sentence import InputError

    for name, task in {**GROWING, **TEXTURES}.items():
        try:
            layers = Layers.of(load(task))  # type: ignore[arg-type]
        except InputError as missing:
            print(missing)
            continue
        if name in GROWING:
            found = grown_errors(layers, task.target(task.patch))
        else:
            found = texture_errors(layers, task)
        rounded = {moment: float(f"{value:.3g}") for moment, value in found.items()}
        print(name, rounded)
        write_card(read_card(task.name).model_copy(update={"errors": rounded}))


if __name__ == "__main__":
    main()
