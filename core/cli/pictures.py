"""Pictures that a recipe on the command line names: by --picture, and by name without a hash."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.image import pixel_hash, read_image
from core.sentence import InputError

UNREAD = "0" * 64  # hash of a picture that takes its place file by file


def read_given(options: list[str]) -> dict[str, Path]:
    """Read NAME=FILE_OR_FOLDER, once or more.

    Raises:
        InputError: It is written otherwise, or there is no such file or folder.
    """
    given = {}
    for option in options:
        name, sign, path = option.partition("=")
        if not sign or not name.isidentifier():
            raise InputError("--picture must be NAME=FILE_OR_FOLDER, got {value}.", value=option)
        if not Path(path).exists():
            raise InputError("There is no file or folder {name}.", name=path)
        given[name] = Path(path)
    return given


@dataclass
class Naming:
    """Completes a recipe's text, read but not yet understood, by what the command line knows."""

    given: Mapping[str, Path]
    files: dict[str, Path] = field(default_factory=dict)  # found, by pixel_hash

    def __call__(self, tree: ast.expr) -> ast.expr:
        """Return the tree with hashes, and with the pictures that are given to its last step."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "upload":
                self._name(node)
        last = tree.right if isinstance(tree, ast.BinOp) else tree
        if self.given and isinstance(last, ast.Call):
            kept = [keyword for keyword in last.keywords if keyword.arg not in self.given]
            last.keywords = [*kept, *(_upload(n, path) for n, path in self.given.items())]
        return tree

    def _name(self, node: ast.Call) -> None:
        match node:
            case ast.Call(args=[ast.Constant(value=str(name))], keywords=[]):
                if not Path(name).is_file():
                    raise InputError("There is no file or folder {name}.", name=name)
                sha256 = pixel_hash(read_image(name).image)
                self.files[sha256] = Path(name)
                node.keywords = [_keyword("sha256", ast.Constant(sha256))]


def _upload(setting: str, path: Path) -> ast.keyword:
    call = ast.Call(ast.Name("upload"), [ast.Constant(path.name)], [])
    call.keywords = [_keyword("sha256", ast.Constant(UNREAD))]
    return _keyword(setting, call)


def _keyword(name: str, value: ast.expr) -> ast.keyword:
    return ast.keyword(arg=name, value=value)
