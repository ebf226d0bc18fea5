"""A study of augmentations as the page shows it: how it stands, its figures and its tables."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from core.augmentation.study_generated import note_of
from core.augmentation.study_plan import SIZE, Arm, Plan, plan_of
from core.augmentation.study_results import FIGURES, Results, Spread
from core.sentence import Sentence
from core.workers import Report, Status
from demos.panels.text import big_figures, message, progress_bar
from demos.words import joined, say

HEADS: Mapping[str, Sentence] = {
    "accuracy": Sentence("Accuracy"),
    "precision": Sentence("Precision"),
    "recall": Sentence("Recall"),
    "f1": Sentence("F1"),
}
STATES: Mapping[str, Sentence] = {
    "paused": Sentence("Paused."),
    "finished": Sentence("Finished: {count} trainings in {seconds:.0f} s."),
    "stopped": Sentence("Stopped after {count} trainings; Continue goes on from here."),
    "interrupted": Sentence(
        "The server stopped meanwhile; Continue takes it up where it was last put down."
    ),
}


def title_of(settings: Mapping[str, Any], language: str) -> str:
    """Say in a line what is compared on what."""
    plan = plan_of(settings)
    titles = next(p.titles for p in SIZE.parameters if p.name == "data")
    parts = [
        say(titles[plan.size.data], language),
        say("{count} pictures of each class", language, count=plan.size.per_class),
        say("{count} seeds", language, count=plan.size.seeds),
    ]
    return " · ".join(parts)


def status_line(status: Status, reports: Sequence[Report], language: str) -> str:
    """Say how a study stands."""
    note = reports[-1].note if reports else None
    match status.state:
        case "waiting":
            said = say("Place {place} in the queue.", language, place=status.position)
            return progress_bar(said, 0)
        case "running":
            return progress_bar(say(note or Sentence("Preparing …"), language), status.share)
        case "failed":
            return message(say(status.failure or Sentence("Stopped."), language), "error")
    count = int(reports[-1].numbers.get("trainings", 0)) if reports else 0
    said = say(STATES[status.state].template, language, count=count, seconds=status.seconds)
    why = say(status.failure, language) if status.failure else ""
    return message(joined([why, said], language))


def best_of(results: Results) -> int | None:
    """Return the arm that adds most to the accuracy; None while nothing can be compared."""
    arms = [arm for arm in range(1, len(results.done)) if results.seeds(arm, 0)]
    return max(arms, key=lambda arm: results.difference(arm).mean, default=None)


def figures_of(plan: Plan, results: Results, language: str) -> str:
    """Return what the best arm brings, in large figures."""
    best = best_of(results)
    if best is None:
        return ""
    without, with_ = results.figure(0, "accuracy"), results.figure(best, "accuracy")
    more = results.difference(best)
    figures = [
        (say(plan.arms[0].title, language), percent(without.mean), "%", between(without, language)),
        (say(plan.arms[best].title, language), percent(with_.mean), "%", between(with_, language)),
        (say("What it adds", language), percent(more.mean, "+"), say("points", language),
         between(more, language, "+")),
    ]  # fmt: skip
    count = len(results.seeds(best, 0))
    how = [
        say(
            "Accuracy on test pictures that no training saw: the mean over {count} seeds and its "
            "95 % interval by Student’s t. What is added is taken seed by seed: the same few "
            "pictures and first weights with and without.",
            language,
            count=count,
        )
    ]
    if plan.arms[-1].kind == "generated":
        how.append(say(note_of(plan.size.data), language))
    return big_figures(figures, joined(how, language))


def table_of(plan: Plan, results: Results, language: str) -> str:
    """Return every figure of every arm, with intervals."""
    heads = ["", *(say(HEADS[name], language) for name in FIGURES)]
    heads.insert(2, say("Against without", language))
    rows = []
    for number, arm in enumerate(plan.arms):
        if results.seeds(number):
            cells = [_figure(results.figure(number, name), language) for name in FIGURES]
            cells.insert(1, _gain(results, number, language))
            rows.append((arm, cells))
    return _table(say("All figures, in % with 95 % intervals", language), heads, rows, language)


def classes_of(plan: Plan, results: Results, classes: Sequence[str], language: str) -> str:
    """Return what each arm changes about each class."""
    heads = ["", *(say(Sentence(name), language) for name in classes)]
    rows = []
    for number, arm in enumerate(plan.arms):
        if number and results.seeds(number, 0):
            spreads = results.class_difference(number)
            rows.append((arm, [_changed(spread, language) for spread in spreads]))
    label = say("Change of the share of each class that is recognised, in points", language)
    return _table(label, heads, rows, language)


def _gain(results: Results, arm: int, language: str) -> str:
    if not arm or not results.seeds(arm, 0):
        return '<td class="number"></td>'
    spread = results.difference(arm)
    return (
        f'<td class="number {mood(spread)}">{percent(spread.mean, "+")}'
        f"<small>{between(spread, language, '+')}</small></td>"
    )


def _figure(spread: Spread, language: str) -> str:
    return (
        f'<td class="number">{percent(spread.mean)}<small>{between(spread, language)}</small></td>'
    )


def _changed(spread: Spread, language: str) -> str:
    told = escape(between(spread, language, "+"))
    return f'<td class="number {mood(spread)}" title="{told}">{percent(spread.mean, "+")}</td>'


def _table(
    label: str, heads: Sequence[str], rows: Sequence[tuple[Arm, list[str]]], language: str
) -> str:
    if not rows:
        return ""
    first, *others = heads
    head = "".join(f'<th scope="col" class="number">{escape(name)}</th>' for name in others)
    body = "".join(
        f'<tr><th scope="row">{escape(say(arm.title, language))}</th>{"".join(cells)}</tr>'
        for arm, cells in rows
    )
    return (
        f'<h3 class="small-head">{escape(label)}</h3><div class="scroll" tabindex="0" '
        f'role="region" aria-label="{escape(label)}"><table class="figures">'
        f"<thead><tr><td>{escape(first)}</td>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def mood(spread: Spread) -> str:
    """Return the class of a difference: better, worse, or not clear."""
    if not spread.is_clear:
        return ""
    return "better" if spread.mean > 0 else "broken"


def percent(share: float, sign: str = "") -> str:
    """Return a share in per cent with one digit, a true minus before negative ones."""
    return f"{100 * share:{sign}.1f}".replace("-", "−")


def between(spread: Spread, language: str, sign: str = "") -> str:
    """Return an interval; of a single seed there is none."""
    if spread.high == float("inf"):
        return say("one seed so far", language)
    least = -1.0 if sign else 0.0  # of a difference, and of a share
    low, high = percent(max(least, spread.low), sign), percent(min(1.0, spread.high), sign)
    return say("{low} to {high}", language, low=low, high=high)
