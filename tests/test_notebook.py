from unittest import mock

import matplotlib
import nbformat
import numpy as np
import pytest

from core.metrics import score
from core.notebook import to_notebook
from core.recipe import Recipe, Upload
from core.recipe_text import parse

NOISE = "degradation.gaussian_noise(sigma=25, seed=3)"
FLAT = "denoising.total_variation(strength=0.1, iterations=20)"
TEXTS = ['sample("coins")', f'sample("coins") | {FLAT}', f'sample("coins") | {NOISE} | {FLAT}']


def run_cells(text):
    """Run the code cells in one namespace; return it, and what the last line gives."""
    names, value = {}, None
    matplotlib.use("agg")
    with mock.patch("matplotlib.pyplot.show"):
        for cell in nbformat.reads(text, as_version=4).cells:
            if cell.cell_type == "code":
                *_, last = cell.source.rstrip().splitlines()
                exec(cell.source, names)
                value = eval(last, names) if last.startswith("score") else None
    matplotlib.pyplot.close("all")
    return names, value


@pytest.mark.parametrize("text", TEXTS)
def test_the_notebook_is_valid_and_the_same_every_time(text):
    written = to_notebook(parse(text))
    nbformat.validate(nbformat.reads(written, as_version=4))
    assert written == to_notebook(parse(text))


@pytest.mark.parametrize("text", TEXTS)
def test_running_the_notebook_gives_the_picture(text):
    names, _ = run_cells(to_notebook(parse(text)))
    np.testing.assert_array_equal(names["result"], parse(text).run())


def test_the_notebook_scores_against_the_truth():
    recipe = parse(TEXTS[2])
    _, value = run_cells(to_notebook(recipe))
    assert value == score(recipe.run(), recipe.truth().run())


def test_the_notebook_tells_the_idea_and_the_recipe():
    recipe = parse(TEXTS[2])
    heading = nbformat.reads(to_notebook(recipe), as_version=4).cells[0].source
    assert heading.startswith("# Total variation")
    assert recipe.steps[-1].method.docstring.summary in heading
    assert recipe.steps[-1].method.docstring.source in heading
    assert TEXTS[2] in heading


def test_a_file_name_cannot_become_markup():
    name = "``` ` <img src=x> \n```\n# Heading"
    heading = to_notebook(Recipe(Upload(name, "0" * 64)))
    source = nbformat.reads(heading, as_version=4).cells[0].source
    fences = [line for line in source.splitlines() if line.startswith("```")]
    assert fences == ["```", "```"]
