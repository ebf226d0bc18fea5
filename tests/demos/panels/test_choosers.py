"""Choices arrive by value or by label, in every language, for every chooser of the site."""

import gradio as gr
import pytest
from gradio.i18n import I18nData

from demos.panels.choosers import Dropdown, Radio, value_of
from demos.words import LANGUAGES, say, word


def test_every_chooser_of_the_site_takes_its_labels_in_every_language():
    from demos.site import build

    site, _ = build()
    choosers = [b for b in site.blocks.values() if isinstance(b, gr.Dropdown | gr.Radio)]
    assert len(choosers) > 100
    for chooser in choosers:
        assert isinstance(chooser, Dropdown | Radio), chooser.elem_id
        labels = [getattr(label, "key", label) for label, _ in chooser.choices]
        for text, (_, value) in zip(labels, chooser.choices, strict=True):
            for language in LANGUAGES:
                posted = say(str(text), language)
                assert chooser.preprocess(posted) == value, (chooser.elem_id, posted)


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_that_are_values_of_others_stay_values(language):
    choices = [(word("none"), "some"), (word("some"), "none")]
    assert value_of("none", choices) == "none"
    assert value_of("some", choices) == "some"


def test_a_chooser_without_choices_posts_nothing():
    assert Dropdown([]).preprocess("") is None


def test_what_is_no_choice_stays_refused():
    with pytest.raises(gr.Error, match="not in the list"):
        Radio([(word("none"), "a")]).preprocess("b")


def test_two_choices_of_a_chooser_are_called_differently_in_every_language():
    from demos.site import build

    site, _ = build()
    for block in site.blocks.values():
        if isinstance(block, gr.Dropdown | gr.Radio):
            for language in LANGUAGES:
                labels = [say(label.key, language) if isinstance(label, I18nData) else str(label)
                          for label, _ in block.choices]  # fmt: skip
                assert len(set(labels)) == len(labels), (block.elem_id, labels)
