"""Patterns in and out as run-length encoded text, the .rle files of Golly.

    #N Glider
    x = 3, y = 3, rule = B3/S23
    bob$2bo$3o!

b and . are dead, o and A state 1, B to X states 2 to 24, pA to pX the next 24, up to yO, 255;
a number repeats what follows, $ ends a row and ! the pattern.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from core.automata.grid import Grid
from core.sentence import InputError

HEADER = re.compile(
    r"\s*x\s*=\s*(\d+)\s*,\s*y\s*=\s*(\d+)\s*(?:,\s*rule\s*=\s*(.+?)\s*)?", re.IGNORECASE
)
ITEM = re.compile(r"(\d*)([bo.A-X$!]|[p-y][A-X])")
LARGEST = 4096  # cells along a side
LINE = 70  # characters, as Golly breaks them
LETTERS = 24  # A to X


@dataclass(frozen=True)
class Pattern:
    """Cells with their states, the rule they were made for, and what is told about them."""

    cells: Grid  # (H, W)
    rule: str = "B3/S23"
    name: str = ""
    comments: tuple[str, ...] = ()
    bounds: str = ""  # of its grid, T20,20 a torus, P20,20 a plane, as Golly writes them


def read_rle(text: str) -> Pattern:
    """Read a pattern; what the lines leave out is dead.

    As Golly does, it takes blanks before a line, sizes that are too small, and text without
    a header or the exclamation mark.

    Raises:
        InputError: There is a mistake; line and column, both from 1, tell where.
    """
    name, comments, named = "", [], "B3/S23"
    lines = text.removeprefix("\ufeff").splitlines()
    for number, line in enumerate(lines):
        plain = line.lstrip()
        if plain.startswith("#"):
            key, content = plain[1:2], plain[2:].strip()
            name = content if key == "N" else name
            named = content if key == "r" and content else named
            comments += [content] if key in ("C", "c") else []
        elif plain:
            has_header = plain[0] in "xX"
            width, height, rule = _read_header(line, number + 1) if has_header else (1, 1, "")
            rule, _, bounds = (rule or named).partition(":")
            cells = _read_cells(lines, number + has_header, width, height)
            return Pattern(cells, rule, name, tuple(comments), bounds)
    raise _mistake(len(lines) or 1, 1, "x = width, y = height, rule = rule")


def write_rle(pattern: Pattern) -> str:
    """Return the pattern as text that read_rle, Golly and others understand."""
    height, width = pattern.cells.shape
    bounds = f":{pattern.bounds}" if pattern.bounds else ""
    head = [f"#N {pattern.name}"] if pattern.name else []
    head += [f"#C {comment}" for comment in pattern.comments]
    head.append(f"x = {width}, y = {height}, rule = {pattern.rule}{bounds}")
    return "\n".join([*head, *_broken(_runs(pattern.cells))]) + "\n"


def _read_header(line: str, number: int) -> tuple[int, int, str]:
    found = HEADER.fullmatch(line)
    if not found:
        raise _mistake(number, 1, "x = width, y = height, rule = rule")
    width, height = (int(text[:9]) for text in found.groups()[:2])
    _check_sides(width, height)
    return max(width, 1), max(height, 1), found[3] or ""


def _check_sides(width: int, height: int) -> None:
    if max(width, height) > LARGEST:
        raise InputError(
            "The pattern in the RLE text has {width} × {height} cells; 1 to {limit} are allowed "
            "along a side.",
            width=width,
            height=height,
            limit=LARGEST,
        )


def _read_cells(lines: list[str], first: int, width: int, height: int) -> Grid:
    runs: list[tuple[int, int, int, int]] = []  # row, column, count, state
    row = column = 0
    for number, place, count, tag in _items(lines, first):
        if tag == "!":
            break
        if tag == "$":
            row, column = row + count, 0
            continue
        state = _state(tag)
        if state > 255:
            raise _mistake(number, place, "a state up to yO, which is 255")
        if state:
            width, height = max(width, column + count), max(height, row + 1)
            _check_sides(width, height)
            runs.append((row, column, count, state))
        column += count
    cells = np.zeros((height, width), np.uint8)
    for row, column, count, state in runs:
        cells[row, column : column + count] = state
    return cells


def _items(lines: list[str], first: int) -> Iterator[tuple[int, int, int, str]]:
    """Yield line, column, count and tag of each run, up to the exclamation mark."""
    for number, line in enumerate(lines[first:], first + 1):
        place = 0
        while place < len(line) and not line.lstrip().startswith("#"):
            if line[place].isspace():
                place += 1
                continue
            found = ITEM.match(line, place)
            if not found or len(found[1]) > 6 or found[1].startswith("0"):
                raise _mistake(number, place + 1, "a number and one of b o . A-X $ !")
            yield number, place + 1, int(found[1] or 1), found[2]
            if found[2] == "!":
                return
            place = found.end()


def _state(tag: str) -> int:
    if tag in "b.":
        return 0
    if tag == "o":
        return 1
    higher = LETTERS * (ord(tag[0]) - ord("p") + 1) if len(tag) == 2 else 0
    return higher + ord(tag[-1]) - ord("A") + 1


def _tag(state: int, plain: bool) -> str:
    if plain:
        return "bo"[state]
    if state == 0:
        return "."
    higher, letter = divmod(state - 1, LETTERS)
    return (chr(ord("p") + higher - 1) if higher else "") + chr(ord("A") + letter)


def _runs(cells: Grid) -> Iterator[str]:
    """Yield the runs of all rows; dead cells at a row's end and empty rows are left out."""
    plain = int(cells.max(initial=0)) <= 1
    last = 0
    for number, row in enumerate(cells):
        alive = np.flatnonzero(row)
        if not alive.size:
            continue
        if number > last:
            yield _run(number - last, "$")
        last = number
        for state, run in groupby(row[: alive[-1] + 1].tolist()):
            yield _run(len(list(run)), _tag(state, plain))
    yield "!"


def _run(count: int, tag: str) -> str:
    return f"{count}{tag}" if count > 1 else tag


def _broken(runs: Iterator[str]) -> Iterator[str]:
    line = ""
    for run in runs:
        if len(line) + len(run) > LINE:
            yield line
            line = ""
        line += run
    yield line


def _mistake(line: int, column: int, expected: str) -> InputError:
    return InputError(
        "The RLE text has a mistake in line {line}, column {column}: {expected} is expected.",
        line=line,
        column=column,
        expected=expected,
    )
