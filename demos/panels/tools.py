"""Two helps for setting a method: the noise estimated, and settings tuned, without the truth."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import gradio as gr

from core.denoising.noise_level import estimate_sigma
from core.denoising.tuning import Trial, oracle, tune
from core.method import Method
from demos.panels.bench import HIGHEST
from demos.panels.events import Updates, Values, connect_heavy
from demos.panels.page import Page
from demos.panels.text import message, progress_bar
from demos.words import joined, say, word


def add_tools(page: Page, row: gr.Row) -> None:
    """Draw the two buttons into a row and connect them."""
    with row:
        estimate = gr.Button(
            word("Estimate the noise"), size="sm", elem_id="estimate", min_width=80
        )
        tuning = gr.Button(word("Tune without the truth"), size="sm", elem_id="tune", min_width=80)
    widgets = [w for c in page.bench.methods.values() for w in c.widgets.values()]
    for button, handler in ((estimate, on_estimate), (tuning, on_tune)):
        connect_heavy(
            [button.click], partial(handler, page), bench=page.bench, status=page.status,
            stop=page.stop, inputs=[page.results.channels],
            outputs=[*widgets, *page.results.outputs],
        )  # fmt: skip


def on_estimate(page: Page, values: Values) -> Iterator[Updates]:
    """Estimate the noise of the picture, and tell every method."""
    recipe, source = page.bench.damaged(values), values[page.bench.source]
    sigma = estimate_sigma(page.image(recipe, source))
    language = values[page.bench.language]
    told = say("The noise is about σ {sigma:.1f} of 255.", language, sigma=sigma)
    if sigma > HIGHEST:
        then = say("Methods take at most {most:g}; they have that now.", language, most=HIGHEST)
    else:
        then = say("Every method that asks for it has it now.", language)
    said = joined([told, then], language)
    yield {**page.bench.set_sigma(sigma), page.status: message(said)}


def on_tune(page: Page, values: Values) -> Iterator[Updates]:
    """Tune the chosen method, run it, and say how far from the oracle it landed."""
    controls = page.bench.methods[values[page.bench.chooser]]
    recipe, source = page.bench.damaged(values), values[page.bench.source]
    language, noisy = values[page.bench.language], page.image(recipe, source)
    trials: list[Trial] = []
    reached: list[float] = []  # dB, where the truth is known
    truth = page.truth(recipe, source)
    settings = controls.settings(values)
    for trial in tune(controls.method, noisy, settings):
        trials.append(trial)
        if truth is not None:
            reached += oracle(controls.method, noisy, truth, [trial])
        said = say("{count} settings tried", language, count=len(trials))
        yield {page.status: progress_bar(said, trial.progress)}
    best = min(trials, key=lambda trial: trial.loss)
    said = _verdict(controls.method, trials, best, language)
    yield {**controls.update(best.settings), page.status: message(said)}
    if reached:
        before = next(i for i, t in enumerate(trials) if t.settings == settings)
        said = joined([said, _distance(reached, trials.index(best), before, language)], language)
    new = {controls.widgets[name]: value for name, value in best.settings.items()}
    yield from page.run({**values, **new})
    yield {page.status: message(said)}


def _verdict(method: Method, trials: list[Trial], best: Trial, language: str) -> str:
    turned = [n for n in best.settings if len({t.settings[n] for t in trials}) > 1]
    values: dict[str, Any] = {p.name: p for p in method.parameters if p.name in turned}
    named = [f"{say(p.label, language)} {best.settings[name]:g}" for name, p in values.items()]
    return say(
        "Of {count} settings tried, {best} foretells hidden pixels best (J-invariance).",
        language,
        count=len(trials),
        best=", ".join(named),
    )


def _distance(reached: list[float], best: int, before: int, language: str) -> str:
    return say(
        "On the part that was tried this reaches {reached:.2f} dB; the settings before reach "
        "{before:.2f} dB, and with the truth at hand one would have reached {oracle:.2f} dB.",
        language,
        oracle=max(reached),
        before=reached[before],
        reached=reached[best],
    )
