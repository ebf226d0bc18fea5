"""What the trained networks of a page learned from, and how good they were found to be."""

from collections.abc import Iterable, Mapping

from core.fields import find_method
from core.method import Method
from core.nn.cards import Card, Measured
from core.nn.pins import Shipped
from core.sentence import InputError, Sentence
from demos.panels.text import table
from demos.panels.width_curve import drawn_cards, width_curve
from demos.words import say

NONE = "–"
ABOUT = (  # as cards say of what their figures are; they stand here to be translated
    Sentence("samples and FashionMNIST's test part, 10,000 each"),
    Sentence("emoji whose names were held back"),
    Sentence("Right among ten, %"),
    Sentence("Nearest name’s picture right, %"),
)


def trained(methods: Iterable[Method], language: str) -> str:
    """Return two tables: how each network was trained, and what was measured."""
    named = {card.name: card for method in methods if isinstance(method.weights, Shipped)
             for card in method.weights.cards()}  # fmt: skip
    if not named:
        return ""
    found = list(named.values())
    how = _how(language) if any(card.measured for card in found) else ""
    told = f"{_training(found, language)}{_figures(found, language)}{how}"
    return f"{told}{_others(found, language)}{width_curve(found, language)}"


def _how(language: str) -> str:
    how = say(
        "PSNR in dB, mean over the pictures of a folder that no network was trained on; the"
        " others were measured in the same run. The commands stand on the cards in assets/weights.",
        language,
    )
    return f"<p class='how'>{how}</p>"


def _training(cards: Iterable[Card], language: str) -> str:
    heads = [
        (say("network", language), False),
        (say("million parameters", language), True),
        (say("trained on", language), False),
        (say("steps", language), True),
        (say("minutes", language), True),
    ]
    rows: list[list[tuple[str, float | str]]] = [
        [
            (card.name, card.name),
            (f"{card.parameters / 1e6:.2f}", card.parameters),
            (", ".join(card.data), card.data[0]),
            (str(card.all_steps), card.all_steps),
            (f"{card.all_seconds / 60:.0f}", card.all_seconds),
        ]
        for card in cards
    ]
    return table(heads, rows)


def _figures(cards: Iterable[Card], language: str) -> str:
    heads = [
        (say("network", language), False),
        (say("pictures", language), False),
        (say("damage", language), False),
        (say("before mending", language), True),
        ("PSNR", True),
        (say("others", language), False),
    ]
    cards = list(cards)
    drawn = drawn_cards(cards)
    rows = [
        _row(card, figure, language)
        for card in cards
        if card.name not in drawn
        for figure in card.measured
    ]
    return table(heads, rows) if rows else ""


def _others(cards: Iterable[Card], language: str) -> str:
    """Return a table for everything that figures of another kind are of."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    for card in cards:
        for key, value in card.figures.items():
            name, _, about = key.partition(": ")
            found.setdefault(about, {}).setdefault(card.name, {})[name] = value
    return "".join(_pivot(rows, about, language) for about, rows in found.items())


def _pivot(rows: Mapping[str, Mapping[str, float]], about: str, language: str) -> str:
    names = list(dict.fromkeys(name for figures in rows.values() for name in figures))
    heads = [(say("network", language), False), *((say(name, language), True) for name in names)]
    lines: list[list[tuple[str, float | str]]] = [
        [(network, network), *(_rounded(figures.get(name)) for name in names)]
        for network, figures in rows.items()
    ]
    said = say("Measured on: {about}.", language, about=say(about, language))
    return f"{table(heads, lines)}<p class='how'>{said}</p>"


def _row(card: Card, figure: Measured, language: str) -> list[tuple[str, float | str]]:
    damage = figure.damage.replace("degradation.", "")
    beside = sorted(figure.beside.items(), key=lambda named: -named[1])
    others = " · ".join(f"{_title(name, language)} {psnr:.2f}" for name, psnr in beside)
    return [
        (card.name, card.name),
        (figure.data, figure.data),
        (damage, damage),
        _number(figure.damaged_psnr),
        _number(figure.psnr),
        (others or NONE, max(figure.beside.values(), default=0)),
    ]


def _rounded(value: float | None) -> tuple[str, float | str]:
    return (NONE, -1.0) if value is None else (f"{value:.3g}", value)


def _number(value: float) -> tuple[str, float | str]:
    return f"{value:.2f}", value


def _title(address: str, language: str) -> str:
    try:
        return say(find_method(address).title, language)
    except InputError:  # a package, or a method that is no longer there
        return address
