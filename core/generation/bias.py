"""`python -m core.generation.bias` tells how a Fréchet distance depends on the number of pictures.

It compares real pictures with real ones, so that the truth is 0, by the features of
classifier_fashion on the test part of Fashion-MNIST.
"""

from core.classification.extractors import own_extractor
from core.data import read_known
from core.generation.measuring import DRAWS, bias
from core.machine import machine


def main() -> None:
    """Print a table."""
    seen = own_extractor("classifier_fashion").features(read_known("fashion", "test").pictures)
    print(f"Mean of {DRAWS} pairs of sets; {machine()}")
    print("pictures  Fréchet Classifier Distance  Kernel Classifier Distance")
    for count, frechet, kernel in bias(seen):
        print(f"{count:8}  {frechet:27.3f}  {kernel:26.5f}")


if __name__ == "__main__":
    main()
