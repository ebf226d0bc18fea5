"""A recipe over files and folders: what is to be made from what."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from core.animation import ANIMATED, FILMS, is_animated
from core.sentence import InputError

PICTURES: dict[str, tuple[str, dict[str, Any]]] = {  # suffix: Pillow's name and settings
    ".jpg": ("jpeg", {"quality": 95, "subsampling": 0}),
    ".jpeg": ("jpeg", {"quality": 95, "subsampling": 0}),
    ".webp": ("webp", {"quality": 95}),
    ".tif": ("tiff", {"compression": "tiff_lzw"}),
    ".tiff": ("tiff", {"compression": "tiff_lzw"}),
    ".bmp": ("bmp", {}),
}
TRANSPARENT = (".png", ".webp", ".tif", ".tiff")  # formats with an alpha channel
WRITTEN = (".png", *PICTURES, *ANIMATED)
READ = (".png", *PICTURES, ".gif", *FILMS)


@dataclass(frozen=True)
class Piece:
    """One file to make; everything in it travels between processes."""

    recipe: str
    source: Path | bytes | None  # takes the place of the recipe's head
    name: str  # of the source; within a folder, its path there
    target: Path
    vary: bool = False  # whether the name changes the seeds
    carry: bool = False  # whether a PNG carries the source's file
    overwrite: bool = False
    copy: int = 0  # which one, where several are drawn of one source
    given: tuple[tuple[str, Path], ...] = ()  # files of the last step's settings, by their names
    files: tuple[tuple[str, Path], ...] = ()  # those that the recipe names, by pixel_hash

    @property
    def label(self) -> str:
        """What to call it before people."""
        return str(self.source if isinstance(self.source, Path) else self.target)


def plan(piece: Piece, suffix: str | None = None) -> list[Piece]:
    """Return one piece for every file to make, a folder's in the order of their names.

    Args:
        piece: Its source or target may be a folder.
        suffix: Of the results of a folder; by default films and GIFs stay what they are,
            and all else becomes PNG.

    Raises:
        InputError: There is nothing to read, or the results would not have a place.
    """
    source, target = piece.source, piece.target
    if isinstance(source, Path) and source.is_dir():
        return _plan_folder(piece, source, suffix)
    if isinstance(source, Path) and not source.is_file():
        raise InputError("There is no file or folder {name}.", name=source)
    if target.is_dir():
        target = target / f"{Path(piece.name).stem}{suffix or '.png'}"
    _check_suffix(target.suffix)
    return [replace(piece, target=target, given=_namesakes(piece.given, Path(piece.name)))]


def protect(pieces: Iterable[Piece], originals: Iterable[Path]) -> None:
    """Refuse to write over what is read.

    Raises:
        InputError: A target is one of the originals or of the sources, by whatever name.
    """
    pieces = list(pieces)
    sources = (piece.source for piece in pieces if isinstance(piece.source, Path))
    read = {_identity(path) for path in chain(originals, sources)}
    for piece in pieces:
        if _identity(piece.target) in read:
            raise InputError("{name} would overwrite an original.", name=piece.target)


def _plan_folder(piece: Piece, folder: Path, suffix: str | None) -> list[Piece]:
    if piece.target.is_file() or piece.target.suffix.lower() in WRITTEN:
        raise InputError("{name} must be a folder, as the input is one.", name=piece.target)
    if piece.target.resolve() == folder.resolve():
        raise InputError("{name} would overwrite its originals.", name=folder)
    paths = _pictures_in(folder, piece.target.resolve())
    if not paths:
        raise InputError("There are no pictures in {name}.", name=folder)
    suffixes = [suffix or _own_suffix(path) for path in paths]
    names = [path.relative_to(folder) for path in paths]
    plain = [name.with_suffix(s) for name, s in zip(names, suffixes, strict=True)]
    whole = [name.with_name(name.name + s) for name, s in zip(names, suffixes, strict=True)]
    return [
        replace(
            piece,
            source=path,
            name=name.as_posix(),
            target=piece.target / (short if plain.count(short) == 1 else long),
            vary=True,
            given=_namesakes(piece.given, name),
        )
        for path, name, short, long in zip(paths, names, plain, whole, strict=True)
    ]


def _namesakes(given: tuple[tuple[str, Path], ...], name: Path) -> tuple[tuple[str, Path], ...]:
    """Return the files for one picture: of a folder, what is called like the picture.

    Raises:
        InputError: There is none.
    """
    return tuple((setting, _namesake(path, name)) for setting, path in given)


def _namesake(path: Path, name: Path) -> Path:
    if not path.is_dir():
        if not path.is_file():
            raise InputError("There is no file or folder {name}.", name=path)
        return path
    beside = (path / name).parent
    found = sorted(beside.glob("*")) if beside.is_dir() else []
    alike = [p for p in found if p.suffix.lower() in READ and p.stem == name.stem]
    if not alike:
        raise InputError("There is no picture {stem} in {name}.", stem=name.stem, name=beside)
    return alike[0]


def _pictures_in(folder: Path, results: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.suffix.lower() in READ and path.is_file())
    seen = [p for p in found if not any(n.startswith(".") for n in p.relative_to(folder).parts)]
    if folder.resolve() in results.parents:  # the results of an earlier run are no input
        seen = [path for path in seen if results not in path.resolve().parents]
    return sorted(seen)


def _own_suffix(path: Path) -> str:
    if path.suffix.lower() in FILMS:
        return ".mp4"
    may_move = path.suffix.lower() in (".gif", ".png", ".webp")
    return ".gif" if may_move and is_animated(path) else ".png"


def _check_suffix(suffix: str) -> None:
    if suffix.lower() not in WRITTEN:
        names = ", ".join(WRITTEN)
        raise InputError("The output’s name must end in one of {names}.", names=names)


def _identity(path: Path) -> object:
    """The same for two names of one file."""
    try:
        status = path.stat()
    except OSError:
        return path.resolve()
    return (status.st_dev, status.st_ino)
