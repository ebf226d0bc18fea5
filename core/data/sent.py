"""What visitors send: files and zips, read one after another, never unpacked to disk.

A name in a zip is only a name, so it can point nowhere. What a zip says it holds is counted
before anything of it is read, and never more than that is read.
"""

import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from core.sentence import InputError
from core.settings import settings

MOST = 10_000  # files
MOST_MEGABYTES = 512  # of all files, unpacked
UTF8 = 0x800  # flag of a zip whose names are Unicode
LONGEST = 40  # letters of a folder's name
BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others unpack without a limit
BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError)


@dataclass(frozen=True)
class Sent:
    """A file's bytes, None if they cannot be had, and the folder it lies in."""

    data: bytes | None
    folder: str  # "" outside folders


def all_sent(files: Sequence[Path]) -> tuple[int, Iterator[Sent]]:
    """Return how many files there are, those in zips among them, and then each.

    Raises:
        InputError: A zip is damaged, or there is more than may be read.
    """
    zipped = [path for path in files if zipfile.is_zipfile(path)]
    entries = {path: _entries(path) for path in zipped}
    plain = [path for path in files if path not in entries]
    count = len(plain) + sum(map(len, entries.values()))
    size = sum(path.stat().st_size for path in plain)
    _check_amount(count, size + sum(e.file_size for found in entries.values() for e in found))
    return count, _each(plain, entries)


def _each(
    plain: Sequence[Path], zipped: Mapping[Path, Sequence[zipfile.ZipInfo]]
) -> Iterator[Sent]:
    for path in plain:
        small = path.stat().st_size <= settings.max_megabytes * 2**20
        yield Sent(path.read_bytes() if small else None, "")
    for path, entries in zipped.items():
        with zipfile.ZipFile(path) as archive:
            for entry in entries:
                yield Sent(_unpacked(archive, entry), _folder(entry))


def _check_amount(count: int, size: int) -> None:
    if count > MOST:
        raise InputError(
            "There are {count} files; at most {limit} are allowed.", count=count, limit=MOST
        )
    if size > MOST_MEGABYTES * 2**20:
        raise InputError(
            "The files have {size:.0f} MB unpacked; at most {limit} MB are allowed.",
            size=size / 2**20,
            limit=MOST_MEGABYTES,
        )


def _entries(path: Path) -> list[zipfile.ZipInfo]:
    """Return what lies in a zip, without folders and without what systems hide in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            found = archive.infolist()
    except BROKEN:
        raise InputError("The zip {name} is damaged.", name=path.name) from None
    return [entry for entry in found if not (entry.is_dir() or _is_hidden(entry))]


def _is_hidden(entry: zipfile.ZipInfo) -> bool:
    """Return whether a system put it there, as macOS does, not a person."""
    parts = PurePosixPath(_name(entry)).parts
    return "__MACOSX" in parts or any(part[0] == "." and part != ".." for part in parts)


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | None:
    """Return a file's bytes; never more than its entry says, which have been counted."""
    if entry.file_size > settings.max_megabytes * 2**20 or entry.compress_type not in BOUNDED:
        return None
    try:
        with archive.open(entry) as file:
            return file.read(entry.file_size)
    except BROKEN:
        return None


def _folder(entry: zipfile.ZipInfo) -> str:
    """Return the innermost folder of an entry as a name to show, empty if it lies in none."""
    folder = PurePosixPath(_name(entry)).parent.name
    return "".join(letter for letter in folder if letter.isprintable())[:LONGEST].strip()


def _name(entry: zipfile.ZipInfo) -> str:
    """Return the name of an entry; many packers write Unicode without saying so."""
    name = entry.filename.replace("\\", "/")
    if entry.flag_bits & UTF8:
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name
