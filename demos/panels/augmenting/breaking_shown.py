"""What augmentations do to labels, shown: a row for each stage, and examples of the worst."""

from collections.abc import Sequence
from html import escape

import numpy as np

from core.augmentation.breaking import THRESHOLD, Breaking, ClassVerdict
from core.sentence import Sentence
from demos.panels.augmenting.tiles import Tile, draw_tiles
from demos.panels.text import message
from demos.words import joined, say

Found = Sequence[tuple[Sentence, Breaking | None]]  # what was asked about, and the answer
MOST_PAIRS = 8  # of one stage
CLASSES = (  # so that a catalogue can translate them
    Sentence("circle"), Sentence("square"), Sentence("triangle"), Sentence("star"),
    Sentence("heart"), Sentence("crescent"), Sentence("T-shirt/top"), Sentence("Trouser"),
    Sentence("Pullover"), Sentence("Dress"), Sentence("Coat"), Sentence("Sandal"),
    Sentence("Shirt"), Sentence("Sneaker"), Sentence("Bag"), Sentence("Ankle boot"),
)  # fmt: skip


def warnings_of(found: Found, language: str, *, folded: bool = False) -> str:
    """Return what was found as HTML: the warning, examples, and a table of all classes.

    Args:
        found: What was asked about, and the answers.
        language: Of the visitor.
        folded: Whether all but a line is hidden until it is asked for.
    """
    parts = []
    for title, breaking in found:
        if breaking is not None and breaking.broken:
            parts.append(_warned(title, breaking, language))
    if not parts:
        parts.append(message(say("No label is in danger, as far as the classifier can tell.",
                                 language)))  # fmt: skip
    told = "".join([*parts, _table(found, language), _how(found, language)])
    if not folded:
        return told
    names = (say(title, language) for title, breaking in found if breaking and breaking.broken)
    line = say("Warned of: {names}", language, names=say(", ", language).join(names))
    return f"<details class='fold'><summary>{escape(line)}</summary>{told}</details>"


def is_warned(found: Found) -> bool:
    """Whether something breaks labels."""
    return any(breaking is not None and breaking.broken for _, breaking in found)


def _warned(title: Sentence, breaking: Breaking, language: str) -> str:
    """Return the warning about one stage, with pictures before and after."""
    named = [_named(verdict, breaking, language) for verdict in breaking.broken]
    said = say("{name} breaks labels: {classes}.", language,
               name=title, classes=say(", ", language).join(named))  # fmt: skip
    tiles: list[Tile] = []
    for round_ in range(max(len(v.examples) for v in breaking.broken)):
        for verdict in breaking.broken:
            if round_ < len(verdict.examples) and len(tiles) < 2 * MOST_PAIRS:
                tiles += _pair(verdict, round_, breaking, language)
    return f'<div class="warned">{message(said, "error")}{draw_tiles(tiles, beside=2)}</div>'


def _named(verdict: ClassVerdict, breaking: Breaking, language: str) -> str:
    return say(
        "{name} ({share:.0%}, mostly taken for {taken})", language,
        name=_class(breaking.classes[verdict.label]), share=verdict.share,
        taken=_class(breaking.classes[verdict.taken]),
    )  # fmt: skip


def _pair(verdict: ClassVerdict, place: int, breaking: Breaking, language: str) -> list[Tile]:
    example = verdict.examples[place]
    taken = say("taken for {name}, {share:.0%} sure", language,
                name=_class(breaking.classes[example.taken]), share=example.certainty)  # fmt: skip
    true = say(_class(breaking.classes[verdict.label]), language)
    pictures = (example.before, example.after)
    before, after = (np.divide(p, 255, dtype=np.float32) for p in pictures)
    return [Tile(before, label=true), Tile(after, caption=taken)]


def _table(found: Found, language: str) -> str:
    """Return the share of changed minds for every stage and class."""
    judged = [(title, breaking) for title, breaking in found if breaking is not None]
    if not judged:
        return ""
    names = (escape(say(_class(name), language)) for name in judged[0][1].classes)
    head = "".join(f'<th scope="col" class="number">{name}</th>' for name in names)
    rows = "".join(
        f'<tr><th scope="row">{escape(say(title, language))}</th>'
        f"{''.join(_share(verdict, language) for verdict in breaking.verdicts)}</tr>"
        for title, breaking in judged
    )
    label = escape(say("Share of changed minds, by class", language))
    return (
        f'<h3 class="small-head">{label}</h3><div class="scroll" tabindex="0" role="region" '
        f'aria-label="{label}"><table class="figures"><thead><tr><td></td>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _share(verdict: ClassVerdict, language: str) -> str:
    """Return a cell: the share, and its interval for who points at it."""
    low, high = verdict.interval
    if not verdict.known:
        return '<td class="number">–</td>'
    told = say("{changed} of {known}; 95 % interval {low:.0%} to {high:.0%}", language,
               changed=verdict.changed, known=verdict.known, low=low, high=high)  # fmt: skip
    mark = " broken" if verdict.is_broken else ""
    return f'<td class="number{mark}" title="{escape(told)}">{verdict.share:.0%}</td>'


def _how(found: Found, language: str) -> str:
    told = [
        say(
            "Of true pictures that the classifier knew, the share that it takes for something "
            "else afterwards, where the method is applied; warned of where even the lower end of "
            "the 95 % interval is above {limit:.0%}. It may also be lost on pictures unlike those "
            "it learned from: judge by the examples.",
            language,
            limit=THRESHOLD,
        )
    ]
    mixing = [say(title, language) for title, breaking in found if breaking is None]
    if mixing:
        told.append(
            say(
                "{names}: mixes the labels along with the pictures, so there is nothing to break.",
                language,
                names=say(", ", language).join(mixing),
            )
        )
    return f'<p class="how">{escape(joined(told, language))}</p>'


def _class(name: str) -> Sentence:
    """Return the name of a class: one of the catalogue's, a numeral, or a visitor's own."""
    return Sentence(name)
