from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.recipe import Recipe, Sample, Upload
from core.recipe_text import LONGEST, from_link, parse, to_query
from core.sentence import InputError
from tests.strategies import RECIPES

MEAN = "denoising.total_variation"

HOSTILE = [
    "",
    " ",
    "\0",
    'sample("camera\0")',
    'sample("\ud800")',
    "sample",
    "sample()",
    "sample(camera)",
    'sample("camera", "moon")',
    'sample("camera", size=3)',
    'sample(*["camera"])',
    'sample(**{"name": "camera"})',
    'sample("../../etc/passwd")',
    'sample(b"camera")',
    'sample(f"{1}camera")',
    'upload("a.png")',
    'upload("a.png", sha256=3)',
    'upload("a.png", sha256="00")',
    'upload("a.png", sha256="' + "0" * 63 + r'\n")',
    f'upload("a.png", sha256="{"0" * 64}", more=1)',
    '__import__("os").system("true")',
    'sample("camera").run()',
    'sample("camera") | denoising',
    'sample("camera") | denoising.total_variation',
    'sample("camera") | denoising.__class__()',
    'sample("camera") | denoising.METHODS()',
    'sample("camera") | core.denoising.total_variation()',
    'sample("camera") | denoising.total_variation(0.1)',
    'sample("camera") | denoising.total_variation(strength=lambda: 1)',
    'sample("camera") | denoising.total_variation(strength=(x := 0.1))',
    'sample("camera") | denoising.total_variation(strength=1 + 1)',
    'sample("camera") | denoising.total_variation(strength=[0.1])',
    'sample("camera") | denoising.total_variation(strength=None)',
    'sample("camera") | denoising.total_variation(strength=1e999)',
    'sample("camera") | denoising.total_variation(strength=-1e999)',
    'sample("camera") | denoising.total_variation(strength=1j)',
    'sample("camera") | denoising.total_variation(strength=f"{1}")',
    'sample("camera") | denoising.total_variation(strenght=1)',
    'sample("camera") | denoising.total_variation(**{"strength": 1})',
    'sample("camera") | denoising.total_variation(iterations=0x' + "f" * 9000 + ")",
    'sample("camera") | denoising.total_variation(iterations=-0x' + "f" * 9000 + ")",
    'sample("camera") | denoising.total_variation(strength=' + "9" * 6000 + ")",
    'sample("camera") | d\u0435noising.total_variation()',
    'sample("camera") | denoising.nothing()',
    'sample("camera") | nothing.mean()',
    'sample("camera") or denoising.total_variation()',
    'sample("camera") |= denoising.total_variation()',
    'sample("camera") | sample("moon")',
    'denoising.total_variation() | sample("camera")',
    "[" * 9000 + "]" * 9000,
    "(" * 9000,
    "'\"'" + "(" * 9000 + '"',
    "'\"'" + "-(" * 4500 + '"',
    "'\"' | " + "-" * 9000 + '"',
    "-" * 19000 + "1",
    "not " * 4900 + "1",
    "+".join("1" * 9000),
    "|".join("1" * 9000),
    "1" + "**1" * 6000,
    "a" + ".a" * 9000,
    "a" + "()" * 9000,
    "f(" * 6000 + ")" * 6000,
    "lambda:" * 2500 + "1",
    "1 if 1 else " * 1600 + "1",
    "x" * (LONGEST + 1),
    'f"' + "{" * 9000 + '"',
    "'''" + '"' * 50,
    "\\",
    "#",
    "yield",
    "await x",
    "import os",
    "\u202esample",
]


@given(RECIPES)
def test_every_recipe_reads_back_from_its_text(recipe):
    assert parse(str(recipe)) == recipe


@given(RECIPES)
def test_every_recipe_reads_back_from_its_link(recipe):
    assert from_link(f"https://example.org/page?{to_query(recipe)}#there") == recipe


def test_a_recipe_reads_like_what_it_does():
    text = 'sample("camera") | degradation.gaussian_noise(sigma=12.5, seed=3)'
    assert str(parse(text)) == text


def test_settings_left_out_get_their_defaults_and_are_written_out():
    text = 'sample("camera") | degradation.gaussian_noise()'
    assert str(parse(text)).endswith("(sigma=25, seed=0)")


def test_space_and_line_breaks_do_not_matter():
    assert parse(' sample( "camera" )\t') == Recipe(Sample("camera"))


@pytest.mark.parametrize("name", ["(((((((((((((((((((((((", 'a"b\\c', "a\nb", "[" * 40 + "\\"])
def test_any_file_name_survives(name):
    recipe = Recipe(Upload(name, "0" * 64))
    assert parse(str(recipe)) == recipe


def test_an_undecodable_file_name_survives():
    recipe = Recipe(Upload("caf\udce9.png", "0" * 64))  # as Python reads it from the disk
    assert parse(str(recipe)) == recipe
    assert from_link("?" + to_query(recipe)) == recipe


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_refused_in_a_sentence(text):
    with pytest.raises(InputError) as caught:
        parse(text)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    "link",
    [
        "",
        "?",
        "https://example.org",
        "?recipe=",
        "?recepi=1",
        "http://[?recipe=1",
        "?recipe=%00",
        "?recipe=%ff%fe",
        "?recipe=" + "%28" * 9000,
        "https://ex\u2100mple.org/?recipe=1",
    ],
)
def test_a_damaged_link_is_refused_in_a_sentence(link):
    with pytest.raises(InputError):
        from_link(link)


WORDS = [
    *("sample", "upload", '"camera"', "denoising", "total_variation", "degradation", "strength"),
    *("(", ")", "[", "]", "{", "}", ".", ",", "=", "|", "-", "*", "**", ":", ":=", "'", '"', "\\"),
    *("0", "0.1", "1e9", "True", "None", "lambda", "if", "else", "for", "in", "f'", " ", "\n", "#"),
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map("".join)))
def test_any_text_is_a_recipe_or_refused(text):
    with suppress(InputError):
        assert isinstance(parse(text), Recipe)


def test_a_link_made_with_other_weights_says_so():
    recipe = parse('sample("camera") | denoising.unet(sigma=25)')
    ours = recipe.steps[-1].settings["weights"]
    assert f'weights="{ours}"' in str(from_link(f"https://a.b/?{to_query(recipe)}"))
    other = to_query(recipe).replace(ours, "01234567-89abcdef")
    with pytest.raises(
        InputError, match=f"the weights 01234567-89abcdef; the ones here are {ours}"
    ):
        from_link(f"?{other}")
