"""Imports run one way, and what a stranger installs is what the code needs."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from core.fields import FIELDS

ROOT = Path(__file__).resolve().parents[1]
BASE = {"image", "method", "sentence", "settings", "docstring", "tiles"}
SOURCES = [p for part in ("core", "demos") for p in sorted((ROOT / part).rglob("*.py"))]


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def parts_of_core(names: set[str]) -> set[str]:
    return {name.split(".")[1] for name in names if re.match(r"core\.[a-z]", name)}


@pytest.mark.parametrize("path", [p for p in SOURCES if p.parts[-2] != "demos"], ids=str)
def test_core_knows_neither_gradio_nor_the_page(path):
    if (ROOT / "core") in path.parents:
        assert not {n for n in imported(path) if n.split(".")[0] in ("gradio", "demos")}


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_a_field_knows_only_what_lies_below_it(field):
    for path in (ROOT / "core" / field).glob("*.py"):
        allowed = BASE | {"metrics", field} | (set(FIELDS) if field == "denoising" else set())
        assert parts_of_core(imported(path)) <= allowed | {"__version__"}, path


def test_metrics_know_only_pictures():
    for path in (ROOT / "core" / "metrics").glob("*.py"):
        assert parts_of_core(imported(path)) <= BASE | {"metrics"}, path


def test_tabs_do_not_know_one_another():
    from demos import TABS

    names = {tab.__name__ for tab in TABS}
    for tab in TABS:
        assert not imported(Path(tab.__file__)) & (names - {tab.__name__})


def test_listing_the_methods_loads_no_heavy_library():
    code = (
        "import sys, core.fields; "
        "print({'torch', 'matplotlib', 'skimage.restoration', 'gradio'} & set(sys.modules))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert out.stdout.strip() == "set()", out.stderr


def test_a_space_installs_what_the_project_needs():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    needed = {re.split(r"[<>=]", line)[0] for line in project["dependencies"]}
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    assert {re.split(r"[<>=]", line)[0] for line in lines if not line.startswith("#")} == needed
