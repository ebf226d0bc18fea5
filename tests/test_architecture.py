"""Imports run one way, and what a stranger installs is what the code needs."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from core.fields import FIELDS

NAMES = [field.name for field in FIELDS]
ROOT = Path(__file__).resolve().parents[1]
ABOVE = {  # room: the rooms it may look into, besides itself
    "core.sentence": set(),
    "core.settings": set(),
    "core.docstring": set(),
    "core.device": set(),
    "core.plots": set(),
    "core.image": {"core.sentence", "core.settings"},
    "core.colour_meaning": {"core.sentence"},
    "core.deep_png": {"core.colour_meaning", "core.sentence"},
    "core.deep_tiff": {"core.sentence"},
    "core.fits": {"core.image", "core.sentence"},
    "core.field": {"core.method"},  # for its types alone
    "core.parameter": {"core.sentence", "core.fits"},
    "core.method": {"core.image", "core.parameter", "core.sentence", "core.docstring"},
    "core.tiles": {"core.image", "core.method"},
    "core.resampling": {"core.image", "core.sentence", "core.settings"},
    "core.metrics": {"core.image", "core.sentence"},
    "core.machine": set(),
    "core.workers": {"core.machine", "core.sentence", "core.settings"},
    "core.figures": {"core.image", "core.sentence"},
    "core.data": {"core.image", "core.method", "core.sentence", "core.settings"},
}
ABOVE["core.classification"] = {"core.data", "core.metrics", "core.nn", "core.sentence"}
ABOVE["core.method"] |= {"core.fits", "core.field"}
ABOVE["core.image"] |= {"core.colour_meaning", "core.deep_png", "core.deep_tiff"}
ABOVE["core.heads"] = {"core.image", "core.sentence"}
ABOVE["core.chain"] = {
    "core.heads",
    "core.image",
    "core.method",
    "core.sentence",
    "core.fits",
    "core.parameter",
}
TOOLS = {"core.image", "core.method", "core.sentence", "core.tiles", "core.device", "core.figures"}
TOOLS |= {"core.fits", "core.field"}
ABOVE["core.nn"] = TOOLS | {"core.metrics", "core.settings", "core.machine"}
ABOVE |= {f"core.{field}": TOOLS | {"core.metrics", "core.nn"} for field in NAMES}
# what its networks are trained to mend, and a trained rule
ABOVE["core.denoising"] |= {"core.degradation", "core.automata"}
ABOVE["core.lsystems"] |= {"core.jobs", "core.automata"}  # many plants, and how alike they are
# noise that rules learn to remove, on all cores
ABOVE["core.automata"] |= {"core.degradation", "core.jobs", "core.machine"}
ABOVE["core.degradation"] |= {"core.resampling"}
ABOVE["core.compiled"] = set()
ABOVE["core.diffusion"] = {"core.image", "core.compiled"}
ABOVE["core.inpainting"] |= {"core.diffusion", "core.compiled", "core.denoising"}  # as priors
# what its networks are trained to enlarge, and by whose features one of them is judged
ABOVE["core.superresolution"] |= {"core.resampling", "core.degradation", "core.denoising"}
ABOVE["core.superresolution"] |= {"core.machine"}  # that a race was run on
# pictures to learn from, and who judges those that were made
ABOVE["core.generation"] |= {"core.data", "core.classification", "core.machine", "core.workers"}
ABOVE["core.generation"] |= {"core.settings", "core.jobs"}  # where own weights lie, and two at once
# what it may do to pictures and to whoever learns from them
ABOVE["core.augmentation"] |= {"core.degradation", "core.generation", "core.machine"}
ABOVE["core.augmentation"] |= {"core.data", "core.classification", "core.workers"}
ABOVE["core.kernels"] |= {"core.masks"}  # strokes
ABOVE["core.recipe"] = {"core.image", "core.method", "core.sentence", "core.chain", "core.heads"}
ABOVE["core.fields"] = {"core.method", "core.field", "core.sentence"}
ABOVE["core.fields"] |= {f"core.{name}" for name in NAMES}
SOURCES = [p for part in ("core", "demos") for p in sorted((ROOT / part).rglob("*.py"))]


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            whole = node.module in ("core", "demos", "demos.panels")
            names |= {f"{node.module}.{a.name}" for a in node.names} if whole else {node.module}
    return names


def files(room: str) -> list[Path]:
    path = ROOT / room.replace(".", "/")
    return sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]


@pytest.mark.parametrize("room", sorted(ABOVE))
def test_a_room_looks_only_into_those_below_it(room):
    for path in files(room):
        seen = {".".join(n.split(".")[:2]) for n in imported(path) if n.startswith("core")}
        assert seen - {room, "core.__version__"} <= ABOVE[room], path


def test_core_knows_neither_gradio_nor_the_page():
    for path in (ROOT / "core").rglob("*.py"):
        assert not {n for n in imported(path) if n.split(".")[0] in ("gradio", "demos")}, path


def test_panels_know_neither_tabs_nor_the_site():
    for path in (ROOT / "demos" / "panels").glob("*.py"):
        seen = {n for n in imported(path) if n.startswith("demos")}
        assert all(n.startswith(("demos.panels", "demos.words")) for n in seen), path


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
