"""A search for a rule at work in its own thread, so that it can be watched and stopped."""

import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from core.automata.grid import Grid
from core.automata.learning.searches import Course
from core.automata.learning.similarity import Scores
from core.automata.learning.target import Target
from core.sentence import InputError

LOOK = 0.7  # seconds between two looks


@dataclass(frozen=True, eq=False)
class Stoppable(Target):
    """A target that refuses to judge any more tables once it is told to stop."""

    halt: threading.Event = field(default_factory=threading.Event)

    def score(self, tables: Grid) -> Scores:
        """Return how well each of the tables does, (P,).

        Raises:
            InputError: Nobody watches any more.
        """
        if self.halt.is_set():
            raise InputError("Stopped.")
        return super().score(tables)


def stoppable(target: Target) -> Stoppable:
    """Return the same target, with a way to stop."""
    return Stoppable(**{f.name: getattr(target, f.name) for f in fields(Target)})


def watched(course: Iterator[Course], halt: threading.Event) -> Iterator[Course | None]:
    """Yield the latest of a course now and then while it goes on, and its end at last.

    Closing the iterator stops the search at the next tables that it judges.

    Args:
        course: The search; runs in a thread of its own.
        halt: Of its target.

    Raises:
        InputError: The search failed.
    """
    looks: list[Course] = []
    failed: list[InputError] = []
    done = threading.Event()

    def work() -> None:
        try:
            for look in course:
                looks[:] = [look]
        except InputError as error:
            failed.append(error)
        except Exception:
            logging.exception("A search for a rule failed")
            failed.append(InputError("This failed; the server's log says why."))
        finally:
            done.set()

    threading.Thread(target=work, daemon=True).start()
    try:
        while not done.wait(LOOK):
            yield looks[0] if looks else None
    finally:
        halt.set()
    if failed:
        raise failed[0]
    yield looks[0] if looks else None
