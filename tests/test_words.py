"""No text in one language only, and no translation of a text that is gone."""

from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from demos import words
from demos.words import CATALOGUES, LANGUAGES, catalogue
from demos.words.collect import sentences

every_language = pytest.mark.parametrize("language", CATALOGUES)


def gaps(text: str) -> list[tuple[str | None, ...]] | None:
    """Return name, format and conversion of each gap, sorted; None if braces do not match."""
    try:
        return sorted(
            (name, form, how or "")
            for _, name, form, how in Formatter().parse(text)
            if name is not None
        )
    except ValueError:
        return None


def entries(language: str) -> dict[str, str]:
    """Return a catalogue as its file has it, empty translations included."""
    with Path(words.__file__).with_name(CATALOGUES[language]).open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def test_every_language_but_english_has_a_catalogue():
    assert {*CATALOGUES, "en"} == set(LANGUAGES)


@every_language
def test_every_text_is_translated(language):
    lacking = sentences() - set(entries(language))
    assert not lacking, f"`python -m demos.words.collect` prints them: {sorted(lacking)}"


@every_language
def test_every_translated_text_is_still_said(language):
    stale = sorted(set(entries(language)) - sentences())
    assert not stale, stale


@every_language
def test_no_translation_is_empty(language):
    empty = [english for english, said in entries(language).items() if not said.strip()]
    assert not empty, empty


@every_language
def test_a_translation_has_the_gaps_of_its_english(language):
    known = catalogue(language)
    wrong = [e for e, said in known.items() if gaps(said) is None or gaps(said) != gaps(e)]
    assert not wrong, wrong


@every_language
def test_a_translation_holds_nothing_that_the_browser_reads_as_a_tag(language):
    wrong = [english for english, said in catalogue(language).items() if set("<>") & set(said)]
    assert not wrong, wrong
