from types import SimpleNamespace

import gradio as gr
import pytest

from demos.panels.events import connect_heavy, connect_together, follow


@pytest.fixture
def site():
    """A site with nothing but the chooser of its language."""
    with gr.Blocks() as demo:
        language = gr.Radio(["en", "zh-CN"], value="en")
        yield SimpleNamespace(demo=demo, language=language)


def events_of(site):
    connect_together(site.language)
    return list(site.demo.fns.values())


def test_all_that_follows_the_language_is_one_event(site):
    line, viewer = gr.HTML(), gr.HTML()
    follow(site.language, lambda code: (code * 2, {"tiles": []}), [site.language], [line, viewer])
    follow(site.language, lambda: gr.update(label="words"), [], [viewer])
    follow(site.language, lambda: {line: gr.update(visible=False)}, [], [viewer, line])
    (event,) = events_of(site)
    said = event.fn({site.language: "en"})
    assert (said[line]["value"], said[line]["visible"]) == ("enen", False)
    assert (said[viewer]["value"], said[viewer]["label"]) == ({"tiles": []}, "words")


def test_what_cannot_be_worded_anew_keeps_nothing_else_from_it(site):
    line, other = gr.HTML(), gr.HTML()
    follow(site.language, lambda: 1 / 0, [], [line])
    follow(site.language, lambda: "words", [], [other])
    (event,) = events_of(site)
    said = event.fn({})
    assert "value" not in said[line]
    assert said[other]["value"] == "words"


def test_a_stop_stops_all_work_that_names_it(site):
    status, stop, buttons = gr.HTML(), gr.Button(), [gr.Button(), gr.Button()]
    bench = SimpleNamespace(language=site.language, inputs=set())
    common = {"bench": bench, "status": status, "stop": stop}
    works = [connect_heavy([button.click], lambda _: iter(()), **common) for button in buttons]
    (halt,) = [event for event in events_of(site) if event.cancels]
    assert set(halt.cancels) == {work["id"] for work in works}
    assert halt.targets == [(stop._id, "click")]
