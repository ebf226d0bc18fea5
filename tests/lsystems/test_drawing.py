import numpy as np
import pytest

from core.image import check_image
from core.lsystems import drawing
from core.lsystems.drawing import Fit, draw
from core.lsystems.notation import parse
from core.lsystems.palettes import PALETTES, Palette
from core.lsystems.rewrite import rewrite
from core.lsystems.turtle import Turtle

PAPER = Palette("#ffffff", ("#000000", "#ff0000"))
PIXELS = Fit(scale=1.0, left=10.0, bottom=10.0, height=100, width=100)


def ink(rules, order=0, angle=90.0, width=5.0, fit=PIXELS):
    strokes = Turtle(angle, width).draw(rewrite(parse(rules), order))
    return 1 - draw(strokes, palette=PAPER, fit=fit)[..., 1].astype(np.float64)


def test_the_ink_of_a_line_is_its_length_times_its_width():
    # Butt ends, one pixel wide: width 5 of 500 in a picture of 100.
    assert ink("axiom: -(37)F(60)").sum() == pytest.approx(60, rel=0.02)


def test_a_polygon_covers_its_area():
    assert ink("axiom: {.f(30)-f(40)-f(30)}").sum() == pytest.approx(1200, rel=0.01)


def test_up_is_up_and_left_is_left():
    rows, columns = np.nonzero(ink("axiom: f(50)-(60)f(30)+(60)F(20)") > 0.5)
    assert rows.max() < 40 and columns.min() > 30


def test_what_is_nearer_covers_what_is_further():
    far, near = "[^(90)f(9)&(90){.f(30)-f(40)-f(30)}]", "['^(90)f({})&(90){{.f(30)-f(40)-f(30)}}]"
    for depth, expected in ((20, 1.0), (1, 0.0)):
        strokes = Turtle().draw(rewrite(parse("axiom: " + far + near.format(depth)), 0))
        assert draw(strokes, palette=PAPER, fit=PIXELS)[75, 30, 0] == expected


def test_a_drawing_fills_its_picture_but_for_the_margin():
    strokes = Turtle(60).draw(rewrite(parse("F -> F+F--F+F"), 4))
    image = check_image(draw(strokes, size=200))
    rows, _ = np.nonzero(image[..., 0] < 0.9)
    assert image.shape == (200, 200, 3)
    assert rows.min() == pytest.approx(8, abs=1) and rows.max() == pytest.approx(191, abs=1)


def test_nothing_is_the_background():
    strokes = Turtle().draw(rewrite(parse("axiom: A"), 0))
    image = draw(strokes, size=64, palette=PALETTES["night"])
    assert len(np.unique(image.reshape(-1, 3), axis=0)) == 1


def test_a_line_in_pieces_has_no_gaps(monkeypatch):
    fit = Fit(10.0, 10.0, 50.0, 100, 100)
    whole = ink("axiom: -(90)FFFFFFFF", fit=fit)
    monkeypatch.setattr(drawing, "REACH", 25)
    np.testing.assert_allclose(ink("axiom: -(90)FFFFFFFF", fit=fit), whole, atol=0.01)
