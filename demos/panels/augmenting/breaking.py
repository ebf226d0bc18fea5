"""The cell that warns of augmentations after which a picture shows something else."""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import gradio as gr

from core.augmentation.breaking import always, find_breaking, mixes_labels, witness
from core.augmentation.pipeline import Stage
from core.data import Collection, is_here, read_known
from core.data.choice import Data
from core.sentence import InputError, Sentence
from demos.panels.augmenting.bench import AugmentingPage
from demos.panels.augmenting.breaking_shown import Found, warnings_of
from demos.panels.choosers import Radio
from demos.panels.events import Updates, Values, connect_heavy, follow
from demos.panels.text import cell_head, progress_bar
from demos.panels.work import in_background
from demos.words import say, word

T = TypeVar("T")
SETS = [("Drawn shapes", "drawn"), ("MNIST", "digits"), ("Fashion-MNIST", "fashion")]


@dataclass(frozen=True)
class Seen:
    """What the cell shows, to be worded anew in another language."""

    found: Found = ()


def add_breaking(page: AugmentingPage, number: int) -> None:
    """Draw the cell and connect it."""
    gr.HTML(cell_head(number, word("Does it break labels?")))
    about = word(
        "A 6 upside down is a 9: such pictures teach a network what is wrong. A trained "
        "classifier looks at true pictures before and after the method chosen above and each "
        "stage of the pipeline."
    )
    gr.HTML(f"<p>{about}</p>", elem_classes="about")
    name, language = page.name, page.bench.language
    data = Radio(
        [(word(title), f"of_{key}") for title, key in SETS], value="of_drawn",
        label=word("Pictures"), elem_classes="chips", elem_id=f"{name}breaking-data",
    )  # fmt: skip
    with gr.Row(elem_classes=["run", "wide-run"]):
        button = gr.Button(word("Ask the classifier"), elem_id=f"{name}breaking", min_width=80)
        stop = gr.Button(
            word("Stop"), interactive=False, elem_id=f"{name}breaking-stop", min_width=80
        )
    status = gr.HTML(elem_id=f"{name}breaking-status")
    shown, seen = gr.HTML(elem_id=f"{name}breaking-found"), gr.State(Seen())

    def ask(values: Values) -> Iterator[Updates]:
        stages = stages_of(page, values)
        spoken = values[language]
        found: Found = ()
        for look in asked(values[data].removeprefix("of_"), stages, spoken):
            if isinstance(look, str):
                yield {status: look}
            else:
                found = look
        yield {status: "", seen: Seen(found), shown: warnings_of(found, spoken)}

    connect_heavy(
        [button.click], ask, bench=page.bench, status=status, stop=stop, inputs=[data],
        outputs=[shown, seen],
    )  # fmt: skip
    follow(language, lambda kept, spoken: warnings_of(kept.found, spoken) if kept.found else "",
           [seen, language], [shown])  # fmt: skip


def stages_of(page: AugmentingPage, values: Values) -> list[Stage]:
    """Return the stages of the pipeline and the chosen method, each once.

    Raises:
        InputError: A setting is out of bounds.
    """
    stages = [*page.bench.pipeline(values).stages, page.bench.stage(values)]
    told: dict[Any, Stage] = {}
    for stage in stages:
        settings = {k: v for k, v in stage.settings.items() if k not in ("seed", "probability")}
        told.setdefault((stage.method.id, str(settings)), stage)
    return list(told.values())


def asked(
    data: Data, stages: Iterable[Stage], language: str, own: Collection | None = None
) -> Iterator[str | Found]:
    """Yield what to say meanwhile, and at last what a classifier makes of each stage.

    Args:
        data: What the pictures show.
        stages: To be asked about.
        language: Of the visitor.
        own: The visitor's pictures, where data is own.

    Raises:
        InputError: The pictures cannot be had.
    """
    if data in ("digits", "fashion") and not is_here(data):
        yield from _fetched(data, language)
    reading = progress_bar(say("The classifier gets ready …", language), 0)
    collection, network = yield from _meanwhile(reading, partial(witness, data, own))
    found, every = [], list(stages)
    for number, stage in enumerate(every):
        title = Sentence(stage.method.title)
        breaking = None
        if not mixes_labels(stage):
            said = say("The classifier looks at: {method}", language, method=stage.method.title)
            work = partial(find_breaking, always(stage), collection, network)
            breaking = yield from _meanwhile(progress_bar(said, number / len(every)), work)
        found.append((title, breaking))
    yield found


def _meanwhile(said: str, function: Any) -> Generator[str, None, Any]:
    """Yield what to say now and then while a function runs; return its result."""
    yield said
    for result in in_background(function):
        if result is not None:
            return result
        yield said
    raise AssertionError("work in the background ends with its result")


def _fetched(data: str, language: str) -> Generator[str, None, None]:
    """Yield how a download goes; closing the generator ends it."""
    share, gone = [0.0], [False]

    def report(done: float) -> None:
        if gone[0]:
            raise InputError("Stopped.")
        share[0] = done

    try:
        for _ in in_background(partial(read_known, data, "test", report)):  # type: ignore[arg-type]
            said = say("Downloading {name}: {share:.0%}", language, name=data, share=share[0])
            yield progress_bar(said, share[0])
    finally:
        gone[0] = True
