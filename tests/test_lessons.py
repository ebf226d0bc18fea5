"""Lessons say the same in both languages, and speak of what is there."""

import re
from pathlib import Path

import pytest

from core.fields import FIELDS
from core.recipe_text import parse
from demos.lessons import FOLDER
from demos.words import catalogue
from demos.words.collect import sentences

LANGUAGES = ("en", "zh")
BOXES = {"One thing to try.", "One thing that fails.", "试一试。", "会失败的情形。"}
BY_NAME = {path.name for path in FOLDER.glob("*/*.md")}

every_lesson = pytest.mark.parametrize("name", sorted(BY_NAME))


def lesson(language: str, name: str) -> str:
    return Path(FOLDER, language, name).read_text(encoding="utf-8")


def recipes(text: str) -> list[str]:
    """Return what a lesson quotes as a recipe, in boxes and in running text."""
    starts = rf"sample\(|(?<=^> )(?:{'|'.join(field.name for field in FIELDS)})\."
    return re.findall(rf"(?:{starts})[^\n`]*", text, re.MULTILINE)


def test_there_are_lessons():
    assert BY_NAME


@every_lesson
def test_a_lesson_stands_in_both_languages(name):
    assert [path.name for path in FOLDER.glob(f"*/{name}")] == [name] * len(LANGUAGES)


@every_lesson
def test_every_quoted_recipe_can_be_read(name):
    for language in LANGUAGES:
        quoted = recipes(lesson(language, name))
        assert quoted
        for recipe in quoted:
            assert parse(recipe).steps, recipe


@every_lesson
def test_both_languages_quote_the_same_recipes_and_formulas(name):
    first, second = (lesson(language, name) for language in LANGUAGES)
    assert recipes(first) == recipes(second)
    formulas = (re.findall(r"\$\$(.+?)\$\$", text, re.DOTALL) for text in (first, second))
    assert next(formulas) == next(formulas)


@every_lesson
def test_both_languages_have_the_same_parts(name):
    parts = [re.findall(r"^(?:#+ |- |> \*\*)", lesson(k, name), re.MULTILINE) for k in LANGUAGES]
    assert parts[0] == parts[1]


@every_lesson
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_lesson_names_in_bold_stands_on_the_page(name, language):
    shown = sentences() if language == "en" else set(catalogue("zh-CN").values())
    named = set(re.findall(r"\*\*(.+?)\*\*", lesson(language, name)))
    unknown = sorted(named - BOXES - shown)
    assert not unknown, unknown
