import ast

import pytest

from core.code import to_code
from core.recipe import Recipe, Upload
from core.recipe_text import parse
from tests.test_recipe import execute

NOISE = "degradation.gaussian_noise(sigma=25, seed=3)"
FLAT = "denoising.total_variation(strength=0.1, iterations=20)"
HASH = "0123456789abcdef" * 4
SHARE = f'upload("my.png", sha256="{HASH}")'


def test_the_code_names_what_it_makes():
    code = to_code(parse(f'sample("camera") | {NOISE} | {FLAT}'))
    assert code.splitlines()[:7] == [
        "from core import degradation, denoising",
        "from core.image import sample",
        "from core.method import final",
        "",
        'clean = sample("camera")',
        "damaged = degradation.gaussian_noise(clean, sigma=25, seed=3)",
        "result = final(denoising.total_variation(damaged, strength=0.1, iterations=20))",
    ]


@pytest.mark.parametrize(
    "text",
    [
        'sample("camera")',
        SHARE,
        f"{SHARE} | {FLAT}",
        f"{SHARE} | {NOISE}",
        f"{SHARE} | {NOISE} | {FLAT} | {FLAT}",
        f"{SHARE} | {NOISE} | {NOISE} | {FLAT} | {NOISE} | {FLAT}",
    ],
)
def test_each_picture_has_a_name_of_its_own(text):
    targets = [
        node.targets[0].id
        for node in ast.parse(to_code(parse(text))).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    ]
    assert len(set(targets)) == len(targets)
    assert targets[-1] == "result"


@pytest.mark.parametrize(
    "name", ['a"b\nc\\(\udce9).png', '"); raise SystemExit  #', "\n raise SystemExit", "\\"]
)
def test_a_file_name_is_text_whatever_it_says(name):
    assert execute(to_code(Recipe(Upload(name, HASH)))).shape == (40, 36, 3)
