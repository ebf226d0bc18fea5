"""The page's words: English in the code, other languages in one catalogue each.

A label is marked with word(), and the browser shows it in the visitor's language at once; a
sentence that the server makes is put into the language of its visitor with say().
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import gradio as gr
from babel.messages.pofile import read_po
from gradio.i18n import I18nData

from core.sentence import Sentence

LANGUAGES = {"en": "English", "zh-CN": "中文"}
LABELS = {"method", "channels"}  # gaps that hold a label
CATALOGUES = {"zh-CN": "zh_CN.po"}


@cache
def catalogue(language: str) -> dict[str, str]:
    """Return the translations of a language by their English text; English needs none."""
    if language not in CATALOGUES:
        return {}
    with (Path(__file__).parent / CATALOGUES[language]).open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file) if m.id and m.string}


@cache
def translations() -> gr.I18n:
    """Return what marks labels; a browser fetches the words of its language when it needs them."""
    return gr.I18n(en={})


def word(english: str) -> I18nData:
    """Mark a label for translation in the browser."""
    return translations()(english)


def joined(sentences: Iterable[str], language: str) -> str:
    """Return sentences as running text; Chinese puts no spaces between."""
    return ("" if language.startswith("zh") else " ").join(filter(None, sentences))


def say(sentence: Sentence | str, language: str, **values: object) -> str:
    """Return a sentence in the visitor's language, its gaps filled.

    Values that are labels themselves, such as a method's title, or sentences are translated too.
    """
    if isinstance(sentence, str):
        sentence = Sentence(sentence, values)
    known = catalogue(language)
    template = known.get(sentence.template, sentence.template)
    gaps: dict[str, Any] = dict(sentence.values)
    gaps |= {key: known.get(str(gaps[key]), gaps[key]) for key in LABELS & set(gaps)}
    gaps |= {key: say(g, language) for key, g in gaps.items() if isinstance(g, Sentence)}
    said = template.format(**gaps) if gaps else template
    return said.encode("utf-8", "replace").decode()  # half a surrogate pair cannot be sent
