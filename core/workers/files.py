"""Files that several processes read and write: whole, or line by line."""

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody finds it half written."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    partial.write_bytes(content)
    os.replace(partial, path)


def append(path: Path, line: str) -> None:
    """Write one more line."""
    with path.open("ab") as file:
        file.write(f"{line}\n".encode())


def size(path: Path) -> int:
    """Return the bytes of a file, 0 where there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def lines(path: Path, start: int = 0) -> tuple[list[str], int]:
    """Return the lines from a byte on and where they end, without one still being written."""
    try:
        with path.open("rb") as file:
            file.seek(start)
            content = file.read()
    except FileNotFoundError:
        return [], start
    end = content.rfind(b"\n") + 1
    return content[:end].decode().splitlines(), start + end
