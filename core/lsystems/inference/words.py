"""What a rule may make of a symbol: words with matching brackets, and how they change."""

from collections.abc import Iterator
from functools import cache

import numpy as np

LONGEST = 8  # symbols of a word
TURNS, BRACKETS = "+-", "[]"
Tree = list["str | Tree"]


def canonical(word: str) -> str:
    """Return the word without what changes nothing in a drawing, branches in a fixed order.

    +- cancel, a branch without a step goes, so do turns at a branch's end; branches that leave
    from the same place are sorted.
    """
    return _write(_tidy(_tree(word)))


def is_balanced(word: str) -> bool:
    """Tell whether every bracket has its partner."""
    depth = 0
    for symbol in word:
        depth += (symbol == "[") - (symbol == "]")
        if depth < 0:
            return False
    return depth == 0


@cache
def all_words(letters: str, longest: int = LONGEST) -> tuple[str, ...]:
    """Return all canonical words of 2 or more letters, in a fixed order."""
    written = (word for length in range(2, longest + 1) for word in _words(letters, length))
    found = {canonical(word) for word in written}
    return tuple(sorted(word for word in found if sum(map(word.count, letters)) >= 2))


def random_word(rng: np.random.Generator, letters: str, longest: int = LONGEST) -> str:
    """Return a canonical word of two or more letters, drawn symbol by symbol."""
    while True:
        size = int(rng.integers(2, longest + 1))
        word = "".join(rng.choice(list(letters * 2 + TURNS), size))
        for _ in range(int(rng.integers(0, 3))):
            word = _wrapped(word, rng)
        word = canonical(word)
        if len(word) <= longest and sum(map(word.count, letters)) >= 2:
            return word


def mutated(word: str, rng: np.random.Generator, letters: str) -> str:
    """Return the word after one or a few edits; it may have become too long, or pointless."""
    for _ in range(int(rng.geometric(0.6))):
        edits = (_inserted, _deleted, _replaced, _swapped, _wrapped, _moved, _doubled, _mirrored)
        word = edits[int(rng.choice(8, p=(0.2, 0.18, 0.2, 0.1, 0.12, 0.08, 0.08, 0.04)))](
            word, rng, letters
        )
    return canonical(word)


def crossed(word: str, other: str, rng: np.random.Generator) -> str:
    """Return the word with one of its blocks replaced by one of the other's."""
    start, end = _block(word, rng)
    first, last = _block(other, rng)
    return canonical(word[:start] + other[first:last] + word[end:])


def neighbours(word: str, letters: str) -> tuple[str, ...]:
    """Return all canonical words one edit away: a symbol, a pair of brackets or their place."""
    symbols = letters + TURNS
    found = set()
    for place in range(len(word) + 1):
        found |= {word[:place] + symbol + word[place:] for symbol in symbols}
        found |= {
            word[:place] + "[" + word[place:end] + "]" + word[end:]
            for end in range(place + 1, len(word) + 1)
            if is_balanced(word[place:end])
        }
    for place, symbol in enumerate(word):
        if symbol not in BRACKETS:
            found |= {word[:place] + other + word[place + 1 :] for other in (*symbols, "")}
            continue
        rest = word[:place] + word[place + 1 :]
        found |= {rest[:to] + symbol + rest[to:] for to in range(len(rest) + 1)}
        if symbol == "[":
            end = _partner(word, place)
            found.add(word[:place] + word[place + 1 : end] + word[end + 1 :])
    return tuple(sorted({canonical(edited) for edited in found if is_balanced(edited)} - {word}))


def _inserted(word: str, rng: np.random.Generator, letters: str) -> str:
    place = int(rng.integers(len(word) + 1))
    return word[:place] + _symbol(rng, letters) + word[place:]


def _deleted(word: str, rng: np.random.Generator, letters: str) -> str:
    if not word:
        return word
    place = int(rng.integers(len(word)))
    if word[place] not in BRACKETS:
        return word[:place] + word[place + 1 :]
    start, end = sorted((place, _partner(word, place)))
    return word[:start] + word[start + 1 : end] + word[end + 1 :]


def _replaced(word: str, rng: np.random.Generator, letters: str) -> str:
    plain = [place for place, symbol in enumerate(word) if symbol not in BRACKETS]
    if not plain:
        return word
    place = int(rng.choice(plain))
    return word[:place] + _symbol(rng, letters) + word[place + 1 :]


def _swapped(word: str, rng: np.random.Generator, letters: str) -> str:
    if len(word) < 2:
        return word
    place = int(rng.integers(len(word) - 1))
    edited = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return edited if is_balanced(edited) else word


def _wrapped(word: str, rng: np.random.Generator, letters: str = "") -> str:
    start, end = _block(word, rng)
    return word[:start] + "[" + word[start:end] + "]" + word[end:]


def _moved(word: str, rng: np.random.Generator, letters: str) -> str:
    """Take a pair of brackets to another block."""
    opens = [place for place, symbol in enumerate(word) if symbol == "["]
    if not opens:
        return word
    start = int(rng.choice(opens))
    end = _partner(word, start)
    return _wrapped(word[:start] + word[start + 1 : end] + word[end + 1 :], rng)


def _doubled(word: str, rng: np.random.Generator, letters: str) -> str:
    start, end = _block(word, rng)
    return word[:end] + word[start:end] + word[end:]


def _mirrored(word: str, rng: np.random.Generator, letters: str) -> str:
    return word.translate(str.maketrans("+-", "-+"))


def _symbol(rng: np.random.Generator, letters: str) -> str:
    return str(rng.choice(list(letters + TURNS)))


def _block(word: str, rng: np.random.Generator) -> tuple[int, int]:
    """Return where a piece with matching brackets starts and ends."""
    while True:
        start, end = sorted(rng.integers(0, len(word) + 1, 2).tolist())
        if is_balanced(word[start:end]):
            return start, end


def _partner(word: str, place: int) -> int:
    step = 1 if word[place] == "[" else -1
    depth = 0
    while True:
        depth += (word[place] == "[") - (word[place] == "]")
        if depth == 0:
            return place
        place += step


def _words(letters: str, length: int, depth: int = 0) -> Iterator[str]:
    """Yield balanced words symbol by symbol, leaving out those that are not canonical early."""
    if length == 0:
        if depth == 0:
            yield ""
        return
    if depth > length:
        return
    for symbol in letters + TURNS + BRACKETS:
        change = (symbol == "[") - (symbol == "]")
        if depth + change >= 0:
            for rest in _words(letters, length - 1, depth + change):
                if symbol + rest[:1] not in ("+-", "-+", "[]", "+]", "-]"):
                    yield symbol + rest


def _tree(word: str) -> Tree:
    stack: list[Tree] = [[]]
    for symbol in word:
        if symbol == "[":
            stack.append([])
        elif symbol == "]":
            branch = stack.pop()
            stack[-1].append(branch)
        else:
            stack[-1].append(symbol)
    return stack[0]


def _tidy(tree: Tree) -> Tree:
    kept: Tree = []
    for item in tree:
        if isinstance(item, list):
            item = _tidy(item)
            while item and isinstance(item[-1], str) and item[-1] in TURNS:
                item.pop()
            # A branch of branches alone is those branches.
            parts = item if all(isinstance(part, list) for part in item) else [item]
            kept += [part for part in parts if part]
        elif kept and {item, kept[-1] if isinstance(kept[-1], str) else ""} == {"+", "-"}:
            kept.pop()
        else:
            kept.append(item)
    return _sorted(kept)


def _sorted(tree: Tree) -> Tree:
    """Return the tree, branches that leave from the same place in order."""
    done: Tree = []
    run: list[str] = []
    for item in [*tree, "end"]:
        if isinstance(item, list):
            run.append(_write(item))
        else:
            done += [_tree(branch) for branch in sorted(run)]
            run = []
            done.append(item)
    return done[:-1]


def _write(tree: Tree) -> str:
    return "".join(item if isinstance(item, str) else f"[{_write(item)}]" for item in tree)
