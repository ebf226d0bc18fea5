"""What a minute of training in the page brings: `python -m core.generation.minute`.

Each preset is trained as a page's Start would, for as many seconds as it plans, and its samples
are judged by the classifier that comes along. On a quiet machine with two cores it takes six
minutes; the data sets must be there, or they are downloaded.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from core.generation.course import course_of
from core.generation.live import work
from core.generation.presets import GOOD

if TYPE_CHECKING:
    from core.classification.recognise import Name
    from core.workers.hand import Hand

SAMPLES = 1000
DATA: dict[str, Name] = {"fashion": "classifier_fashion", "digits": "classifier_digits"}
ENOUGH, ENOUGH_CLASSES = 0.8, 8  # of the confidence in real pictures; of ten classes
PRESENT = 0.02  # share of the samples that a class must have to count as present


@dataclass(frozen=True)
class Verdict:
    """What the classifier says of samples, beside what it says of real pictures."""

    confidence: float  # mean of the largest probability
    real: float  # the same of pictures of the test part
    classes: int  # that it finds among the samples
    right: float  # share of samples that it takes for the class that was asked for

    @property
    def ratio(self) -> float:
        """Of both confidences."""
        return self.confidence / self.real

    @property
    def is_enough(self) -> bool:
        """Whether a visitor can see what the samples are."""
        return self.ratio >= ENOUGH and self.classes >= ENOUGH_CLASSES


def measure(model: str, data: str, make_hand: Any, seconds: float = 60.0) -> tuple[Verdict, int]:
    """Train a preset and judge its samples; also return the steps it took.

    Args:
        model: gan, vae or flow.
        data: fashion or digits.
        make_hand: Returns the hand of a worker for a job's folder.
        seconds: That the training takes.
    """
    from safetensors.torch import load_file

    from core.generation.course import build
    from core.generation.live import MADE
    from core.workers.folder import JobFolder

    settings = {"model": model, "data": data, "seconds": seconds, **GOOD[model]}
    course = course_of(settings)
    with tempfile.TemporaryDirectory() as folder:
        job = JobFolder(Path(folder) / "job")
        job.create("generation", settings)
        hand: Hand = make_hand(job)
        work(hand)
        network = build(course.describe(tuple("0123456789")))
        network.load_state_dict(load_file(job.made / MADE))
        steps = job.reports()[-1].step
    return judge(network.eval(), data), steps


def judge(network: Any, data: str) -> Verdict:
    """Ask the classifier what it sees in samples, and in as many real pictures."""
    import torch

    from core.classification.recognise import load_classifier
    from core.classification.training import predict
    from core.data import read_known
    from core.generation.sampling import as_pictures, first_noise

    labels = np.arange(SAMPLES) % 10
    with torch.inference_mode():
        made = network.sample(first_noise(network, SAMPLES, 0), torch.from_numpy(labels))
    classifier = load_classifier(DATA[data])
    seen = predict(classifier, np.rint(as_pictures(made) * 255).astype(np.uint8))
    real = predict(classifier, read_known(data, "test").pictures[:SAMPLES])  # type: ignore[arg-type]
    shares = np.bincount(seen.argmax(1), minlength=10) / SAMPLES
    return Verdict(
        confidence=float(seen.max(1).mean()),
        real=float(real.max(1).mean()),
        classes=int((shares >= PRESENT).sum()),
        right=float((seen.argmax(1) == labels).mean()),
    )


def main() -> None:
    """Measure what is named on the command line, by default everything."""
    from core.machine import machine
    from core.workers.hand import Hand

    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--models", nargs="+", choices=list(GOOD), default=list(GOOD))
    parser.add_argument("--data", nargs="+", choices=list(DATA), default=list(DATA))
    parser.add_argument("--seconds", type=float, default=60.0)
    chosen = parser.parse_args()
    print(machine())
    for data in chosen.data:
        for model in chosen.models:
            verdict, steps = measure(model, data, Hand, chosen.seconds)
            print(
                f"{model} on {data}: {steps} steps in {chosen.seconds:.0f} s, confidence "
                f"{verdict.confidence:.3f} of {verdict.real:.3f} in real pictures "
                f"({verdict.ratio:.2f}), {verdict.classes} of 10 classes, {verdict.right:.0%} as "
                f"asked: {'enough' if verdict.is_enough else 'NOT ENOUGH'}",
                flush=True,
            )


if __name__ == "__main__":
    main()
