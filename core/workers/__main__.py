"""A worker process: reads from its input what to do, does it, and ends when its server ends.

The first line may name what to prepare; another one names a job's folder and its work. The input
stays open as long as the server lives.
"""

import json
import logging
import os
import signal
import sys
from pathlib import Path
from threading import Thread
from time import sleep
from typing import IO

from filelock import Timeout

from core.sentence import InputError, Sentence
from core.workers.folder import JobFolder
from core.workers.hand import Hand, Stopped
from core.workers.kinds import find
from core.workers.tickets import TAKEN, Ticket

NICENESS = 5  # the server goes first
GRACE = 5.0  # seconds to put the work down after the server has gone
LOCKED = 2.0  # seconds to wait for a lock that somebody only looks at


def main() -> int:
    """Wait for one job and work on it."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    told = open(0, "rb", buffering=0, closefd=False)  # noqa: SIM115  # unbuffered: watched later
    while line := told.readline():
        task = json.loads(line)
        if "warm_up" in task:
            prepare(task["warm_up"])
        else:
            return run(
                Ticket(Path(task["ticket"])), JobFolder(Path(task["folder"])), task["work"], told
            )
    return 0


def run(ticket: Ticket, job: JobFolder, work: str, told: IO[bytes]) -> int:
    """Take the job from the queue and work on it, unless somebody else does."""
    try:
        job.lock.acquire(timeout=LOCKED)
    except Timeout:
        return TAKEN
    with job.lock:
        heard = ticket.heard()
        if heard is None:  # stopped before its turn
            return 0
        hand = Hand(job, heard)
        hand.begin()
        if not ticket.remove():
            hand.end("stopped")
            return 0
        Thread(target=watch, args=(told, hand), daemon=True).start()
        attend(hand, work)
    return 0


def prepare(address: str) -> None:
    """Do beforehand what can be; what fails here will be said where it is needed."""
    try:
        find(address)()
    except Exception:
        logging.exception("A worker cannot prepare by %s", address)


def attend(hand: Hand, work: str) -> None:
    """Work, and note how it ended."""
    try:
        find(work)(hand)
        hand.end("finished")
    except Stopped:
        hand.end("stopped")
    except InputError as error:
        hand.end("failed", error.sentence)
    except Exception:
        logging.exception("%s failed with %s", work, hand.settings)
        hand.end("failed", Sentence("This failed; the server's log says why."))


def watch(told: IO[bytes], hand: Hand) -> None:
    """Wait for the server to end, and end the work then."""
    while told.read(1):
        pass
    hand.orphan()
    sleep(GRACE)
    if hasattr(os, "killpg") and os.getpgid(0) == os.getpid():
        os.killpg(0, signal.SIGKILL)  # with all that the work may have started
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
