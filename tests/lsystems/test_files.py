import xml.etree.ElementTree as ElementTree

import pytest

from core.lsystems import METHODS, files
from core.lsystems.files import notation_file, read_notation, string_file, svg_file
from core.lsystems.notation import parse
from core.lsystems.presets import PRESETS
from core.sentence import InputError

GROW, PRESET, MEADOW = METHODS
FEW = MEADOW.check({"trees": 1, "flowers": 2, "grass": 20})
LINE = "{http://www.w3.org/2000/svg}polyline"


@pytest.mark.parametrize("name", PRESETS)
def test_what_is_written_reads_back_with_its_angle_and_order(name):
    preset = PRESETS[name]
    rules, settings = read_notation(notation_file("preset", PRESET.check({"name": name})))
    assert parse(rules) == preset.system
    assert settings == {"angle": preset.angle, "order": preset.order}


def test_rules_from_elsewhere_bring_nothing_but_themselves():
    assert read_notation("\n/* Koch */ F -> F+F--F+F\n") == ("/* Koch */ F -> F+F--F+F", {})


def test_a_mistake_is_named_by_its_line_in_the_file():
    with pytest.raises(InputError, match="Line 3, column 7"):
        read_notation("/* angle=60 order=4 */\naxiom: F\nF -> F[+F\n")


def test_a_string_file_is_the_whole_string():
    settings = GROW.check({"rules": "a -> ab; b -> a", "order": 4})
    assert string_file("grow", settings) == "abaababa\n"


def test_every_method_has_an_svg():
    few = GROW.check({"order": 2})
    assert len([*ElementTree.fromstring(svg_file("grow", few)).iter(LINE)]) == 1 + 2 + 10
    for method, settings in (("preset", PRESET.check({})), ("meadow", FEW)):
        assert ElementTree.fromstring(svg_file(method, settings)).find(f".//{LINE}") is not None


@pytest.mark.parametrize("write", [string_file, notation_file])
def test_a_meadow_is_no_single_system(write):
    with pytest.raises(InputError, match="single one"):
        write("meadow", FEW)


def test_an_empty_meadow_has_no_svg():
    with pytest.raises(InputError, match="Nothing grows"):
        svg_file("meadow", MEADOW.check({"trees": 0, "flowers": 0, "grass": 0}))


@pytest.mark.parametrize("write", [string_file, svg_file])
def test_a_file_that_would_be_too_long_is_refused(write, monkeypatch):
    monkeypatch.setattr(files, "MOST", 100)
    with pytest.raises(InputError, match="lower order"):
        write("grow", GROW.check({"order": 4}))
