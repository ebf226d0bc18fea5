"""A packed file brought from the internet whole or not at all."""

import gzip
import hashlib
import os
import tempfile
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from http.client import HTTPException
from pathlib import Path
from zlib import error as UnpackError

Report = Callable[[float], None]  # is told the share in [0, 1]
CHUNK = 2**18  # bytes
PATIENCE = 20  # seconds without a byte


def download(
    addresses: Sequence[str], digest: str, target: Path, size: int, report: Report
) -> None:
    """Download, check and unpack a gzip file; the target appears when all is well.

    Args:
        addresses: Where it may be had, tried in turn.
        digest: MD5 of the packed file, as hexadecimal digits.
        target: The unpacked file.
        size: Bytes of the unpacked file.
        report: Is told the share that has come; what it raises ends the download.

    Raises:
        OSError: None of the addresses gave it whole.
    """
    for address in addresses:
        try:
            packed = b"".join(_chunks(address, size, report))
            if hashlib.md5(packed, usedforsecurity=False).hexdigest() != digest:
                continue
            _place(gzip.decompress(packed), target)
        except (OSError, HTTPException, EOFError, UnpackError):
            continue
        return
    raise OSError(f"No address gives {target.name} whole.")


def _chunks(address: str, limit: int, report: Report) -> Iterator[bytes]:
    """Read what lies at an address, at most so many bytes."""
    request = urllib.request.Request(address, headers={"User-Agent": "pixel-atelier"})
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        whole = int(answer.headers.get("Content-Length") or limit)
        count = 0
        while count < limit and (chunk := answer.read(CHUNK)):
            count += len(chunk)
            report(min(1.0, count / max(1, whole)))
            yield chunk


def _place(data: bytes, target: Path) -> None:
    """Write a file under another name first, so that no half of it is taken for the whole."""
    handle, partial = tempfile.mkstemp(dir=target.parent, prefix=target.name, suffix=".partial")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(partial, 0o644)
        os.replace(partial, target)
    finally:
        Path(partial).unlink(missing_ok=True)
