"""What was measured, as tables: a row for each model, a table for each network that looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from core.metrics.generative import Figure
from core.sentence import Sentence
from demos.panels.text import table
from demos.words import joined, say

REAL = str(Sentence("Real pictures"))
NAMES = (  # as core.metrics calls its figures; they stand here to be translated
    Sentence("Fréchet Classifier Distance"),
    Sentence("Kernel Classifier Distance"),
    Sentence("Classifier Score"),
    Sentence("Fréchet distance, torchvision’s Inception v3"),
    Sentence("Kernel distance, torchvision’s Inception v3"),
    Sentence("Inception Score, torchvision’s Inception v3"),
    Sentence("Precision"),
    Sentence("Recall"),
)


@dataclass(frozen=True)
class Row:
    """The figures of one model."""

    name: str
    extractor: str
    seed: int
    figures: tuple[Figure, ...]

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from others: the same measured again takes its place."""
        return self.name, self.extractor, self.seed, self.figures[0].n


def measured_html(rows: Sequence[Row], language: str) -> str:
    """Return all that was measured, a table for each network that looked."""
    networks = dict.fromkeys(row.extractor for row in rows)
    return "".join(
        _table(name, [row for row in rows if row.extractor == name], language) for name in networks
    )


def _table(network: str, rows: Sequence[Row], language: str) -> str:
    widest = max(rows, key=lambda row: len(row.figures))
    heads = [(say("Pictures", language), False), ("n", True)]
    heads += [(say(figure.name, language), True) for figure in widest.figures]
    lines = [_line(row, len(widest.figures), language) for row in rows]
    head = say("By the features of {network}", language, network=say(network, language))
    refused = dict.fromkeys(
        _refusal(figure, language) for row in rows for figure in row.figures if figure.refusal
    )
    template = (
        "Each figure with its 95 % interval by resampling. Distances: lower is better, and on real "
        "pictures they are the floor of this n. Score, precision and recall: higher is better."
    )
    negative = say("A negative kernel distance says that no difference was found.", language)
    told = joined([say(template, language), negative, *refused], language)
    return (
        f"<h3 class='small-head'>{escape(head)}</h3><div class='scroll' tabindex='0'>"
        f"{table(heads, lines)}</div><p class='how'>{escape(told)}</p>"
    )


def _refusal(figure: Figure, language: str) -> str:
    assert figure.refusal is not None
    values = {**figure.refusal.values, "name": say(figure.name, language)}
    return say(Sentence(figure.refusal.template, values), language)


def _line(row: Row, columns: int, language: str) -> list[tuple[str, float | str]]:
    name = say(row.name, language)
    cells: list[tuple[str, float | str]] = [(name, name)]
    count = row.figures[0].n
    cells.append((f"{count:,}", count))
    cells += [(_shown(figure), figure.value) for figure in row.figures]
    return cells + [("…", 0.0)] * (columns - len(row.figures))


def _shown(figure: Figure) -> str:
    if figure.refusal is not None:
        return "—"
    return f"{_number(figure.value)} [{_number(figure.low)}, {_number(figure.high)}]"


def _number(value: float) -> str:
    return f"{value:.3g}" if abs(value) >= 0.01 or value == 0 else f"{value:.4f}"
