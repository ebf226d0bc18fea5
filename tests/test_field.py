"""A new field is its folder and one line: everything else finds out by itself."""

import inspect
from dataclasses import replace
from types import SimpleNamespace

import gradio as gr
import numpy as np
import pytest
from typer.testing import CliRunner

from core import fields
from core.benchmark import Plan, trials
from core.cli import app
from core.field import Field, field_of
from core.image import Image, read_image, sample, to_pillow
from core.method import Method
from core.recipe_text import parse
from core.sentence import InputError


def double(image: Image) -> Image:
    r"""Make everything twice as light.

    Formula:
        y = 2 x

    Source:
        A test, 2026.
    """
    return np.minimum(2 * image, 1)


def edges(image: Image) -> Image:
    """Say how much each pixel differs from the next."""
    return np.abs(np.diff(image.mean(axis=2, keepdims=True), axis=1, append=0)).astype(np.float32)


@pytest.fixture
def field(monkeypatch):
    for function in (double, edges):
        monkeypatch.setattr(function, "__module__", "core.lightening.methods")
    methods = Method("Doubling", double), Method("Edges", edges, makes_own="map")
    field = Field("lightening", "Lightening", methods, participle="lightened")
    monkeypatch.setattr(fields, "FIELDS", (*fields.FIELDS, field))
    yield field
    field_of.__globals__["_KNOWN"].pop("lightening")


def test_recipes_code_and_command_line_find_it(field, tmp_path):
    recipe = parse('sample("moon") | lightening.double()')
    np.testing.assert_array_equal(recipe.run(), double(sample("moon")))
    called = CliRunner().invoke(app, ["run", str(recipe), str(tmp_path / "out.png")])
    assert called.exit_code == 0
    np.testing.assert_allclose(read_image(tmp_path / "out.png").image, recipe.run(), atol=0.01)
    listed = CliRunner().invoke(app, ["list", "lightening"])
    assert "Make everything twice as light." in listed.output


def test_a_page_and_its_endpoints_build(field):
    from core import degradation
    from demos.panels.api import add_endpoints
    from demos.panels.field_page import build_field_page
    from demos.panels.work import Workshop
    from demos.words import LANGUAGES

    with gr.Blocks() as demo:
        language = gr.Radio(list(LANGUAGES), value="en")
        build_field_page(
            "Lightening", field.methods, degradation.METHODS, first_method="double",
            first_damage="gaussian_noise", language=language, workshop=Workshop(), name="light-",
        )  # fmt: skip
        add_endpoints(field.methods, Workshop())
    names = {fn.api_name for fn in demo.fns.values()}
    assert {"lightening_double", "lightening_edges"} <= names


def test_a_benchmark_refuses_where_there_is_no_telling_good_from_bad(field, tmp_path):
    with pytest.raises(InputError, match="There is no benchmark of lightening"):
        trials(Plan("lightening", tmp_path))


def test_a_method_may_make_something_else_than_its_field(field):
    assert [method.makes for method in field.methods] == ["same", "map"]


NOISY = 'sample("camera") | degradation.gaussian_noise(sigma=25)'


def test_a_map_is_never_scored_whoever_asks(field, tmp_path):
    from demos.panels.agents import _row
    from demos.panels.manner import MENDING
    from demos.panels.results import ResultCells
    from demos.panels.shown import Shown
    from demos.panels.source import Source
    from demos.panels.work import Workshop

    workshop, before = Workshop(), parse(NOISY)
    for method in field.methods:
        recipe = before.then(method, {})
        result = workshop.result(recipe, {})
        cells = SimpleNamespace(manner=MENDING)
        shown = Shown(recipe, Source(NOISY), "en")
        judged = ResultCells.judged(cells, workshop, shown, result)
        is_scored = method.id == "double"
        assert (MENDING.scores(judged) is not None) == is_scored
        assert ("psnr" in _row(workshop, before, method, {})) == is_scored
        assert ("PSNR" in MENDING.figures(judged, "colour", "en")) == is_scored


def test_a_field_of_maps_has_no_scored_method():
    assert not any(method.is_scored for method in fields.find_field("masks").methods)


def test_a_benchmark_leaves_maps_out_and_refuses_them_by_name(field, monkeypatch, tmp_path):
    measured = replace(field, measured="mended")
    monkeypatch.setattr(fields, "FIELDS", (*fields.FIELDS[:-1], measured))
    to_pillow(sample("camera")[:32, :32]).save(tmp_path / "a.png")
    planned = trials(Plan("lightening", tmp_path))
    assert {trial.method for trial in planned} == {"no method", "lightening.double"}
    with pytest.raises(InputError, match=r"lightening.edges makes nothing that could be compared"):
        trials(Plan("lightening", tmp_path), ["edges"])


def test_no_module_compares_a_field_by_its_name():
    from pathlib import Path

    root = Path(inspect.getfile(fields)).parents[1]
    names = {f.name for f in fields.FIELDS}
    for path in [*(root / "core").rglob("*.py"), *(root / "demos").rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        for name in names:
            assert f'field_id == "{name}"' not in text, path
            assert f'field_id != "{name}"' not in text, path
