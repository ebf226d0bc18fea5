import re
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from core.lsystems.notation import parse
from core.lsystems.palettes import PALETTES
from core.lsystems.rewrite import rewrite
from core.lsystems.svg import to_svg
from core.lsystems.turtle import Turtle

NAMESPACE = "{http://www.w3.org/2000/svg}"


def svg(rules, order=0, angle=90.0, **settings):
    strokes = Turtle(angle).draw(rewrite(parse(rules), order))
    return ElementTree.fromstring(to_svg(strokes, **settings))


def points(element):
    return np.array([float(n) for n in re.split("[ ,]", element.get("points"))]).reshape(-1, 2)


def test_a_curve_is_one_line_within_the_paper():
    root = svg("axiom: L; L -> +RF-LFL-FR+; R -> -LF+RFR+FL-", 4)
    (line,) = root.iter(f"{NAMESPACE}polyline")
    assert len(points(line)) == 4**4
    _, _, width, height = map(float, root.get("viewBox").split())
    assert points(line).min() >= 10 and (points(line) <= [width - 10, height - 10]).all()


def test_sizes_are_in_millimetres():
    root = svg("axiom: F(2)-F", millimetres=100, margin=5)
    assert (root.get("width"), root.get("height")) == ("60.000mm", "110.000mm")
    (line,) = root.iter(f"{NAMESPACE}polyline")
    np.testing.assert_allclose(points(line), [[5, 105], [5, 5], [55, 5]])


def test_the_pen_is_lifted_where_a_branch_has_ended():
    assert len([*svg("F -> F[+F]F[-F]F", 1, 25.7).iter(f"{NAMESPACE}polyline")]) == 3


def test_each_colour_is_a_group_of_its_own():
    root = svg("axiom: F'F''F", palette=PALETTES["garden"])
    colours = [group.get("stroke") for group in root.iter(f"{NAMESPACE}g")]
    assert colours == [PALETTES["garden"].colours[index] for index in (0, 1, 3)]


def test_polygons_are_closed_shapes():
    (shape,) = svg("axiom: {.f-f-f}").iter(f"{NAMESPACE}polygon")
    assert len(points(shape)) == 4


def test_nothing_is_an_empty_page():
    assert [*svg("axiom: A").iter(f"{NAMESPACE}g")] == []


@pytest.mark.parametrize("angle", [10, 77])
def test_the_longer_side_is_as_long_as_asked(angle):
    root = svg("F -> F+F-F", 4, angle, millimetres=123, margin=0)
    assert max(map(float, root.get("viewBox").split()[2:])) == pytest.approx(123, abs=1e-3)
