"""How a training in the page is told of, without a browser."""

import gradio as gr
import pytest

from core.generation.course import course_of
from core.generation.failures import FAILURES
from core.generation.presets import GOOD
from core.sentence import InputError, Sentence
from core.workers import JobQueue, Report, Status
from demos.panels.generating import training_look, training_shown
from demos.panels.generating.training_choices import build_choices
from demos.panels.generating.training_look import Cell, Seen, look


def standing(state, **facts):
    return Status(state, "generation", {"model": "vae", "latent": 8}, **facts)


@pytest.fixture
def cell():
    with gr.Blocks():
        names = ("start", "stop", "pause", "step", "continue", "use", "save")
        shown = [gr.HTML() for _ in range(6)]
        return Cell(
            build_choices(""), gr.Textbox(), gr.State(), gr.Timer(active=False), *shown,
            {name: gr.Button(name) for name in names},
        )  # fmt: skip


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (standing("waiting", position=3), "Place 3 in the queue."),
        (standing("running", step=7, share=0.5), "Step 7, 30 s left"),
        (standing("paused", step=7), "Paused at step 7."),
        (standing("finished", step=9, seconds=60), "Finished: 9 steps in 60 s."),
        (standing("stopped", step=9), "Stopped at step 9; Continue goes on"),
        (standing("interrupted"), "Continue takes it up"),
        (standing("failed", failure=Sentence("There is no gold.")), "There is no gold."),
    ],
)
def test_it_is_said_how_a_training_stands(status, said):
    assert said in training_shown.status_line(status, [], "en")


def test_while_it_downloads_that_is_said():
    note = Sentence("Downloading {name}: {share:.0%}", {"name": "MNIST", "share": 0.25})
    line = training_shown.status_line(standing("running"), [Report(0, 0, 1, {}, note)], "en")
    assert "Downloading MNIST: 25%" in line


def test_what_is_wrong_is_an_alert_and_what_was_done_to_the_pictures_is_not():
    first = Report(0, 0, 0, {}, Sentence("Fitted."))
    assert 'role="status"' in training_shown.doubt_of([first, Report(1, 0, 0)], "en")
    wrong = Report(2, 0, 0, {}, Sentence("Collapse."))
    assert 'role="alert"' in training_shown.doubt_of([first, wrong], "en")


def test_figures_and_their_meaning_stand_in_the_language_of_the_visitor():
    course = course_of({"model": "vae", "latent": 8})
    told = training_shown.figures_of(course, {"active dimensions": 3.0, "diversity": 0.5}, "zh-CN")
    assert "共 8 个" in told and "50<small> %" in told and "多样性" in told


def test_the_curves_name_what_they_show(tmp_path, monkeypatch):
    queue = JobQueue(tmp_path)
    monkeypatch.setattr(training_shown, "job_queue", lambda: queue)
    reports = [Report(n, 0, n, {"velocity error": 1 / n, "diversity": 0.5}) for n in (1, 2, 3)]
    monkeypatch.setattr(queue, "reports", lambda job: reports)
    monkeypatch.setattr(queue, "status", lambda job: Status("running", "x", {"model": "flow"}))
    drawn = training_shown.plots_of("job", 3, "en")
    assert "Velocity error" in drawn and "Diversity (%)" in drawn and "Distance" not in drawn


def test_a_training_that_is_no_longer_kept_is_forgotten_with_a_word(tmp_path, monkeypatch, cell):
    monkeypatch.setattr(training_look, "job_queue", lambda: JobQueue(tmp_path))
    updates = look(cell, "0" * 32, Seen(), "en")
    assert "not kept" in updates[cell.status] and updates[cell.job] == training_look.GONE
    assert updates[cell.timer].active is False


def test_own_pictures_are_asked_for_before_anything_starts(cell):
    values = {widget: widget.value for widget in cell.choices.inputs}
    assert cell.choices.files(values) == {}
    values[cell.choices.widgets["data"]] = "own"
    with pytest.raises(InputError, match="Choose your pictures"):
        cell.choices.files(values)
    values[cell.choices.own] = ["/a/x.png", "/b/x.png"]
    assert len(cell.choices.files(values)) == 2  # of one name, and still both


def test_every_preset_sets_widgets_that_are_there(cell):
    for settings in (*GOOD.values(), *(failure.settings for failure in FAILURES.values())):
        assert len(cell.choices.update(settings)) == len(settings)
