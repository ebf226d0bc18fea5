"""Rules in a sentence that a person would say."""

from itertools import groupby

from core.lsystems.inference.sketch import Rules
from core.sentence import Sentence

Part = Sentence | str


def spoken(rules: Rules, angle: float) -> tuple[Sentence, ...]:
    """Return a sentence for each rule: what its symbol becomes, step by step."""
    return tuple(
        Sentence("Each {symbol} becomes {steps}.", {"symbol": symbol, "steps": _steps(word, angle)})
        for symbol, word in rules
    )


def _steps(word: str, angle: float) -> Part:
    *parts, said = _parts(word, angle)
    for part in reversed(parts):
        said = Sentence("{first}, then {rest}", {"first": part, "rest": said})
    return said


def _parts(word: str, angle: float) -> list[Part]:
    """Return letters, turns and branches, equal ones that follow one another as one."""
    parts: list[Part] = []
    while word:
        if word[0] == "[":
            end = _end(word)
            parts.append(Sentence("a branch ({steps})", {"steps": _steps(word[1:end], angle)}))
            word = word[end + 1 :]
            continue
        _, run = next(groupby(word))
        count = len(list(run))
        degrees = f"{angle * count:g}"
        if word[0] == "+":
            parts.append(Sentence("turn left {angle}°", {"angle": degrees}))
        elif word[0] == "-":
            parts.append(Sentence("turn right {angle}°", {"angle": degrees}))
        else:
            parts.append(word[:count])
        word = word[count:]
    return parts


def _end(word: str) -> int:
    depth = 0
    for place, symbol in enumerate(word):
        depth += (symbol == "[") - (symbol == "]")
        if depth == 0:
            return place
    raise AssertionError("words have matching brackets")
