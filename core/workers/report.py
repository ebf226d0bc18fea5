"""How a job stands, as its worker writes it down and a page reads it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from numbers import Integral, Real
from typing import Any, Literal

from core.sentence import Sentence

State = Literal["waiting", "running", "paused", "finished", "stopped", "failed", "interrupted"]


@dataclass(frozen=True)
class Report:
    """How a job stood once."""

    step: int
    share: float  # done, in [0, 1]
    seconds: float  # worked until then, pauses left out
    numbers: Mapping[str, float] = field(default_factory=dict)
    note: Sentence | None = None  # what was being done

    def line(self) -> str:
        """Return the report as one line of JSON."""
        numbers = {name: float(value) for name, value in self.numbers.items()}
        return json.dumps({**vars(self), "numbers": numbers, "note": as_data(self.note)})

    @staticmethod
    def parse(line: str) -> "Report":
        """Return the report that a line holds."""
        found = json.loads(line)
        return Report(**{**found, "note": as_sentence(found["note"])})


@dataclass(frozen=True)
class Status:
    """How a job stands now."""

    state: State
    kind: str
    settings: Mapping[str, Any]  # as they were given, with the changes since
    position: int = 0  # in the queue, from 1; 0 once it has begun
    seconds: float = 0.0  # worked so far, pauses left out
    step: int = 0  # of the last report
    share: float = 0.0  # likewise
    failure: Sentence | None = None  # why it ended before its time

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens unless it is resumed."""
        return self.state in ("finished", "stopped", "failed", "interrupted")


def as_data(sentence: Sentence | None) -> dict[str, Any] | None:
    """Return a sentence as JSON can hold it."""
    if sentence is None:
        return None
    values = {name: _value(value) for name, value in sentence.values.items()}
    return {"template": sentence.template, "values": values}


def as_sentence(data: Mapping[str, Any] | None) -> Sentence | None:
    """Return the sentence again."""
    if data is None:
        return None
    values = {k: as_sentence(v) if isinstance(v, dict) else v for k, v in data["values"].items()}
    return Sentence(data["template"], values)


def _value(value: object) -> object:
    if isinstance(value, Sentence):
        return as_data(value)
    if isinstance(value, Integral):  # NumPy's too
        return int(value)
    return float(value) if isinstance(value, Real) else str(value)
