"""Recipes as Jupyter notebooks: the idea, the code, the picture and its scores."""

from typing import Any

from core import __version__
from core.code import to_code
from core.recipe import Recipe
from core.recipe_text import to_query

SHOW = """\
import matplotlib.pyplot as plt

plt.imshow(result.clip(0, 1).squeeze(), cmap="gray", vmin=0, vmax=1)
plt.axis("off")
plt.show()
"""
SCORE = """\
from core.metrics import score

score(result, clean)
"""


def to_notebook(recipe: Recipe) -> str:
    """Return the notebook that makes the recipe's picture, as the text of an .ipynb file."""
    import nbformat.v4 as v4

    cells = [v4.new_markdown_cell(_heading(recipe)), v4.new_code_cell(to_code(recipe))]
    cells.append(v4.new_code_cell(SHOW))
    if recipe.truth() is not None and len(recipe.steps) > 1:
        cells.append(v4.new_code_cell(SCORE))
    return _write(v4.new_notebook(cells=cells))


def _heading(recipe: Recipe) -> str:
    last = recipe.steps[-1].method if recipe.steps else None
    lines = [f"# {last.title if last else 'A picture'}"]
    if last is not None:
        lines.append(f"{last.docstring.summary} {last.docstring.description}".strip())
        lines += [f"$$ {last.docstring.formula} $$"] if last.docstring.formula else []
        lines += [f"*{last.docstring.source}*"] if last.docstring.source else []
    lines.append(f"Made with Pixel Atelier {__version__}; run it in the folder that holds `core`.")
    lines.append(f"```\n{recipe}\n```")  # a fence, which no name in one line can end
    lines.append(f"The same as a link: `?{to_query(recipe)}`")
    return "\n\n".join(lines)


def _write(notebook: Any) -> str:
    import nbformat

    for index, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{index}"  # not random: the same recipe gives the same file
    return nbformat.writes(notebook)
