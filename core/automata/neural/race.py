"""How fast neural automata run here: python -m core.automata.neural.race."""

from time import perf_counter

from core.automata.neural.run import Layers, Organism
from core.automata.tasks import GROWING

STEPS = 500
SIZE = 64


def steps_per_second(layers: Layers, *, turns: int = 5) -> float:
    """Return the rate over the first 500 steps from the seed, the fastest of some turns."""
    taken = []
    for turn in range(turns):
        organism = Organism(layers, SIZE, turn)
        start = perf_counter()
        for _ in range(STEPS):
            organism.step()
        taken.append(perf_counter() - start)
    return STEPS / min(taken)


def main() -> None:
    """Print the rate of every shipped rule."""
    from core.nn.weights import load

    print(f"Steps a second on {SIZE} × {SIZE}, {STEPS} from the seed, fastest of 5 turns")
    for name, task in GROWING.items():
        layers = Layers.of(load(task))  # type: ignore[arg-type]
        print(f"  {name:12s} {steps_per_second(layers):7.0f}")


if __name__ == "__main__":
    main()
