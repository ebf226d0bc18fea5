"""A pipeline to take home: as a program, a link, a notebook."""

from html import escape

from core import __version__
from core.augmentation.export import to_code
from core.augmentation.pipeline import Pipeline
from core.notebook import to_notebook
from core.recipe_text import to_query
from demos.panels.augmenting.bench import AugmentingPage, whole
from demos.panels.augmenting.pipelines import on_picture
from demos.panels.events import Values
from demos.panels.publish import publish
from demos.panels.text import code_cell
from demos.words import say


def exports_html(page: AugmentingPage, pipeline: Pipeline, values: Values) -> str:
    """Return the pipeline as a program that needs nothing of ours, and what can be taken home."""
    bench, language = page.bench, values[page.bench.language]
    if not pipeline.stages or values[bench.source] is None:
        return ""
    picture = bench.damaged(values)
    height, width, _ = page.image(picture, values[bench.source]).shape
    code = to_code(pipeline, height, width)
    recipe = on_picture(picture, pipeline, whole(values[bench.draw]))
    program = publish(f"{code} {__version__}", "augment.py", code.encode)
    notebook = publish(
        f"{recipe} {__version__}", "pipeline.ipynb", lambda: to_notebook(recipe).encode()
    )
    said = say(
        "Plain torchvision, for pictures of {width} × {height} pixels; the same seed draws the "
        "same pixels as here.",
        language,
        width=width,
        height=height,
    )
    take = [
        _link(program, say("Download program", language)),
        f'<button type="button" class="button" data-copy-link="{escape(to_query(recipe))}" '
        f'data-done="{escape(say("Link copied", language))}">'
        f"{escape(say('Copy link', language))}</button>",
        _link(notebook, say("Download notebook", language)),
    ]
    return (
        f"{code_cell(code, language)}<p class='how'>{escape(said)}</p>"
        f'<div class="take">{"".join(take)}</div>'
    )


def _link(address: str, label: str) -> str:
    name = address.rpartition("/")[2]
    return f'<a class="button" href="{escape(address)}" download="{name}">{escape(label)}</a>'
