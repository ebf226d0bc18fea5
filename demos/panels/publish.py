"""Pictures and notebooks as files that the page links to."""

import atexit
import hashlib
import hmac
import os
import re
import secrets
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, unquote

from core.image import Image, pixel_hash
from core.provenance import png_bytes
from core.settings import settings

SMALL = 320  # pixels along the longer side of a thumbnail
ROOM = 2**30  # bytes; the oldest files leave first
FOLDER = Path(settings.folder or tempfile.mkdtemp(prefix="pixel-atelier-")).resolve()
FOLDER.mkdir(parents=True, exist_ok=True)
LOCK = threading.Lock()
PREFIX = "/gradio_api/file="
LENGTH, PATIENCE = 32, 100  # bytes of the secret; hundredths of a second to wait for it
SECRET = ".secret"  # file in the folder that nobody is served
if not settings.folder:
    atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)


def thumbnail(image: Image) -> str:
    """Return the path of a small PNG of a picture."""
    step = -(-max(image.shape[:2]) // SMALL)
    small = image[::step, ::step]
    key = f"thumbnail {pixel_hash(small)}"
    address = publish(key, "picture.png", lambda: png_bytes(small, None))
    return unquote(address.removeprefix(PREFIX))


def publish(key: str, name: str, make: Callable[[], bytes]) -> str:
    """Write a file once and return the address under which the page can load it.

    The file is put in place whole, so that nobody reads it half written.

    Args:
        key: Says all that the content depends on, such as the recipe. A hash of it and of the
            folder's secret is in the address, so that only who was sent an address can load it:
            a link tells the recipe, but not where its pictures lie.
        name: Of the file, when it is saved.
        make: Returns the content; only called if the file is not there yet.
    """
    place = hmac.new(_secret(), key.encode(), hashlib.sha256).hexdigest()[:40]
    path = FOLDER / place / re.sub(r"[^\w.-]", "_", name)
    try:
        os.utime(path)  # what is used stays
    except FileNotFoundError:
        _write(path, make())
    return f"{PREFIX}{quote(str(path))}"


def _secret() -> bytes:
    """Return what nobody can guess; it lies in the folder, for the copies that share it."""
    path = FOLDER / SECRET
    for _ in range(PATIENCE):
        with suppress(FileExistsError), open(path, "xb", opener=_for_its_owner) as file:
            file.write(secrets.token_bytes(LENGTH))
        if len(found := path.read_bytes()) == LENGTH:
            return found
        time.sleep(0.01)  # another copy is about to write it
    raise OSError(f"{SECRET} in the folder of made pictures is damaged: delete it.")


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _write(path: Path, content: bytes) -> None:
    with LOCK:
        path.parent.mkdir(exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=FOLDER)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(temporary, path)
        _make_room()


def _make_room() -> None:
    found = []
    for path in FOLDER.glob("*/*"):
        with suppress(FileNotFoundError):  # another copy of the app may share the folder
            state = path.stat()
            found.append((state.st_mtime, state.st_size, path))
    total = 0
    for _, size, path in sorted(found, reverse=True):
        total += size
        if total > ROOM:
            shutil.rmtree(path.parent, ignore_errors=True)
