"""Pictures and notebooks as files that the page links to."""

import atexit
import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import quote

ROOM = 2**30  # bytes; the oldest files leave first
FOLDER = Path(tempfile.mkdtemp(prefix="pixel-atelier-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)


def publish(content: bytes, suffix: str) -> str:
    """Write a file once and return the address under which the page can load it.

    The name is the hash of the content, so that nobody finds a picture without having it, and
    it is put in place whole, so that nobody reads it half written.
    """
    path = FOLDER / (hashlib.sha256(content).hexdigest()[:40] + suffix)
    if path.exists():
        path.touch()
    else:
        handle, temporary = tempfile.mkstemp(dir=FOLDER)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(temporary, path)
        _make_room()
    return f"/gradio_api/file={quote(str(path))}"


def _make_room() -> None:
    files = sorted(FOLDER.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    total = 0
    for path in files:
        total += path.stat().st_size
        if total > ROOM:
            path.unlink(missing_ok=True)
