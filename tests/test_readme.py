"""What the README says to do, done."""

import re
import tomllib
from pathlib import Path

import numpy as np

from core.image import check_image
from core.method import Method

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_example_of_a_method_is_a_whole_one(tmp_path, monkeypatch):
    example = re.search(r"```python\n(.*?)```", README, re.S)[1]
    (tmp_path / "halving.py").write_text(example)
    monkeypatch.syspath_prepend(tmp_path)
    from halving import halve

    method = Method("Halving", halve)
    image = np.linspace(0, 1, 48, dtype=np.float32).reshape(4, 4, 3)
    assert np.ptp(check_image(method(image, strength=0.5))) == np.ptp(image) / 2
    parts = method.docstring
    assert parts.summary and parts.description and parts.formula and parts.source


def test_every_file_that_the_readme_shows_is_there():
    named = re.findall(r"\]\(([^)h][^)]*)\)|`([A-Za-z./_]+\.(?:md|py|txt|png))`", README)
    missing = {name for pair in named for name in pair if name and not (ROOT / name).exists()}
    assert missing <= {"core/denoising/halve.py"}


def test_the_space_runs_the_gradio_that_the_project_asks_for():
    version = re.search(r"sdk_version: (\S+)", README)[1]
    assert f"gradio[mcp]=={version}" in (ROOT / "requirements.txt").read_text()
    needs = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    assert any(line.startswith(f"gradio[mcp]>={version[:4]}") for line in needs)
