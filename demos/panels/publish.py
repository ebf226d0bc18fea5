"""Pictures and notebooks as files that the page links to."""

import atexit
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

ROOM = 2**30  # bytes; the oldest files leave first
FOLDER = Path(tempfile.mkdtemp(prefix="pixel-atelier-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)


def publish(key: str, suffix: str, make: Callable[[], bytes]) -> str:
    """Write a file once and return the address under which the page can load it.

    The file is put in place whole, so that nobody reads it half written.

    Args:
        key: Says all that the content depends on, such as the recipe. Its hash is the name, so
            that nobody finds what was made of a picture without having the picture.
        suffix: Of the file's name.
        make: Returns the content; only called if the file is not there yet.
    """
    path = FOLDER / (hashlib.sha256(key.encode()).hexdigest()[:40] + suffix)
    if path.exists():
        path.touch()  # what is used stays
        return _address(path)
    handle, temporary = tempfile.mkstemp(dir=FOLDER)
    with os.fdopen(handle, "wb") as file:
        file.write(make())
    os.replace(temporary, path)
    _make_room()
    return _address(path)


def _address(path: Path) -> str:
    return f"/gradio_api/file={quote(str(path))}"


def _make_room() -> None:
    files = sorted(FOLDER.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    total = 0
    for path in files:
        total += path.stat().st_size
        if total > ROOM:
            path.unlink(missing_ok=True)
