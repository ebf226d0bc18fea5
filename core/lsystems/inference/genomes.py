"""Where rules come from: drawn by chance, changed, mixed, or all of them one after another."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.lsystems.inference.sketch import Rules
from core.lsystems.inference.words import (
    LONGEST,
    all_words,
    canonical,
    crossed,
    mutated,
    neighbours,
    random_word,
)  # fmt: skip

KEPT, DOUBLED, OWN = 0.2, 0.5, 0.3  # shares of F -> F, F -> FF and others where X has a rule too
PATIENCE = 20  # edits tried before a child is drawn by chance


@dataclass(frozen=True)
class Space:
    """The systems looked for: rule F alone, or an axiom X and rules for both."""

    rules: int = 1
    longest: int = LONGEST  # symbols of a word

    @property
    def letters(self) -> str:
        """What stands in the words besides turns and brackets."""
        return "F" if self.rules == 1 else "FX"

    def drawn(self, rng: np.random.Generator) -> Rules:
        """Return rules drawn by chance, every word equally likely where they can be counted."""
        if self.rules == 1:
            words = all_words("F", self.longest)
            return (("F", words[int(rng.integers(len(words)))]),)
        kind = rng.choice(3, p=(KEPT, DOUBLED, OWN))
        own = random_word(rng, "F", self.longest) if kind == 2 else "F" * (kind + 1)
        while not self.allows(rules := (("X", random_word(rng, "FX", self.longest)), ("F", own))):
            pass
        return rules

    def walk(self, rng: np.random.Generator) -> Iterator[Rules]:
        """Yield rules without end: one after another in random order where they can be counted."""
        if self.rules == 1:
            words = all_words("F", self.longest)
            while True:
                yield from ((("F", words[i]),) for i in rng.permutation(len(words)).tolist())
        while True:
            yield self.drawn(rng)

    def allows(self, rules: Rules) -> bool:
        """Whether words are short enough, and the axiom draws and grows."""
        axiom, word = rules[0]
        if any(len(word) > self.longest or not word for _, word in rules):
            return False
        if self.rules == 1:
            return word.count("F") >= 2
        return word.count(axiom) >= 1 and "F" in word and "F" in rules[1][1]

    def child(self, rules: Rules, other: Rules, rng: np.random.Generator) -> Rules:
        """Return a mutant of rules, or a mixture with others."""
        for _ in range(PATIENCE):
            words = dict(rules)
            symbol = str(rng.choice(list(words))) if rng.random() < 0.3 else rules[0][0]
            letters = self.letters if symbol == rules[0][0] else "F"
            if rng.random() < 0.25:
                words[symbol] = crossed(words[symbol], dict(other)[symbol], rng)
            else:
                words[symbol] = mutated(words[symbol], rng, letters)
            made = tuple(words.items())
            if made != rules and self.allows(made):
                return made
        return self.drawn(rng)

    def around(self, rules: Rules) -> Iterator[Rules]:
        """Yield all rules one edit away."""
        for symbol, word in rules:
            letters = self.letters if symbol == rules[0][0] else "F"
            for edited in neighbours(word, letters):
                made = tuple({**dict(rules), symbol: canonical(edited)}.items())
                if self.allows(made):
                    yield made
